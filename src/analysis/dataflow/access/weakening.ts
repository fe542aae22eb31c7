/**
 * What a guard of one version asks less in the next: a condition that refuses in fewer cases, a longer list of roles, a
 * lower role, an answer that is no longer awaited, a function that permits everything. What is asked more, or otherwise
 * but not less, is nothing.
 */
import type { Branch, Exit } from '../../module-facts.ts';
import { decoratorName } from '../entry/handlers.ts';
import { ASSERTING_WORDS, AUTHENTICATION_WORDS, hasWord, speaksOfAccess, wordsOf } from '../models/access-words.ts';
import { ANY_OF, rankOf } from '../models/permission-ranks.ts';
import { PUBLIC_MARKS } from '../models/public-routes.ts';
import { callerParts } from '../entry/request-data.ts';
import { operandsOf } from '../link/operands.ts';
import { type FunctionRef, nodeOf, type Program, valueIn } from '../link/program.ts';
import { calleeName } from './callee-name.ts';
import { atomsOf, compareFormulas, type Formula, formulaOf } from './formula.ts';
import { type Guard, guardsIn } from './guards.ts';
import { decoratorsOf, guardsBefore } from './outer-guards.ts';
import { movedIntoCallee } from './moved-guards.ts';
import { assumptionsAt } from './order.ts';
import { promiseOf } from './promises.ts';
import { refusalOf } from './refusals.ts';
import { askedWithoutAwait } from './unawaited-guards.ts';

export type WeakeningKind =
  | 'unawaited'
  | 'narrower'
  | 'inverted'
  | 'never'
  | 'more-values'
  | 'lower-value'
  | 'fewer-values'
  | 'public'
  | 'permits';

export interface Weakening {
  readonly kind: WeakeningKind;
  /** As it was; null where a mark was added or the function itself is the guard. */
  readonly was: Guard | null;
  /** Where it is seen in head. */
  readonly now: Exit['span'];
  /** What is new or missing, as written. */
  readonly detail: string;
  /** What lets more callers through was chosen by the caller. */
  readonly byCaller: boolean;
}

interface Versions {
  readonly base: Program;
  readonly head: Program;
  readonly before: FunctionRef;
  readonly after: FunctionRef;
}

export function weakenings(base: Program, head: Program, before: FunctionRef, after: FunctionRef): Weakening[] {
  const versions = { base, head, before, after };
  const had = [...guardsBefore(base, before), ...guardsIn(base, before)];
  const has = [...guardsBefore(head, after), ...guardsIn(head, after)];
  return [
    ...had.flatMap((guard) => weakened(versions, guard, had, has)),
    ...publicMarks(before, after),
    ...permitsAll(before, after),
  ];
}

function weakened(versions: Versions, guard: Guard, had: readonly Guard[], has: readonly Guard[]): Weakening[] {
  const { before, after } = versions;
  const same = has.filter((other) => other.form === guard.form && other.key === guard.key);
  const sameName = has.filter((other) => guard.name !== '' && other.name === guard.name);
  const unawaited = same.flatMap((other) => noLongerAwaited(versions, guard, other)).slice(0, 1);
  if (unawaited.length > 0) return unawaited;
  if (guard.branch === null) return otherValues(guard, sameName, had).slice(0, 1);
  const narrower = narrowed(versions, guard, guard.branch, has);
  if (narrower !== null) return [narrower];
  if (same.some((other) => other.values.join() === guard.values.join())) return [];
  const ofKey = had.filter((other) => other.key === guard.key && other.form === guard.form);
  return before.fn.hash === after.fn.hash ? [] : otherValues(guard, same, ofKey).slice(0, 1);
}

// ── Not awaited any more ────────────────────────────────────────────────────────────────────────────

