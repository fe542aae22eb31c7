/** Expressions to nodes. Left-leaning chains are walked in a loop: a thousand `.then` are a thousand steps, not frames. */
import type { Span } from '#domain/span.ts';
import type { CallExpr, Expr, PropertyIr } from '../ir.ts';
import type { FlowNode, NodeId, ObjectPart } from '../module-facts.ts';
import { decide, openSide } from './branching.ts';
import { exportAssignment } from './module-exports.ts';
import type { FunctionBuilder } from './function-builder.ts';
import { replaceRoot, THIS } from './patterns.ts';
import { lookUp } from './variables.ts';
import { MAX_DEPTH, type Walk } from './walk.ts';

interface Use {
  readonly used: boolean;
  readonly awaited: boolean;
  readonly hint: string;
}

const PLAIN: Use = { used: true, awaited: false, hint: '' };

export function evaluate(walk: Walk, at: FunctionBuilder, expression: Expr, use: Partial<Use> = {}): NodeId {
  if (walk.depth >= MAX_DEPTH) {
    walk.broken.push(expression.span);
    return at.node({ kind: 'unknown', of: [], span: expression.span });
  }
  walk.depth += 1;
  const node = evaluateSpine(walk, at, expression, { ...PLAIN, ...use });
  walk.depth -= 1;
  return node;
}

/** The operand that a chain grows from: `a` in `a.b`, `a.b` in `a.b()`, the left of an operator. */
function spineOf(expression: Expr): Expr | null {
  switch (expression.kind) {
    case 'member':
    case 'index':
      return expression.object;
    case 'call':
      return expression.callee;
    case 'binary':
    case 'logical':
      return expression.left;
    default:
      return null;
  }
}

function evaluateSpine(walk: Walk, at: FunctionBuilder, expression: Expr, use: Use): NodeId {
  const links: Expr[] = [];
  let bottom = expression;
  for (let next = spineOf(bottom); next !== null && !isModuleLoad(walk, at, bottom); next = spineOf(bottom)) {
    links.push(bottom);
    bottom = next;
  }
  let node = links.length === 0 ? evaluateSimple(walk, at, bottom, use) : evaluateSimple(walk, at, bottom, PLAIN);
  let receiver: NodeId | null = null;
  for (let index = links.length - 1; index >= 0; index -= 1) {
    const link = links[index];
    if (link === undefined) break;
    const before = node;
    node = evaluateLink(walk, at, link, node, receiver, index === 0 ? use : PLAIN);
    receiver = link.kind === 'member' || link.kind === 'index' ? before : null;
  }
  return node;
}

function evaluateLink(
  walk: Walk,
  at: FunctionBuilder,
  link: Expr,
  operand: NodeId,
  receiver: NodeId | null,
  use: Use,
): NodeId {
  switch (link.kind) {
    case 'member':
      return at.node({ kind: 'member', of: operand, name: link.property, optional: link.optional, span: link.span });
    case 'index': {
      const key = walk.value(at, link.index);
      if (link.index.kind === 'literal' && typeof link.index.value === 'string')
        return at.node({
          kind: 'member',
          of: operand,
          name: link.index.value,
          optional: link.optional,
          span: link.span,
        });
      return at.node({ kind: 'index', of: operand, key, span: link.span });
    }
    case 'call':
      return call(walk, at, link, operand, receiver, use);
    case 'binary': {
      const right = walk.value(at, link.right);
      return at.node({ kind: 'binary', operator: link.operator, left: operand, right, span: link.span });
    }
    case 'logical':
      return logical(walk, at, link, operand, use);
    default:
      throw new TypeError(`${link.kind} is no link of a chain`);
  }
}

