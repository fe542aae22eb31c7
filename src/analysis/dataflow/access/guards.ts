/**
 * Guards: places where code refuses a caller. Recognised by how they refuse, by what the condition asks, by what the
 * called function does, and last by names. See ENGINE notes in docs/architecture.md for the evidence that is weighed.
 */
import type { Span } from '#domain/span.ts';
import type { Branch, CallFact, NodeId, PointId } from '../../module-facts.ts';
import { functionsOf } from '../link/meaning.ts';
import {
  ACCESS_WORDS,
  ASSERTING_WORDS,
  AUTHENTICATION_WORDS,
  hasWord,
  IDENTITY_WORDS,
  READ_WORDS,
  speaksOfAccess,
  wordsOf,
} from '../models/access-words.ts';
import { callOfNode, describeWritten, nameOf, operandsOf } from '../link/operands.ts';
import { type FunctionRef, nodeOf, type Program, type ValueRef, valueIn } from '../link/program.ts';
import { constantsIn } from './constants.ts';
import { isOpen } from './open-refusals.ts';
import { isClear, refusalOf, type RefusalKind } from './refusals.ts';
import { isIdentity, mentionsIdentity } from '../entry/request-data.ts';

/** Authentication asks who; authorization asks whether this caller may. */
export type GuardKind = 'authentication' | 'authorization';

export interface Guard {
  readonly kind: GuardKind;
  readonly form: 'condition' | 'call' | 'middleware' | 'decorator';
  /** What it asks, as a reader would write it. */
  readonly asks: string;
  /** What it is called by: the function, the middleware, the decorator. Empty for conditions. */
  readonly name: string;
  /** Roles, permissions and the like that it is given as constants. */
  readonly values: readonly string[];
  /** The names it asks by, sorted: what a guard is compared by between two versions. */
  readonly key: string;
  readonly refusal: RefusalKind;
  /** Where the decision is made; null for guards outside the function's body. */
  readonly point: PointId | null;
  /** The branch or call it is, where it stands in the body. */
  readonly branch: Branch | null;
  readonly call: CallFact | null;
  readonly span: Span;
  /** The caller is part of what it asks. */
  readonly identity: boolean;
  /** Clear where its refusal or the code behind it shows that it is about access; else its shape and names say so. */
  readonly evidence: 'clear' | 'shape';
}

/** Functions are looked into this deep for what they refuse. */
export const MAX_LOOK = 3;

/** The guards in a function's own body, in order. */
export function guardsIn(program: Program, ref: FunctionRef, look = MAX_LOOK): readonly Guard[] {
  return program.memo.once('guards', ref.fn, look, [] as readonly Guard[], () => {
    const conditions = ref.fn.branches.flatMap((branch) => conditionGuard(program, ref, branch));
    const calls = ref.fn.calls.flatMap((call) => callGuard(program, ref, call, look));
    return [...conditions, ...calls].sort((one, other) => (one.point ?? 0) - (other.point ?? 0));
  });
}

// ── Conditions ──────────────────────────────────────────────────────────────────────────────────────

function conditionGuard(program: Program, ref: FunctionRef, branch: Branch): Guard[] {
  if (branch.form === 'loop') return [];
  const refusal = refusalOf(ref, branch);
  if (refusal === null || isOpen(program, ref, branch)) return [];
  const asked = askedBy(program, valueIn(ref, branch.condition));
  if (asked.caught) return [];
  const clear = isClear(refusal.kind);
  const byShape =
    asked.identity && (asked.access || asked.compares) && refusal.leaves !== 'none' && refusal.leaves !== 'continue';
  if (!clear && (!byShape || asksForPresence(ref, branch.condition))) return [];
  // An answer of "no" may follow from what was asked without being about the caller: a wrong password, a spent token.
  const kind =
    asked.access || asked.compares || (asked.calls && asked.identity && !asked.authentication)
      ? 'authorization'
      : 'authentication';
  return [
    {
      kind: refusal.kind === 'forbidden' && !asked.authentication ? 'authorization' : kind,
      form: 'condition',
      asks: describeCondition(ref, branch.condition),
      name: '',
      values: constantsIn(ref, [branch.condition]),
      key: keyOf(asked.names),
      refusal: refusal.kind,
      point: branch.point,
      branch,
      call: null,
      span: branch.span,
      identity: asked.identity,
      evidence: clear ? 'clear' : 'shape',
    },
  ];
}

