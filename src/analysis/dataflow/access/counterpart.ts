/** The same function in the other version of a program. */
import { entryPoints } from '../entry/entry-points.ts';
import type { FunctionRef, Program } from '../link/program.ts';
import type { Guard } from './guards.ts';
import { guardsBefore } from './outer-guards.ts';

/** By symbol in the same file, by route, then by what it does: a moved or renamed function is still the same. */
export function counterpart(
  base: Program,
  head: Program,
  before: FunctionRef,
  renames: ReadonlyMap<string, string>,
): FunctionRef | null {
  const path = renames.get(before.module.path) ?? before.module.path;
  const module = head.modules.get(path);
  const bySymbol = module?.facts.functions.find((fn) => fn.symbol === before.fn.symbol);
  if (module !== undefined && bySymbol !== undefined) return { module, fn: bySymbol };
  const entry = entryPoints(base).find((one) => one.handler.fn === before.fn);
  if (entry?.path != null) {
    const route = entryPoints(head).find((one) => one.path === entry.path && one.method === entry.method);
    if (route !== undefined) return route.handler;
  }
  for (const changed of head.changed) {
    const byHash = changed.facts.functions.find((fn) => fn.hash === before.fn.hash && fn.calls.length > 1);
    if (byHash !== undefined) return { module: changed, fn: byHash };
  }
  return null;
}

export function sameSurroundings(base: Program, head: Program, before: FunctionRef, after: FunctionRef): boolean {
  return keys(guardsBefore(base, before)) === keys(guardsBefore(head, after));
}

function keys(guards: readonly Guard[]): string {
  return guards
    .map((guard) => guard.key)
    .sort()
    .join('\n');
}