function evaluateSimple(walk: Walk, at: FunctionBuilder, expression: Expr, use: Use): NodeId {
  const { span } = expression;
  switch (expression.kind) {
    case 'name':
      return walk.read(at, expression.name, span);
    case 'this':
      return walk.read(at, THIS, span);
    case 'super':
    case 'absent':
      return at.node({ kind: expression.kind, span });
    case 'literal':
      return at.node({ kind: 'literal', value: expression.value, span });
    case 'regex':
      return at.node({ kind: 'regex', pattern: expression.pattern, flags: expression.flags, span });
    case 'template':
      return template(walk, at, expression, use);
    case 'sum':
      return sum(
        at,
        expression.terms.map((term) => walk.value(at, term)),
        span,
      );
    case 'await':
      return at.node({ kind: 'await', of: walk.value(at, expression.value, { ...use, awaited: true }), span });
    case 'yield':
      return at.node({
        kind: 'unknown',
        of: expression.value === null ? [] : [walk.value(at, expression.value, { awaited: true })],
        span,
      });
    case 'spread':
      return at.node({ kind: 'spread', of: walk.value(at, expression.value), span });
    case 'unary':
      return at.node({
        kind: 'unary',
        operator: expression.operator,
        of: walk.value(at, expression.value, { used: expression.operator !== 'void' }),
        span,
      });
    case 'conditional':
      return conditional(walk, at, expression, use);
    case 'assign':
      return assign(walk, at, expression);
    case 'object':
      return at.node({ kind: 'object', properties: parts(walk, at, expression.properties), span });
    case 'array':
      return at.node({
        kind: 'array',
        items: expression.items.map((item) =>
          item === null ? at.node({ kind: 'absent', span }) : walk.value(at, item),
        ),
        span,
      });
    case 'function':
      return at.node({ kind: 'function', fn: walk.function(at, expression.fn, { hint: use.hint, class: null }), span });
    case 'class':
      return walk.class(at, expression.class, use.hint);
    case 'sequence':
      return expression.items.reduce(
        (_, item, index) => walk.value(at, item, { used: index === expression.items.length - 1 && use.used }),
        -1,
      );
    case 'element': {
      const tag = expression.tag === null ? null : walk.value(at, expression.tag);
      const attributes = parts(walk, at, expression.attributes);
      return at.node({
        kind: 'markup',
        tag,
        attributes,
        children: expression.children.map((child) => walk.value(at, child)),
        span,
      });
    }
    case 'import':
      return loadModule(walk, at, expression.module, span);
    case 'call':
      return loadModule(walk, at, expression.args[0] ?? expression.callee, span);
    case 'unknown':
      return at.node({ kind: 'unknown', of: expression.parts.map((part) => walk.value(at, part)), span });
    default:
      throw new TypeError(`${expression.kind} is a link of a chain`);
  }
}

// ── Calls ───────────────────────────────────────────────────────────────────────────────────────────

function isModuleLoad(walk: Walk, at: FunctionBuilder, expression: Expr): boolean {
  if (expression.kind !== 'call' || expression.callee.kind !== 'name' || expression.args.length !== 1) return false;
  const { name } = expression.callee;
  return (
    walk.traits.moduleLoaders.has(name) && expression.args[0]?.kind === 'literal' && lookUp(at.scope, name) === null
  );
}

function loadModule(walk: Walk, at: FunctionBuilder, module: Expr, span: Span): NodeId {
  if (module.kind !== 'literal' || typeof module.value !== 'string')
    return at.node({ kind: 'unknown', of: [walk.value(at, module)], span });
  const index = walk.imports.push({ module: module.value, imported: '*', local: null, typeOnly: false, span }) - 1;
  return at.node({ kind: 'import', import: index, span });
}

function call(
  walk: Walk,
  at: FunctionBuilder,
  ir: CallExpr,
  callee: NodeId,
  receiver: NodeId | null,
  use: Use,
): NodeId {
  const hint = describeCall(ir, use.hint);
  const args = ir.args.map((argument) => walk.value(at, argument, { hint }));
  const node = addCall(at, { callee, receiver, args, construct: ir.construct, tagged: false, span: ir.span }, use);
  growReceiver(walk, at, ir, args, receiver);
  return node;
}

interface NewCall {
  readonly callee: NodeId;
  readonly receiver: NodeId | null;
  readonly args: readonly NodeId[];
  readonly construct: boolean;
  readonly tagged: boolean;
  readonly span: Span;
}

