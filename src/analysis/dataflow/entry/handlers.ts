/** What an entry point is, and what finding any kind of one takes: the functions behind a value, their parameters' roles, what wraps them. */
import type { Span } from '#domain/span.ts';
import { functionsOf } from '../link/meaning.ts';
import type { EntryKind } from '../models/entry-calls.ts';
import type { ParamRole } from '../models/http-frameworks.ts';
import { type FunctionRef, nodeOf, type Program, type ValueRef, valueIn } from '../link/program.ts';

export interface EntryPoint {
  readonly framework: string;
  readonly kind: EntryKind;
  /** Lower case; null where any method, or none that is known, comes here. */
  readonly method: string | null;
  /** The route with what it is mounted under, as far as that is written down; null where it is not known. */
  readonly path: string | null;
  readonly handler: FunctionRef;
  /** Role of each parameter, by index. */
  readonly roles: ReadonlyMap<number, ParamRole>;
  /** Middleware, hooks and decorators that run before the handler, in order. */
  readonly before: readonly ValueRef[];
  /** Where it is registered. */
  readonly span: Span;
}

/** A handler may stand inside calls that wrap it: `asyncHandler(async (req, res) => …)`. */
export function handlerFunctions(program: Program, value: ValueRef, depth = 4): FunctionRef[] {
  const direct = functionsOf(program, value);
  const node = nodeOf(value);
  if (node.kind !== 'call' || depth === 0) return direct;
  const inner = (value.fn.calls[node.call]?.args ?? []).flatMap((argument) =>
    handlerFunctions(program, valueIn(value, argument), depth - 1),
  );
  return inner.length > 0 ? inner : direct;
}

export function rolesOf(handler: FunctionRef, roles: readonly ParamRole[]): ReadonlyMap<number, ParamRole> {
  const { params } = handler.fn;
  const shifted: readonly ParamRole[] = roles[0] === 'request' && params.length === 4 ? ['error', ...roles] : roles;
  return new Map(
    params.flatMap((_, index) => (shifted[index] === undefined ? [] : [[index, shifted[index]] as const])),
  );
}

/** Nested wrappers, outermost first: `withAuth`, `withTeam` of `withAuth(withTeam(handler))`. */
export function wrappersOf(value: ValueRef): ValueRef[] {
  const wrappers: ValueRef[] = [];
  let at = value;
  for (let steps = 0; steps < 6; steps += 1) {
    const node = nodeOf(at);
    const call = node.kind === 'call' ? at.fn.calls[node.call] : undefined;
    if (call === undefined) break;
    wrappers.push(valueIn(at, call.callee));
    const inner = call.args.find((id) => ['call', 'function', 'captured'].includes(at.fn.nodes[id]?.kind ?? ''));
    if (inner === undefined) break;
    at = valueIn(at, inner);
  }
  return wrappers;
}

export function flattened(ref: FunctionRef, id: number): ValueRef[] {
  const node = ref.fn.nodes[id];
  return node?.kind === 'array' ? node.items.map((item) => valueIn(ref, item)) : [valueIn(ref, id)];
}

/** `UseGuards` of `@UseGuards(A)` and of `@UseGuards`. */
export function decoratorName(ref: FunctionRef, id: number): string {
  let node = ref.fn.nodes[id];
  if (node?.kind === 'call') node = ref.fn.nodes[ref.fn.calls[node.call]?.callee ?? -1];
  if (node?.kind === 'import') return ref.module.facts.imports[node.import]?.imported ?? '';
  if (node?.kind === 'member') return node.name;
  return node?.kind === 'global' || node?.kind === 'captured' ? node.name : '';
}

export function literalText(ref: FunctionRef, id: number | undefined): string | null {
  const node = id === undefined ? undefined : ref.fn.nodes[id];
  if (node?.kind === 'literal' && typeof node.value === 'string') return node.value;
  if (node?.kind !== 'concat') return null;
  const texts = node.parts.flatMap((part) => {
    const piece = ref.fn.nodes[part];
    return piece?.kind === 'literal' ? [String(piece.value)] : [];
  });
  return texts.length === node.parts.length ? texts.join('') : null;
}