/** `if (!role)` after `const role = await roles.read(id)`: whether a thing is there, whatever it is called. */
function asksForPresence(ref: FunctionRef, condition: NodeId): boolean {
  let id = condition;
  for (let node = ref.fn.nodes[id]; node?.kind === 'unary' || node?.kind === 'await'; node = ref.fn.nodes[id])
    id = node.of;
  const call = callOfNode(ref, id);
  return call !== null && READ_WORDS.has(wordsOf(nameOf(ref, call.callee))[0] ?? '');
}

interface Asked {
  /** The caller is part of the question. */
  readonly identity: boolean;
  /** Something named after permission is asked. */
  readonly access: boolean;
  readonly authentication: boolean;
  /** The caller is compared with something else: an owner, a tenant. */
  readonly compares: boolean;
  readonly calls: boolean;
  /** It asks about an exception: what has failed already, not who may. */
  readonly caught: boolean;
  readonly names: string[];
}

function askedBy(program: Program, condition: ValueRef): Asked {
  const parts = operandsOf(condition, { throughCalls: true, skip: (part) => isIdentity(program, part) });
  const names: string[] = [];
  let compares = false;
  let calls = false;
  for (const part of parts) {
    const node = nodeOf(part);
    if (node.kind === 'call') {
      calls = true;
      const call = part.fn.calls[node.call];
      if (call !== undefined) names.push(nameOf(part, call.callee));
    } else if (node.kind === 'member' || node.kind === 'global' || node.kind === 'captured') {
      names.push(node.name);
    } else if (node.kind === 'binary' && ['===', '!==', '==', '!='].includes(node.operator)) {
      compares ||= comparesIdentity(program, valueIn(part, node.left), valueIn(part, node.right));
    }
  }
  const words = new Set(names.flatMap(wordsOf));
  return {
    identity: parts.some((part) => isIdentity(program, part)),
    access: names.some(speaksOfAccess),
    authentication: [...words].some((word) => AUTHENTICATION_WORDS.has(word)),
    compares,
    calls,
    caught: parts.some((part) => nodeOf(part).kind === 'caught'),
    names,
  };
}

/** `doc.ownerId !== user.id`: one side is the caller, the other is neither the caller nor a constant nothing. */
function comparesIdentity(program: Program, left: ValueRef, right: ValueRef): boolean {
  const [one, other] = [mentionsIdentity(program, left), mentionsIdentity(program, right)];
  if (one === other) return false;
  const node = nodeOf(one ? right : left);
  return (
    node.kind !== 'absent' && !(node.kind === 'literal' && (node.value === null || typeof node.value === 'number'))
  );
}

/** The call that a condition turns on, or the condition itself. */
function describeCondition(ref: FunctionRef, condition: NodeId): string {
  let id = condition;
  for (let node = ref.fn.nodes[id]; node?.kind === 'unary' || node?.kind === 'await'; node = ref.fn.nodes[id])
    id = node.of;
  return describeWritten(ref, id);
}

// ── Calls that refuse by themselves ─────────────────────────────────────────────────────────────────

function callGuard(program: Program, ref: FunctionRef, call: CallFact, look: number): Guard[] {
  if (call.construct || (call.used && !call.awaited && isPassedOn(program, ref, call))) return [];
  const name = nameOf(ref, call.callee);
  const identity = call.args.some((argument) => mentionsIdentity(program, valueIn(ref, argument)));
  const behind = look <= 0 ? [] : functionsOf(program, valueIn(ref, call.callee));
  const inside = behind.flatMap((callee) =>
    isGate(callee, call, name) ? throwingGuards(program, callee, identity, look - 1) : [],
  );
  const named = assertsAccess(program, ref, call, name);
  const [first] = inside;
  if (first === undefined && !named) return [];
  const kind =
    inside.some((guard) => guard.kind === 'authorization') || (first === undefined && speaksOfAccess(name))
      ? 'authorization'
      : 'authentication';
  return [
    {
      kind,
      form: 'call',
      asks: describeWritten(
        ref,
        ref.fn.nodes.findIndex((node) => node.kind === 'call' && node.call === ref.fn.calls.indexOf(call)),
      ),
      name,
      values: constantsIn(ref, call.args),
      key: keyOf([name]),
      refusal: first?.refusal ?? 'throws',
      point: call.point,
      branch: null,
      call,
      span: call.span,
      identity,
      evidence: first === undefined ? 'shape' : 'clear',
    },
  ];
}

