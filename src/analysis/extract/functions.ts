/** Functions and classes to facts. */
import type { Span } from '#domain/span.ts';
import type { ClassIr, FunctionIr, ParamIr, Stmt } from '../ir.ts';
import type { ClassFacts, ClassField, FunctionFacts, FunctionId, NodeId, ParamFact } from '../module-facts.ts';
import { capturedFacts, createFunctionBuilder, type FunctionBuilder } from './function-builder.ts';
import { normalisedHash } from './normalised-hash.ts';
import { THIS } from './patterns.ts';
import { namesOf } from './statements.ts';
import { createScope, declare } from './variables.ts';
import type { FunctionPlace, Walk } from './walk.ts';

export function extractFunction(walk: Walk, parent: FunctionBuilder, ir: FunctionIr, place: FunctionPlace): FunctionId {
  const id = walk.builders.length;
  const symbol = uniqueSymbol(
    parent,
    place.within ?? parent.symbol,
    ir.name ?? (place.hint === '' ? 'callback' : place.hint),
  );
  const at = createFunctionBuilder(id, symbol, createScope(parent.scope, id));
  walk.builders.push(at);
  if (ir.kind !== 'arrow' || place.ownThis === true) {
    const self = declare(at.scope, THIS);
    walk.write(at, self, at.node({ kind: 'this', span: ir.nameSpan }));
  }
  bindParams(walk, at, parent, ir.params);
  for (const name of hoistedNames(ir.body)) declare(at.scope, name);
  walk.run(at, ir.body);
  finishFunction(walk, at, {
    name: ir.name,
    kind: ir.kind,
    parent: parent.id,
    class: place.class,
    static: ir.static,
    async: ir.async,
    generator: ir.generator,
    directives: ir.directives,
    decorators: place.decorators ?? ir.decorators.map((decorator) => walk.value(parent, decorator)),
    span: ir.span,
    nameSpan: ir.nameSpan,
  });
  return id;
}

type Header = Pick<
  FunctionFacts,
  | 'name'
  | 'kind'
  | 'parent'
  | 'class'
  | 'static'
  | 'async'
  | 'generator'
  | 'directives'
  | 'decorators'
  | 'span'
  | 'nameSpan'
>;

/** Writes the facts of a function whose body has been walked. Captured variables are filled in when the module is done. */
export function finishFunction(walk: Walk, at: FunctionBuilder, header: Header): void {
  const facts = {
    id: at.id,
    symbol: at.symbol,
    ...header,
    params: at.params,
    hash: '',
    nodes: at.nodes,
    madeAt: at.madeAt,
    calls: at.calls,
    points: at.points,
    branches: at.branches,
    exits: at.exits,
    variables: [],
    locals: at.locals,
  };
  walk.functions[at.id] = { ...facts, hash: normalisedHash(facts, walk) };
}

/** Inner functions go on adding values to what they capture until the whole module has been walked. */
export function fillVariables(walk: Walk): FunctionFacts[] {
  return walk.functions.map((facts) => {
    const builder = walk.builders[facts.id];
    return builder === undefined ? facts : { ...facts, variables: capturedFacts(builder) };
  });
}

function uniqueSymbol(parent: FunctionBuilder, within: string, name: string): string {
  const symbol = within === '' ? name : `${within}.${name}`;
  const count = (parent.innerNames.get(symbol) ?? 0) + 1;
  parent.innerNames.set(symbol, count);
  return count === 1 ? symbol : `${symbol}#${count}`;
}

function bindParams(walk: Walk, at: FunctionBuilder, parent: FunctionBuilder, params: readonly ParamIr[]): void {
  for (const param of params) for (const name of namesOf(param.target)) declare(at.scope, name);
  params.forEach((param, index) => {
    const node = at.node({ kind: 'param', index, span: param.span });
    const target = param.target.kind === 'default' ? param.target.target : param.target;
    const fact: ParamFact = {
      name: target.kind === 'bind' ? target.name : null,
      type: param.type,
      rest: param.rest,
      field: param.field,
      node,
      decorators: param.decorators.map((decorator) => walk.value(parent, decorator)),
    };
    at.params.push(fact);
    walk.bind(at, param.target, node, 'declare');
  });
}