function addCall(at: FunctionBuilder, made: NewCall, use: Use): NodeId {
  const id = at.calls.length;
  const point = at.step({ kind: 'call', call: id });
  at.calls.push({ ...made, awaited: use.awaited, used: use.used, point });
  return at.node({ kind: 'call', call: id, span: made.span });
}

/** `list.push(v)`, `map.set(k, v)`: whoever holds the collection now holds one with `v` in it. */
function growReceiver(
  walk: Walk,
  at: FunctionBuilder,
  ir: CallExpr,
  args: readonly NodeId[],
  receiver: NodeId | null,
): void {
  if (receiver === null || ir.callee.kind !== 'member') return;
  const { mutators, keyedMutators } = walk.traits;
  if (!mutators.has(ir.callee.property)) return;
  const isKeyed = args.length === 2 && keyedMutators.has(ir.callee.property);
  const [key] = ir.args;
  const name = isKeyed && key?.kind === 'literal' && typeof key.value === 'string' ? key.value : null;
  let value = receiver;
  for (const argument of isKeyed ? args.slice(1) : args)
    value = at.node({ kind: 'update', of: value, name, value: argument, span: ir.span });
  if (value !== receiver) replaceRoot(walk, at, ir.callee.object, value, ir.span, 3);
}

/**
 * What to call a function that is written straight into this call: `app.get('/reports')`. Where the call ends a chain of
 * calls, what it is given to tells it from others: `remove.mutation()` of `remove: procedure.input(…).mutation(…)`.
 */
function describeCall(ir: CallExpr, given: string): string {
  const names: string[] = [];
  let callee: Expr = ir.callee;
  while (callee.kind === 'member' && names.length < 3) {
    names.unshift(callee.property);
    callee = callee.object;
  }
  if (callee.kind === 'name') names.unshift(callee.name);
  else if (callee.kind === 'this') names.unshift('this');
  else if (callee.kind === 'call' && names.length > 0)
    names.unshift(given === '' || given.startsWith('*') ? rootName(callee) : given);
  const [first] = ir.args;
  const argument = first?.kind === 'literal' && typeof first.value === 'string' ? `'${first.value.slice(0, 80)}'` : '';
  const path = names.filter((name) => name !== '');
  return path.length === 0 ? '' : `${path.join('.')}(${argument})`;
}

/** The name that a chain of calls begins with; empty where that is none. */
function rootName(chain: Expr): string {
  let at = chain;
  while (at.kind === 'call' || at.kind === 'member') at = at.kind === 'call' ? at.callee : at.object;
  return at.kind === 'name' ? at.name : '';
}

// ── Values that choose ──────────────────────────────────────────────────────────────────────────────

function logical(
  walk: Walk,
  at: FunctionBuilder,
  ir: Extract<Expr, { kind: 'logical' }>,
  left: NodeId,
  use: Use,
): NodeId {
  const holds = ir.operator === '&&';
  const branch = decide(at, left, 'logical', ir.span);
  const mark = at.environment.mark();
  const side = openSide(at, branch, holds);
  const right = walk.value(at, ir.right, { used: use.used });
  side.close('none');
  const changed = at.environment.rewind(mark);
  for (const [variable, node] of changed)
    at.environment.set(variable, at.join([walk.read(at, variable.name, ir.span), node], ir.span));
  branch.finish();
  return at.node({ kind: 'logical', operator: ir.operator, left, right, span: ir.span });
}

function conditional(walk: Walk, at: FunctionBuilder, ir: Extract<Expr, { kind: 'conditional' }>, use: Use): NodeId {
  const test = walk.value(at, ir.test);
  const branch = decide(at, test, 'conditional', ir.span);
  const mark = at.environment.mark();
  const values = ([true, false] as const).map((holds) => {
    const side = openSide(at, branch, holds);
    const value = walk.value(at, holds ? ir.then : ir.otherwise, { used: use.used, hint: use.hint });
    side.close('none');
    return value;
  });
  const assigned = at.environment.assignedSince(mark);
  at.environment.rewind(mark);
  for (const [variable, nodes] of assigned)
    at.environment.set(variable, at.join([walk.read(at, variable.name, ir.span), ...nodes], ir.span));
  branch.finish();
  const [then = test, otherwise = test] = values;
  return at.node({ kind: 'conditional', test, then, otherwise, span: ir.span });
}