/** `requireRole('admin')` among what a route is given, or as a decorator, makes a guard of others and is none here. */
function isPassedOn(program: Program, ref: FunctionRef, call: CallFact): boolean {
  const passed = program.memo.once('passed on', ref.fn, 0, new Set<number>(), () => {
    const given = ref.fn.calls.flatMap((one) => one.args);
    const listed = ref.fn.nodes.flatMap((node) => (node.kind === 'array' ? node.items : []));
    const inner = ref.module.facts.functions.filter((fn) => fn.parent === ref.fn.id).flatMap((fn) => fn.decorators);
    const classes = ref.module.facts.classes.filter((one) => one.in === ref.fn.id).flatMap((one) => one.decorators);
    return new Set(
      [...given, ...listed, ...inner, ...classes].flatMap((id) => {
        const node = ref.fn.nodes[id];
        return node?.kind === 'call' ? [node.call] : [];
      }),
    );
  });
  return passed.has(ref.fn.calls.indexOf(call));
}

/**
 * A function that is called for what it refuses: nobody takes its result, or its name asserts, and it is short. Many
 * functions refuse something somewhere; that does not make each call of them a guard.
 */
function isGate(callee: FunctionRef, call: CallFact, name: string): boolean {
  const [first = ''] = wordsOf(name);
  const asserts = ASSERTING_WORDS.has(first);
  return (
    callee.fn.calls.length <= MAX_GATE_CALLS &&
    (asserts || !call.used) &&
    callee.fn.exits.every((exit) => asserts || exit.kind === 'throw' || exit.value === null)
  );
}

const MAX_GATE_CALLS = 20;

/** Guards of a called function that refuse by throwing, and so refuse its caller too. */
function throwingGuards(program: Program, callee: FunctionRef, givenIdentity: boolean, look: number): Guard[] {
  return guardsIn(program, callee, look).filter((guard) => {
    if (guard.form === 'call') return true;
    if (!guard.identity && !givenIdentity && !speaksOfAccess(guard.key)) return false;
    const branch = guard.branch;
    return branch !== null && (branch.whenTrue.leaves === 'throw' || branch.whenFalse.leaves === 'throw');
  });
}

/** `await requireAdmin(req)`, `this.policy.authorize(user, doc)`: asserting by name, and about access or the caller. */
function assertsAccess(program: Program, ref: FunctionRef, call: CallFact, name: string): boolean {
  const words = wordsOf(name);
  const [first] = words;
  if (first === undefined || !ASSERTING_WORDS.has(first)) return false;
  const aboutAccess =
    words.slice(1).some((word) => ACCESS_WORDS.has(word) || AUTHENTICATION_WORDS.has(word)) ||
    first.startsWith('authori') ||
    first === 'enforce';
  if (aboutAccess) return !call.used || call.awaited || words.length > 1;
  const aboutCaller =
    words.slice(1).some((word) => IDENTITY_WORDS.has(word)) &&
    (first === 'require' || first === 'ensure' || first === 'assert');
  return (
    aboutCaller &&
    call.args.length > 0 &&
    call.args.some((argument) => nodeOf(valueIn(ref, argument)).kind !== 'literal')
  );
}

export function keyOf(names: readonly string[]): string {
  const telling = names.filter(
    (name) => speaksOfAccess(name) || hasWord(name, AUTHENTICATION_WORDS) || hasWord(name, IDENTITY_WORDS),
  );
  return [...new Set(telling.length > 0 ? telling : names)]
    .filter((name) => name !== '')
    .sort()
    .join(' ');
}
