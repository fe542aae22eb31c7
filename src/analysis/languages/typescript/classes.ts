/** Classes: heritage, fields, methods. */
import type { ClassIr, Expr, FieldIr, FunctionIr, Stmt } from '#analysis/ir.ts';
import { decoratorsIn } from './decorators.ts';
import { givenBy } from './given-names.ts';
import { bodyOf, type GivenName, type Lowering } from './lowering.ts';
import { onlyOperand } from './operands.ts';
import { keyLabel, keyText } from './property-keys.ts';
import { NONE, type NodeIndex } from './syntax-table.ts';
import { declaredType, implementedNames } from './types-as-written.ts';

interface Members {
  readonly fields: FieldIr[];
  readonly methods: FunctionIr[];
}

/** `outer` are decorators written before an `export`. */
export function lowerClass(l: Lowering, node: NodeIndex, outer: readonly Expr[], given: GivenName | null): ClassIr {
  const { table } = l;
  const own = table.child(node, 'name');
  if (own !== NONE) l.declared.add(table.source(own));
  const heritage = heritageOf(l, node);
  const { fields, methods } = membersOf(l, table.child(node, 'body'));
  return {
    name: own === NONE ? (given?.name ?? null) : table.source(own),
    ...heritage,
    decorators: [...outer, ...decoratorsIn(l, node)],
    fields,
    methods,
    span: table.span(node),
    nameSpan: own !== NONE ? table.span(own) : given ? table.span(given.node) : headerSpan(l, node),
  };
}

function headerSpan(l: Lowering, node: NodeIndex) {
  const body = l.table.child(node, 'body');
  if (body === NONE) return l.table.span(node);
  const start = l.table.start(node);
  const text = l.table.text.slice(start, l.table.start(body));
  return l.table.spanOf(start, start + Math.max(text.trimEnd().length, 1));
}

function heritageOf(l: Lowering, node: NodeIndex): Pick<ClassIr, 'extends' | 'implements'> {
  const { table } = l;
  const heritage = table.childOfKind(node, 'class_heritage');
  if (heritage === NONE) return { extends: null, implements: [] };
  const implemented = table.childOfKind(heritage, 'implements_clause');
  return {
    extends: extended(l, heritage),
    implements: implemented === NONE ? [] : implementedNames(table.source(implemented)),
  };
}

/** TypeScript's grammar has a clause of its own, JavaScript's the bare expression. */
function extended(l: Lowering, heritage: NodeIndex): Expr | null {
  const { table } = l;
  const clause = table.childOfKind(heritage, 'extends_clause');
  if (clause !== NONE) {
    const value = table.child(clause, 'value');
    return value === NONE ? null : l.expression(value);
  }
  const end = table.after(heritage);
  for (let child = heritage + 1; child < end; child = table.after(child)) {
    const kind = table.kind(child);
    if (kind !== 'extends' && kind !== 'implements_clause') return l.expression(child);
  }
  return null;
}

function membersOf(l: Lowering, body: NodeIndex): Members {
  const { table } = l;
  const members: Members = { fields: [], methods: [] };
  if (body === NONE) return members;
  // TypeScript's grammar puts a method's decorators before it, as its siblings.
  let before: Expr[] = [];
  const end = table.after(body);
  for (let child = body + 1; child < end; child = table.after(child)) {
    if (table.kind(child) === 'decorator') {
      before.push(onlyOperand(l, child));
    } else {
      pushMember(l, child, before, members);
      before = [];
    }
  }
  return members;
}

function pushMember(l: Lowering, node: NodeIndex, before: readonly Expr[], into: Members): void {
  switch (l.table.kind(node)) {
    case 'method_definition':
      pushComputedKey(l, l.table.child(node, 'name'), into);
      into.methods.push(method(l, node, before));
      break;
    case 'public_field_definition':
    case 'field_definition':
      pushField(l, node, before, into);
      break;
    case 'class_static_block':
      into.methods.push(bareMethod(l, node, 'static', bodyOf(l, l.table.child(node, 'body'))));
      break;
    case 'ERROR': {
      const body: Stmt[] = [];
      l.statement(node, body);
      into.methods.push(bareMethod(l, node, null, body));
      break;
    }
    default:
    // Signatures, stray semicolons: nothing runs.
  }
}

function method(l: Lowering, node: NodeIndex, before: readonly Expr[]): FunctionIr {
  const fn = l.fn(node);
  const kind = fn.kind === 'method' && fn.name === 'constructor' && !fn.static ? 'constructor' : fn.kind;
  return { ...fn, kind, decorators: [...before, ...fn.decorators] };
}

/** A static block is a static method that nobody calls; broken members are methods without a name. */
function bareMethod(l: Lowering, node: NodeIndex, name: string | null, body: readonly Stmt[]): FunctionIr {
  const span = l.table.span(node);
  const nameSpan = name === null ? span : l.table.spanOf(l.table.start(node), l.table.start(node) + name.length);
  const flags = { async: false, generator: false, static: name !== null };
  return { name, kind: 'method', params: [], decorators: [], ...flags, directives: [], body, span, nameSpan };
}

function pushField(l: Lowering, node: NodeIndex, before: readonly Expr[], into: Members): void {
  const { table } = l;
  const named = table.child(node, 'name');
  const key = named === NONE ? table.child(node, 'property') : named;
  if (key === NONE) return;
  pushComputedKey(l, key, into);
  const value = table.child(node, 'value');
  into.fields.push({
    name: keyLabel(l, key),
    type: declaredType(l, node),
    init: value === NONE ? null : l.expression(value, givenBy(l, key, value)),
    static: table.has(node, 'static'),
    decorators: [...before, ...decoratorsIn(l, node)],
    span: table.span(node),
  });
}

/** A key that is computed by a call runs when the class is made, like the value of a static field. */
function pushComputedKey(l: Lowering, key: NodeIndex, into: Members): void {
  const { table } = l;
  if (key === NONE || table.kind(key) !== 'computed_property_name' || keyText(l, key) !== null) return;
  const init = onlyOperand(l, key);
  if (init.kind === 'name' || init.kind === 'member' || init.kind === 'literal') return;
  const name = keyLabel(l, key);
  into.fields.push({ name, type: null, init, static: true, decorators: [], span: table.span(key) });
}
