/**
 * Refusals that do not leave: the answer says no, and the work goes on. Also the question that has no refusal at all,
 * where the side that should refuse is empty or only writes a log.
 */
import type { Branch, BranchSide, CallFact, NodeId } from '../../module-facts.ts';
import { isAnswer } from './answers.ts';
import { calleeName } from './callee-name.ts';
import { above, mayPrecede } from './order.ts';
import { functionsOf, symbolsOf } from '../link/meaning.ts';
import { ENDING_NAME, ENDING_SYMBOLS } from '../models/endings.ts';
import {
  HARMLESS_WORDS,
  hasWord,
  HELPER_WORDS,
  REFUSAL_NAME,
  speaksOfAccess,
  wordsOf,
} from '../models/access-words.ts';
import { nameOf, operandsOf } from '../link/operands.ts';
import { isIdentity } from '../entry/request-data.ts';
import { type FunctionRef, nodeOf, type Program, type ValueRef, valueIn } from '../link/program.ts';
import { entryOf } from '../entry/entry-points.ts';
import { answerOf, deniesAccess, textsIn } from './refusals.ts';
import type { Span } from '#domain/span.ts';

export interface OpenRefusal {
  readonly branch: Branch;
  /** `answers`: it tells the caller no; `reports`: it only says so to others; `drops`: it makes an answer that nobody takes. */
  readonly how: 'answers' | 'drops' | 'reports';
  readonly side: BranchSide;
  /** Whether it is the side on which the condition holds. */
  readonly holds: boolean;
  /** What is done nevertheless. */
  readonly next: { readonly span: Span; readonly call: CallFact | null };
}

export function openRefusals(program: Program, ref: FunctionRef): readonly OpenRefusal[] {
  return program.memo.once('open refusals', ref.fn, 0, [] as readonly OpenRefusal[], () =>
    ref.fn.branches.flatMap((branch) => (branch.form === 'if' ? openSides(program, ref, branch) : [])),
  );
}

export function isOpen(program: Program, ref: FunctionRef, branch: Branch): boolean {
  return openRefusals(program, ref).some((open) => open.branch === branch);
}

function openSides(program: Program, ref: FunctionRef, branch: Branch): OpenRefusal[] {
  return ([true, false] as const).flatMap((holds): OpenRefusal[] => {
    const side = holds ? branch.whenTrue : branch.whenFalse;
    const how = saysNo(program, ref, side) ?? (holds && isMute(program, ref, branch) ? 'reports' : null);
    if (how === null || endsElsewhere(program, ref, side) || isRemembered(ref, branch)) return [];
    const next = whatFollows(program, ref, branch, side);
    return next === null ? [] : [{ branch, how, side, holds, next }];
  });
}

/** What a side that goes on says; null where it refuses nobody. */
function saysNo(program: Program, ref: FunctionRef, side: BranchSide): OpenRefusal['how'] | null {
  // A side with an exit somewhere in it is work with a refusal of its own.
  if (side.leaves !== 'none' || side.calls.to === side.calls.from || side.exits.to > side.exits.from) return null;
  if (side.calls.to - side.calls.from > MAX_CALLS) return null;
  const calls = ref.fn.calls.slice(side.calls.from, Math.min(side.calls.to, side.calls.from + MAX_CALLS));
  const answer = answerOf(ref, side);
  if (answer === 'unauthenticated' || answer === 'forbidden')
    return calls.some((call) => isAnswer(program, ref, call.receiver)) ? 'answers' : 'drops';
  const refuses = calls.some((call) => !call.used && REFUSAL_NAME.test(nameOf(ref, call.callee)));
  return refuses ? 'drops' : null;
}

/** `if (!canEdit(user, page)) {}`, or with nothing in it but a log that says "denied". */
function isMute(program: Program, ref: FunctionRef, { condition, whenTrue, whenFalse }: Branch): boolean {
  const node = ref.fn.nodes[condition];
  if (node?.kind !== 'unary' || node.operator !== '!') return false;
  if (whenTrue.leaves !== 'none' || whenFalse.points.to - whenFalse.points.from > 1) return false;
  const asked = operandsOf(valueIn(ref, condition), { throughCalls: true });
  if (!asked.some((part) => isIdentity(program, part))) return false;
  const calls = asked.flatMap((part) => (nodeOf(part).kind === 'call' ? [nameOf(part, calleeOf(part))] : []));
  if (!calls.some(speaksOfAccess)) return false;
  const own = ref.fn.calls.slice(whenTrue.calls.from, whenTrue.calls.to);
  if (own.length > 0) return own.every((call) => isLog(ref, call)) && textsIn(ref, whenTrue).some(deniesAccess);
  return !ref.fn.madeAt.some((point) => point >= whenTrue.points.from && point < whenTrue.points.to);
}

function calleeOf(value: ValueRef): NodeId {
  const node = nodeOf(value);
  return node.kind === 'call' ? (value.fn.calls[node.call]?.callee ?? value.node) : value.node;
}

function isLog(ref: FunctionRef, call: CallFact): boolean {
  return (
    call.receiver !== null &&
    (hasWord(nameOf(ref, call.receiver), HELPER_WORDS) || nameOf(ref, call.receiver) === 'console')
  );
}

/** A side of many calls is work with a refusal somewhere in it. */
const MAX_CALLS = 6;

