/** Names for values inside one function that are equal where the values are: `req.query.sort` read twice is one. */
import type { NodeId } from '../../module-facts.ts';
import type { AccessPath } from './flow-state.ts';
import type { FunctionRef, Program } from '../link/program.ts';

const MAX_STEPS = 12;

/** Equal for the same variable, parameter or call result, and for the same properties of it. Null for what is made anew. */
export function valueName(ref: FunctionRef, id: NodeId, path: AccessPath = []): string | null {
  const names = [...path].reverse();
  let at = id;
  for (let steps = 0; steps < MAX_STEPS; steps += 1) {
    const node = ref.fn.nodes[at];
    switch (node?.kind) {
      case 'member':
        names.push(node.name);
        at = node.of;
        continue;
      case 'captured':
        return [`variable ${node.fn} ${node.variable}`, ...names.reverse()].join('.');
      case 'await':
        at = node.of;
        continue;
      case 'literal':
      case 'absent':
      case undefined:
        return null;
      default:
        return [`value ${at}`, ...names.reverse()].join('.');
    }
  }
  return null;
}

/** Whether `name` is one of `names`, or a part of what one of them stands for. */
export function isAmong(name: string | null, names: ReadonlySet<string>): boolean {
  if (name === null || names.size === 0) return false;
  if (names.has(name)) return true;
  for (let end = name.lastIndexOf('.'); end > 0; end = name.lastIndexOf('.', end - 1))
    if (names.has(name.slice(0, end))) return true;
  return false;
}

/** The names that a value was given in its function. */
export function localNames(program: Program, ref: FunctionRef, id: NodeId): readonly string[] {
  const names = program.memo.once('names of values', ref.fn, 0, new Map<NodeId, string[]>(), () => {
    const given = new Map<NodeId, string[]>();
    for (const { name, node } of ref.fn.locals) {
      const known = given.get(node);
      if (known === undefined) given.set(node, [name]);
      else known.push(name);
    }
    return given;
  });
  return names.get(id) ?? [];
}