/** Names that belong to the whole function wherever in it they are declared. Inner functions have their own. */
export function hoistedNames(body: readonly Stmt[]): string[] {
  const names: string[] = [];
  const pending: (readonly Stmt[])[] = [body];
  while (pending.length > 0) {
    for (const statement of pending.pop() ?? []) {
      if (statement.kind === 'declare' && statement.hoisted) names.push(...namesOf(statement.target));
      pending.push(...innerBodies(statement));
    }
  }
  return names;
}

function innerBodies(statement: Stmt): (readonly Stmt[])[] {
  switch (statement.kind) {
    case 'block':
    case 'labeled':
    case 'broken':
      return [statement.body];
    case 'if':
      return [statement.then, statement.otherwise];
    case 'loop':
      return [statement.init, statement.body];
    case 'switch':
      return statement.cases.map((one) => one.body);
    case 'try':
      return [statement.body, statement.handler?.body ?? [], statement.finalizer ?? []];
    default:
      return [];
  }
}

// ── Classes ─────────────────────────────────────────────────────────────────────────────────────────

export function extractClass(walk: Walk, at: FunctionBuilder, ir: ClassIr, hint: string): NodeId {
  const index = walk.classes.length;
  const name = ir.name ?? (hint === '' ? null : hint);
  const within = at.symbol === '' ? (name ?? 'class') : `${at.symbol}.${name ?? 'class'}`;
  const fields: ClassField[] = [];
  const methods: FunctionId[] = [];
  const facts: ClassFacts = {
    name,
    in: at.id,
    extends: ir.extends === null ? null : walk.value(at, ir.extends),
    implements: ir.implements,
    decorators: ir.decorators.map((decorator) => walk.value(at, decorator)),
    fields,
    methods,
    span: ir.span,
  };
  walk.classes.push(facts);
  for (const field of ir.fields) fields.push(extractField(walk, at, field, { index, within, methods }));
  for (const method of ir.methods) {
    const decorators = method.decorators.map((decorator) => walk.value(at, decorator));
    const id = walk.function(at, method, { hint: method.kind, class: index, within, decorators });
    methods.push(id);
    if (method.kind === 'constructor') fields.push(...injectedFields(walk, id, method));
  }
  return at.node({ kind: 'class', class: index, span: ir.span });
}

interface ClassPlace {
  readonly index: number;
  readonly within: string;
  readonly methods: FunctionId[];
}

/** A function in a field is a method in all but syntax. */
function extractField(
  walk: Walk,
  at: FunctionBuilder,
  field: ClassIr['fields'][number],
  place: ClassPlace,
): ClassField {
  const decorators = field.decorators.map((decorator) => walk.value(at, decorator));
  let value: NodeId | null = null;
  if (field.init?.kind === 'function') {
    const fn = { ...field.init.fn, name: field.init.fn.name ?? field.name };
    const id = walk.function(at, fn, { hint: field.name, class: place.index, within: place.within, ownThis: true });
    place.methods.push(id);
    value = at.node({ kind: 'function', fn: id, span: field.span });
  } else if (field.init !== null) {
    value = walk.value(at, field.init, { hint: field.name });
  }
  return {
    name: field.name,
    type: field.type,
    static: field.static,
    value,
    valueIn: value === null ? null : at.id,
    decorators,
  };
}

function injectedFields(walk: Walk, id: FunctionId, constructor: FunctionIr): ClassField[] {
  const params = walk.builders[id]?.params ?? [];
  return constructor.params.flatMap((param, index) => {
    const fact = params[index];
    if (!param.field || fact?.name == null) return [];
    return [{ name: fact.name, type: param.type, static: false, value: fact.node, valueIn: id, decorators: [] }];
  });
}

export function moduleSpan(lineCount: number): Span {
  return { startLine: 1, startColumn: 1, endLine: Math.max(1, lineCount), endColumn: 1 };
}