function assign(walk: Walk, at: FunctionBuilder, ir: Extract<Expr, { kind: 'assign' }>): NodeId {
  const hint = ir.target.kind === 'bind' ? ir.target.name : '';
  const exported = ir.operator === null ? exportAssignment(walk, at, ir.target) : null;
  const given = walk.value(at, ir.value, { hint: exported?.hint ?? hint });
  const value = ir.operator === null ? given : compound(walk, at, ir, given);
  if (exported !== null)
    for (const name of exported.names)
      walk.exports.push({ exported: name, value, valueIn: at.id, module: null, imported: null, span: ir.span });
  walk.bind(at, ir.target, value, 'assign');
  return value;
}

function compound(walk: Walk, at: FunctionBuilder, ir: Extract<Expr, { kind: 'assign' }>, given: NodeId): NodeId {
  const target: Expr | null =
    ir.target.kind === 'bind'
      ? { kind: 'name', name: ir.target.name, span: ir.target.span }
      : ir.target.kind === 'place'
        ? ir.target.expression
        : null;
  const before = target === null ? at.node({ kind: 'unknown', of: [], span: ir.span }) : walk.value(at, target);
  if (ir.operator === '+') return sum(at, [before, given], ir.span);
  if (ir.operator === '||' || ir.operator === '&&' || ir.operator === '??') return at.join([before, given], ir.span);
  return at.node({ kind: 'binary', operator: ir.operator ?? '', left: before, right: given, span: ir.span });
}

// ── Values put together ─────────────────────────────────────────────────────────────────────────────

/** A sum of numbers alone is arithmetic; anything else may be text. */
function sum(at: FunctionBuilder, terms: readonly NodeId[], span: Span): NodeId {
  const [left, right] = terms;
  const numeric = terms.some((term) => isNumber(at.nodes[term]));
  if (numeric && terms.length === 2 && left !== undefined && right !== undefined)
    return at.node({ kind: 'binary', operator: '+', left, right, span });
  return at.node({ kind: 'concat', parts: terms, span });
}

function isNumber(node: FlowNode | undefined): boolean {
  return node?.kind === 'literal' && typeof node.value === 'number';
}

function template(walk: Walk, at: FunctionBuilder, ir: Extract<Expr, { kind: 'template' }>, use: Use): NodeId {
  const { span } = ir;
  if (ir.tag === null) {
    const pieces = ir.parts.map((part) =>
      typeof part === 'string' ? at.node({ kind: 'literal', value: part, span }) : walk.value(at, part),
    );
    return at.node({ kind: 'concat', parts: pieces, span });
  }
  const callee = walk.value(at, ir.tag);
  const tag = at.nodes[callee];
  const texts = ir.parts
    .filter((part) => typeof part === 'string')
    .map((part) => at.node({ kind: 'literal', value: part, span }));
  const holes = ir.parts.filter((part) => typeof part !== 'string').map((part) => walk.value(at, part));
  const args = [at.node({ kind: 'array', items: texts, span }), ...holes];
  return addCall(
    at,
    { callee, receiver: tag?.kind === 'member' ? tag.of : null, args, construct: false, tagged: true, span },
    use,
  );
}

function parts(walk: Walk, at: FunctionBuilder, properties: readonly PropertyIr[]): ObjectPart[] {
  return properties.map((property) => {
    if (property.kind === 'spread') return { key: null, spread: true, value: walk.value(at, property.value) };
    if (property.kind === 'property')
      return { key: property.key, spread: false, value: walk.value(at, property.value, { hint: property.key }) };
    walk.value(at, property.key);
    return { key: null, spread: false, value: walk.value(at, property.value) };
  });
}