/** Where the head alone shows that it gives a promise, it is told as such. */
function noLongerAwaited({ head, before, after }: Versions, was: Guard, is: Guard): Weakening[] {
  const awaited = new Set(
    before.fn.calls.flatMap((call) => (call.awaited ? (calleeName(before, call.callee) ?? []) : [])),
  );
  const wasPlain = new Set(askedWithoutAwait(before, was).map((call) => calleeName(before, call.callee)));
  return askedWithoutAwait(after, is).flatMap((call): Weakening[] => {
    const name = calleeName(after, call.callee);
    if (name === null || !awaited.has(name) || wasPlain.has(name)) return [];
    if (promiseOf(head, after, call) !== null) return [];
    return [{ kind: 'unawaited', was, now: call.span, detail: is.asks, byCaller: false }];
  });
}

// ── Conditions ──────────────────────────────────────────────────────────────────────────────────────

/** The guard's refusal against all that leaves in head: one condition may have become two. */
function narrowed(versions: Versions, was: Guard, branch: Branch, has: readonly Guard[]): Weakening | null {
  const { base, head, before, after } = versions;
  const refusal = refusalFormula(before, branch);
  if (refusal === null) return null;
  const asked = new Set(atomsOf(refusal));
  const leaving = leavingBranches(after).filter(({ formula }) => atomsOf(formula).some((atom) => asked.has(atom)));
  const own = has.find((other) => other.branch !== null && leaving.some((one) => one.branch === other.branch));
  const constant = own === undefined ? has.find((other) => other.branch !== null && other.key === was.key) : undefined;
  const now = own?.branch ?? constant?.branch;
  if (now == null) return null;
  const formulas = leaving.length > 0 ? leaving.map((one) => one.formula) : [refusalFormula(after, now) ?? refusal];
  const found: Formula =
    formulas.length === 1 && formulas[0] !== undefined ? formulas[0] : { kind: 'or', of: formulas };
  const result = compareFormulas(refusal, found);
  if (result !== 'narrower' && result !== 'inverted' && result !== 'never') return null;
  const atoms = atomsOf(found);
  const isLost = [...asked].some((atom) => !atoms.includes(atom));
  const others = has.length > guardsIn(base, before).length + guardsBefore(base, before).length - 1;
  if (result === 'narrower' && isLost && (others || movedIntoCallee(base, head, before, after))) return null;
  const added = atoms.filter((atom) => !asked.has(atom));
  const byCaller = added.length > 0 && asksTheCaller(head, after, now, asked);
  return { kind: result, was, now: now.span, detail: added.slice(0, 2).join(', '), byCaller };
}

/** When the branch refuses, with the decisions that stand around it. */
function refusalFormula(ref: FunctionRef, branch: Branch): Formula | null {
  const refusal = refusalOf(ref, branch);
  return refusal === null ? null : around(ref, branch, sideFormula(ref, branch, refusal.holds));
}

function leavingBranches(ref: FunctionRef): { readonly branch: Branch; readonly formula: Formula }[] {
  return ref.fn.branches.flatMap((branch) => {
    if (branch.form !== 'if') return [];
    const formula = refusalFormula(ref, branch);
    return formula === null ? [] : [{ branch, formula }];
  });
}

function sideFormula(ref: FunctionRef, branch: Branch, holds: boolean): Formula {
  const asked = formulaOf(ref, branch.condition);
  return holds ? asked : { kind: 'not', of: asked };
}

/** A decision whose other side has left is no condition of what follows: nothing follows there. */
function around(ref: FunctionRef, branch: Branch, formula: Formula): Formula {
  const outer = assumptionsAt(ref.fn, branch.point).flatMap(({ branch: known, holds }) => {
    const other = holds ? known.whenFalse : known.whenTrue;
    return known.form === 'loop' || other.leaves !== 'none' ? [] : [sideFormula(ref, known, holds)];
  });
  return outer.length === 0 ? formula : { kind: 'and', of: [...outer, formula] };
}

