/** How one side of a decision refuses: by which answer, exception or early end. */
import type { Branch, BranchSide, NodeId } from '../../module-facts.ts';
import { NOT_FOUND_NAME, REFUSAL_NAME, REFUSAL_TEXT } from '../models/access-words.ts';
import { nameOf, operandsOf } from '../link/operands.ts';
import { type FunctionRef, nodeOf, valueIn } from '../link/program.ts';

/** From the clearest to the faintest: an answer that says no, one that says "not found", a detour, an exception, an early end. */
export type RefusalKind = 'unauthenticated' | 'forbidden' | 'not-found' | 'redirect' | 'throws' | 'rejects' | 'ends';

export interface Refusal {
  readonly kind: RefusalKind;
  readonly leaves: BranchSide['leaves'];
  /** Which side of the branch it stands on. */
  readonly holds: boolean;
}

/** The refusing side of a branch; null where neither side refuses or both leave in the same way. */
export function refusalOf(ref: FunctionRef, branch: Branch): Refusal | null {
  const sides = ([true, false] as const).flatMap((holds) => {
    const kind = refusalKind(ref, holds ? branch.whenTrue : branch.whenFalse);
    return kind === null ? [] : [{ kind, leaves: (holds ? branch.whenTrue : branch.whenFalse).leaves, holds }];
  });
  const clear = sides.filter((side) => isClear(side.kind));
  if (clear.length === 1) return clear[0] ?? null;
  return sides.length === 1 ? (sides[0] ?? null) : null;
}

/** Whether a refusal says by itself that it is about access. */
export function isClear(kind: RefusalKind): boolean {
  return kind === 'unauthenticated' || kind === 'forbidden';
}

/** What a side answers by a number, whether or not it leaves. */
export function answerOf(ref: FunctionRef, side: BranchSide): RefusalKind | null {
  const { numbers } = wordsIn(ref, side);
  return numbers.has(401) ? 'unauthenticated' : numbers.has(403) ? 'forbidden' : null;
}

function refusalKind(ref: FunctionRef, side: BranchSide): RefusalKind | null {
  const said = wordsIn(ref, side);
  if (said.numbers.has(401)) return 'unauthenticated';
  if (said.numbers.has(403)) return 'forbidden';
  const says = (pattern: RegExp): boolean => said.names.some((name) => pattern.test(name));
  const leaves = side.leaves === 'return' || side.leaves === 'throw' || side.leaves === 'mixed';
  if (leaves && says(/unauthenticated|not_?authenticated|login_?required/i)) return 'unauthenticated';
  if (leaves && (says(REFUSAL_NAME) || said.texts.some(deniesAccess))) return 'forbidden';
  if (!leaves) return null;
  if (says(/redirect/i)) return 'redirect';
  if (said.numbers.has(404) || says(NOT_FOUND_NAME)) return 'not-found';
  if (side.leaves === 'throw') return 'throws';
  if ([...said.numbers].some((code) => code >= 400 && code < 600)) return 'rejects';
  return 'ends';
}

export function textsIn(ref: FunctionRef, side: BranchSide): readonly string[] {
  return wordsIn(ref, side).texts;
}

export function deniesAccess(text: string): boolean {
  return text.length < 200 && REFUSAL_TEXT.test(text) && saysNo(text);
}

/** A text that mentions access may also grant it: it must deny something. */
function saysNo(text: string): boolean {
  return /forbidden|unauth|denied|\bnot\b|n't|\bno\b|must|required|only|invalid|insufficient|cannot/i.test(text);
}

interface Said {
  readonly names: string[];
  readonly texts: string[];
  readonly numbers: Set<number>;
}

/** The names called, the texts and the numbers on one side: in its calls, and in what it returns or throws. */
function wordsIn(ref: FunctionRef, side: BranchSide): Said {
  const said: Said = { names: [], texts: [], numbers: new Set() };
  // A side of many calls is work with a refusal somewhere in it, not a refusal.
  const calls = ref.fn.calls.slice(side.calls.from, Math.min(side.calls.to, side.calls.from + 8));
  for (const call of calls) {
    said.names.push(nameOf(ref, call.callee));
    for (const argument of call.args) note(ref, argument, said);
  }
  for (const exit of ref.fn.exits.slice(side.exits.from, side.exits.to))
    if (exit.value !== null) note(ref, exit.value, said);
  return said;
}

function note(ref: FunctionRef, id: NodeId, said: Said): void {
  for (const part of operandsOf(valueIn(ref, id), {
    throughCalls: false,
    skip: (value) => nodeOf(value).kind === 'member',
  })) {
    const node = nodeOf(part);
    if (part.fn !== ref.fn) continue;
    if (node.kind === 'literal' && typeof node.value === 'string') said.texts.push(node.value);
    else if (node.kind === 'literal' && typeof node.value === 'number') said.numbers.add(node.value);
    else if (node.kind === 'member') said.names.push(node.name);
  }
}
