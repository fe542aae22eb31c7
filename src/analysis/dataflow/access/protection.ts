/**
 * How an entry point is protected, by whatever means: what stands before it, what it asks itself, what the functions that
 * it calls ask, and whether the caller is part of what it looks up. And who its siblings are, which tell what is usual.
 */
import { entryPoints } from '../entry/entry-points.ts';
import type { EntryPoint } from '../entry/handlers.ts';
import { mentionsIdentity } from '../entry/request-data.ts';
import { functionsOf } from '../link/meaning.ts';
import { folderOf } from '../link/repository-paths.ts';
import { type FunctionRef, type LinkedModule, type Program, valueIn } from '../link/program.ts';
import { wordsOf } from '../models/access-words.ts';
import { PUBLIC_MARKS, PUBLIC_WORDS } from '../models/public-routes.ts';
import { decoratorName } from '../entry/handlers.ts';
import { type Effect, effectsIn } from './effects.ts';
import { type Guard, guardsIn } from './guards.ts';
import { decoratorsOf, guardsBefore } from './outer-guards.ts';

export interface Protection {
  /** What asks who the caller is, or whether this caller may. */
  readonly guards: readonly Guard[];
  /** One of them is about permission, ownership or tenancy, and not about being logged in alone. */
  readonly authorizes: boolean;
  /** The caller's identity is part of what is called or asked: a filter, an argument, a comparison. */
  readonly usesCaller: boolean;
}

/** Called functions are looked into this deep. */
const MAX_LOOK = 2;

export function protectionOf(program: Program, entry: EntryPoint): Protection {
  const ref = entry.handler;
  const none: Protection = { guards: [], authorizes: false, usesCaller: false };
  return program.memo.once('protection', ref.fn, 0, none, () => {
    const guards = [
      ...guardsBefore(program, ref),
      ...reached(program, ref, MAX_LOOK).flatMap((fn) => guardsIn(program, fn)),
    ];
    const usesCaller = ref.fn.calls.some((call) => call.args.some((id) => mentionsIdentity(program, valueIn(ref, id))));
    return { guards, authorizes: guards.some((guard) => guard.kind === 'authorization'), usesCaller };
  });
}

/** The function itself, those written in it and those that it calls. */
function reached(program: Program, ref: FunctionRef, look: number): FunctionRef[] {
  const found = new Map<object, FunctionRef>([[ref.fn, ref]]);
  let frontier: readonly FunctionRef[] = [ref];
  for (let depth = 0; depth < look; depth += 1) {
    const next: FunctionRef[] = [];
    for (const one of frontier) {
      const inner = one.module.facts.functions.filter((fn) => fn.parent === one.fn.id && fn.kind !== 'module');
      const called = one.fn.calls.flatMap((call) => functionsOf(program, valueIn(one, call.callee)));
      for (const other of [...inner.map((fn) => ({ module: one.module, fn })), ...called]) {
        if (found.has(other.fn) || found.size > 60) continue;
        found.set(other.fn, other);
        next.push(other);
      }
    }
    frontier = next;
  }
  return [...found.values()];
}

export function isProtected({ guards, usesCaller }: Protection): boolean {
  return guards.length > 0 || usesCaller;
}

/** What an entry point does with what the caller chose. */
export function weightyEffects(program: Program, entry: EntryPoint): readonly Effect[] {
  return effectsIn(program, entry.handler);
}

// ── Siblings ────────────────────────────────────────────────────────────────────────────────────────

/** Entry points of the same kind, of the same class or module where those are enough, else of the same folder, else of the program. */
export function siblingsOf(program: Program, entry: EntryPoint, enough: number): readonly EntryPoint[] {
  const all = requestsIn(program).filter(
    (one) => one.handler.fn !== entry.handler.fn && one.framework === entry.framework,
  );
  const { module } = entry.handler;
  const near = all.filter((one) => one.handler.module === module);
  if (near.length >= enough) return near;
  const folder = folderOf(module.path);
  const around = all.filter((one) => folderOf(one.handler.module.path) === folder);
  return around.length >= enough ? around : all;
}

/** Those that requests reach: not consumers of messages, and not what only looks like a handler. */
function requestsIn(program: Program): readonly EntryPoint[] {
  return program.memo.once('requests', program.modules, 0, [] as readonly EntryPoint[], () => {
    const seen = new Set<object>();
    return entryPoints(program).filter(({ kind, handler }) => {
      if (kind === 'message' || kind === 'socket' || kind === 'function' || seen.has(handler.fn)) return false;
      seen.add(handler.fn);
      return true;
    });
  });
}

export function requestsOf(program: Program, module: LinkedModule): readonly EntryPoint[] {
  return requestsIn(program).filter(({ handler }) => handler.module === module);
}

// ── What is open on purpose ─────────────────────────────────────────────────────────────────────────

/** By a mark, or by the words of its route, its name or its file: nobody is logged in who logs in. */
export function isOpenOnPurpose(entry: EntryPoint): boolean {
  const { module, fn } = entry.handler;
  if (decoratorsOf(entry.handler).some((value) => PUBLIC_MARKS.test(decoratorName(value, value.node)))) return true;
  const name = module.path.slice(module.path.lastIndexOf('/') + 1).replace(/\..*$/, '');
  const words = [entry.path ?? '', fn.name ?? '', name, entry.path === null ? fn.symbol : ''].flatMap(wordsOf);
  return words.some((word) => PUBLIC_WORDS.has(word));
}