function asksTheCaller(program: Program, ref: FunctionRef, branch: Branch, known: ReadonlySet<string>): boolean {
  const pending = [formulaOf(ref, branch.condition)];
  for (let one = pending.pop(); one !== undefined; one = pending.pop()) {
    if (one.kind === 'not') pending.push(one.of);
    else if (one.kind === 'and' || one.kind === 'or') pending.push(...one.of);
    else if (one.kind === 'atom' && !known.has(one.atom)) {
      if (callerParts(program, valueIn(ref, one.node)).length > 0) return true;
    }
  }
  return false;
}

// ── Roles and permissions ───────────────────────────────────────────────────────────────────────────

function otherValues(was: Guard, candidates: readonly Guard[], had: readonly Guard[]): Weakening[] {
  const before = new Set(was.values);
  // The same guard with the same values is still there.
  if (candidates.some((one) => one.values.join() === was.values.join())) return [];
  return candidates.flatMap((now): Weakening[] => {
    if (had.some((other) => other !== was && other.name === now.name && other.values.join() === now.values.join()))
      return [];
    const after = new Set(now.values);
    const added = now.values.filter((value) => !before.has(value));
    const lost = was.values.filter((value) => !after.has(value));
    const kind = kindOf(ANY_OF.test(was.name === '' ? was.key : was.name), was.values, now.values, { added, lost });
    if (kind === null) return [];
    const detail = kind === 'fewer-values' ? lost.join(', ') : added.join(', ');
    return [{ kind, was, now: now.span, detail, byCaller: false }];
  });
}

function kindOf(
  anyOf: boolean,
  was: readonly string[],
  now: readonly string[],
  { added, lost }: { readonly added: readonly string[]; readonly lost: readonly string[] },
): WeakeningKind | null {
  if (was.length === 0) return null;
  if (lost.length === 0) return anyOf && added.length > 0 ? 'more-values' : null;
  if (added.length === 0) return anyOf && now.length > 0 ? null : 'fewer-values';
  const [before, after] = [bound(was, anyOf), bound(now, anyOf)];
  return before !== null && after !== null && after < before ? 'lower-value' : null;
}

/** What suffices to be let through: of any one the least, of all the most. */
function bound(values: readonly string[], anyOf: boolean): number | null {
  const ranks = values.map((value) => rankOf(wordsOf(value))).filter((rank) => rank !== null);
  if (ranks.length === 0) return null;
  return anyOf ? Math.min(...ranks) : Math.max(...ranks);
}

// ── Marks, and functions that are guards themselves ─────────────────────────────────────────────────

function publicMarks(before: FunctionRef, after: FunctionRef): Weakening[] {
  const marks = (ref: FunctionRef) =>
    decoratorsOf(ref).map((value) => ({ name: decoratorName(value, value.node), span: nodeOf(value).span }));
  const known = new Set(marks(before).map(({ name }) => name));
  return marks(after).flatMap(({ name, span }): Weakening[] =>
    PUBLIC_MARKS.test(name) && !known.has(name)
      ? [{ kind: 'public', was: null, now: span, detail: name, byCaller: false }]
      : [],
  );
}

/** A function that is asked for permission, and now says yes before it has asked anything. */
function permitsAll(before: FunctionRef, after: FunctionRef): Weakening[] {
  const name = after.fn.name ?? '';
  const asked =
    speaksOfAccess(name) ||
    hasWord(name, AUTHENTICATION_WORDS) ||
    ASSERTING_WORDS.has(wordsOf(name)[0] ?? '') ||
    name === 'canActivate';
  if (!asked || permittingExit(before) !== null) return [];
  const exit = permittingExit(after);
  return exit === null ? [] : [{ kind: 'permits', was: null, now: exit.span, detail: name, byCaller: false }];
}

function permittingExit({ module, fn }: FunctionRef): Exit | null {
  const [first] = fn.exits;
  if (first?.kind !== 'return' || first.value === null) return null;
  if (assumptionsAt(fn, first.point).length > 0) return null;
  const value = operandsOf(valueIn({ module, fn }, first.value), { throughCalls: false }).map((part) => nodeOf(part));
  return value.length === 1 && value[0]?.kind === 'literal' && value[0].value === true ? first : null;
}