/** One of the calls does not come back: it throws, whatever stands around it. */
function endsElsewhere(program: Program, ref: FunctionRef, side: BranchSide): boolean {
  return ref.fn.calls.slice(side.calls.from, side.calls.to).some((call) => {
    const callee = valueIn(ref, call.callee);
    if (symbolsOf(program, callee).some((symbol) => ENDING_SYMBOLS.has(symbol))) return true;
    const behind = functionsOf(program, callee);
    if (behind.length > 0) return behind.some(({ fn }) => neverReturns(fn));
    const name = nameOf(ref, call.callee);
    return (
      ENDING_NAME.test(name) || (!call.used && !isTakenElsewhere(program, ref, call) && mayThrow(program, ref, call))
    );
  });
}

function neverReturns(fn: FunctionRef['fn']): boolean {
  return (
    fn.exits.length > 0 &&
    fn.exits.every((exit) => exit.kind === 'throw') &&
    fn.exits.some((exit) => isAtTop(fn, exit.point))
  );
}

function isAtTop(fn: FunctionRef['fn'], point: number): boolean {
  for (let id: number | null = point; id !== null; id = fn.points[id]?.parent ?? null)
    if (fn.points[id]?.kind === 'assume') return false;
  return true;
}

/** A function out of sight that is called for nothing may well throw, unless others return what it gives. */
function mayThrow(program: Program, ref: FunctionRef, call: CallFact): boolean {
  if (isAnswer(program, ref, call.receiver) || call.args.length > 0) return false;
  return call.receiver === null;
}

function isTakenElsewhere(program: Program, ref: FunctionRef, call: CallFact): boolean {
  const name = calleeName(ref, call.callee);
  return name !== null && returnedNames(program).has(name);
}

/** What somebody in the program returns the result of. */
function returnedNames(program: Program): ReadonlySet<string> {
  return program.memo.once('returned by name', program.modules, 0, new Set<string>(), () => {
    const names = new Set<string>();
    for (const module of program.modules.values())
      for (const fn of module.facts.functions)
        for (const { kind, value } of fn.exits) {
          const node = kind === 'return' && value !== null ? fn.nodes[value] : undefined;
          const call = node?.kind === 'call' ? fn.calls[node.call] : undefined;
          const name = call === undefined ? null : calleeName({ module, fn }, call.callee);
          if (name !== null) names.add(name);
        }
    return names;
  });
}

/** The side notes what it found, and a later decision asks about that. */
function isRemembered(ref: FunctionRef, branch: Branch): boolean {
  const index = ref.fn.branches.indexOf(branch);
  const joins = new Set(
    ref.fn.nodes.flatMap((node, id) => (node.kind === 'join' && node.branch === index ? [id] : [])),
  );
  if (joins.size === 0) return false;
  const asks = (id: number, depth: number): boolean => {
    if (joins.has(id)) return true;
    const node = ref.fn.nodes[id];
    if (depth === 0 || node === undefined) return false;
    if (node.kind === 'unary' || node.kind === 'member') return asks(node.of, depth - 1);
    if (node.kind === 'binary' || node.kind === 'logical')
      return asks(node.left, depth - 1) || asks(node.right, depth - 1);
    return false;
  };
  return ref.fn.branches.some((later) => later.point >= branch.point && later !== branch && asks(later.condition, 8));
}

/** The first thing of weight that runs after the side although it said no. */
function whatFollows(program: Program, ref: FunctionRef, branch: Branch, side: BranchSide): OpenRefusal['next'] | null {
  const after = Math.max(branch.whenTrue.points.to, branch.whenFalse.points.to);
  const last = side.points.to - 1;
  const call = ref.fn.calls.find(
    (one) =>
      one.point >= after &&
      mayPrecede(ref.fn, last, one.point) &&
      !isInHandlerOf(ref, one, branch) &&
      hasWeight(program, ref, one),
  );
  if (call !== undefined) return { span: call.span, call };
  const entry = entryOf(program, ref);
  const exit = ref.fn.exits.find(
    (one) =>
      one.kind === 'return' &&
      one.value !== null &&
      one.point >= branch.point &&
      isAfter(one.span, branch.span) &&
      !isEmpty(ref, one.value),
  );
  return entry === null || exit === undefined ? null : { span: exit.span, call: null };
}

/** In the `catch` of a `try` that the branch stands in: it runs where something failed, not after the refusal. */
function isInHandlerOf(ref: FunctionRef, call: CallFact, branch: Branch): boolean {
  const tries = new Set<number>();
  for (const { point } of above(ref.fn, branch.point)) if (point.kind === 'try') tries.add(point.try);
  for (const { point } of above(ref.fn, call.point)) if (point.kind === 'catch' && tries.has(point.try)) return true;
  return false;
}

function isAfter(span: Span, other: Span): boolean {
  return span.startLine > other.endLine || (span.startLine === other.endLine && span.startColumn >= other.endColumn);
}

function isEmpty(ref: FunctionRef, value: number): boolean {
  const node = ref.fn.nodes[value];
  return node?.kind === 'absent' || node?.kind === 'literal';
}

function hasWeight(program: Program, ref: FunctionRef, call: CallFact): boolean {
  const name = nameOf(ref, call.callee);
  if (call.receiver !== null && hasWord(nameOf(ref, call.receiver), HELPER_WORDS)) return false;
  if (name === 'next' || isAnswer(program, ref, call.receiver)) return true;
  if (call.construct || wordsOf(name).some((word) => HARMLESS_WORDS.has(word))) return false;
  return call.awaited || !call.used;
}
