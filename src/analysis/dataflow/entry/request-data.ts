/** Which values come from the request, and which stand for the caller. */
import type { FlowNode } from '../../module-facts.ts';
import type { EntryPoint } from './handlers.ts';
import { entryOf } from './entry-points.ts';
import type { ParamRole } from '../models/http-frameworks.ts';
import { PROCEDURE_INPUTS } from '../models/request-fields.ts';
import { nameOf, operandsOf } from '../link/operands.ts';
import { functionOf, type FunctionRef, nodeOf, type Program, type ValueRef, valueIn } from '../link/program.ts';

/** Parameters with these roles carry what the caller sent. */
const CARRIES_DATA: ReadonlySet<ParamRole> = new Set([
  'request',
  'context',
  'route-params',
  'body',
  'event',
  'message',
]);

/**
 * The roles of a function's parameters. A function that is no entry point, but whose parameters it is given by one,
 * has none: whatever it takes then counts as the caller's (see `callerParts`).
 */
export function rolesIn(program: Program, ref: FunctionRef): EntryPoint['roles'] | null {
  return program.memo.once(
    'roles',
    ref.fn,
    0,
    null as EntryPoint['roles'] | null,
    () => entryOf(program, ref)?.roles ?? null,
  );
}

/** Whether the value stands for the caller: `req.user`, `session`, what `getCurrentUser()` gave. */
export function isIdentity(program: Program, value: ValueRef): boolean {
  const node = nodeOf(value);
  switch (node.kind) {
    case 'member':
      return isIdentityMember(program, value, node);
    case 'await':
      return isIdentity(program, valueIn(value, node.of));
    case 'param': {
      const param = value.fn.params[node.index];
      return (
        rolesIn(program, value)?.get(node.index) === 'identity' ||
        (param?.name != null && isIdentityName(param.name)) ||
        isIdentityType(param?.type ?? null)
      );
    }
    case 'call': {
      const call = value.fn.calls[node.call];
      return call !== undefined && isIdentityName(nameOf(value, call.callee));
    }
    case 'captured':
    case 'global':
      return isIdentityName(node.name);
    default:
      return false;
  }
}

/** What the caller sent is never who the caller is, whatever it is called there: `req.body.user` names somebody. */
const SENT: ReadonlySet<string> = new Set([
  'params',
  'query',
  'body',
  'headers',
  'payload',
  'input',
  'args',
  'data',
  'form',
  'searchparams',
]);
/** Set on the request by what authenticated it. */
const SET_ON_REQUEST = /^(?:user|account|tenant|org|organi[sz]ation|customer|member)_?id$|^uid$|^tenant$/i;

function isIdentityMember(program: Program, value: ValueRef, member: Extract<FlowNode, { kind: 'member' }>): boolean {
  const owner = valueIn(value, member.of);
  const parent = nodeOf(owner);
  if (parent.kind === 'param' && isCarrier(program, owner))
    return isIdentityName(member.name) || SET_ON_REQUEST.test(member.name);
  if (parent.kind === 'member' && SENT.has(parent.name.toLowerCase())) return false;
  return isIdentityName(member.name) || isIdentity(program, owner);
}

/** `user`, `currentUser`, `getSession`, `auth`; not `createUser` or `userId`, which name somebody. */
export function isIdentityName(name: string): boolean {
  return /^_?(?:(?:get|fetch|load|resolve|require|use|current|get_?server|req|request|authenticated|logged_?in|the|ctx)_?)*_?(?:user|session|auth|viewer|principal|caller|actor|identity|claims|me|requester|authuser|token_?payload)(?:_?(?:from_?\w+|info|context|ctx|session|data|model))?$/i.test(
    name,
  );
}

function isIdentityType(type: string | null): boolean {
  return (
    type !== null &&
    /^(?:Auth|Current|Request|Session)?(?:User|Session|Principal|Actor|Viewer|Auth)(?:Context|Info|Entity|Model|Payload)?$/.test(
      type,
    )
  );
}

/** Whether any part of the value is the caller's identity. */
export function mentionsIdentity(program: Program, value: ValueRef): boolean {
  return operandsOf(value, { throughCalls: true, skip: (part) => isIdentity(program, part) }).some((part) =>
    isIdentity(program, part),
  );
}

/** The parts of a value that the caller chose: `req.params.id`, a parameter of a function called with one. */
export function callerParts(program: Program, value: ValueRef): ValueRef[] {
  const skip = (part: ValueRef): boolean => isIdentity(program, part) || isCallerPart(program, part);
  return operandsOf(value, { throughCalls: true, skip }).filter(
    (part) => !isIdentity(program, part) && isCallerPart(program, part),
  );
}

function isCallerPart(program: Program, value: ValueRef): boolean {
  const node = nodeOf(value);
  if (node.kind === 'member' && isInput(program, value, node)) return true;
  if (node.kind === 'member' || node.kind === 'index')
    return isCarrier(program, valueIn(value, node.of)) || isCallerPart(program, valueIn(value, node.of));
  return node.kind === 'param' && isCarrier(program, value);
}

/** `input` of what a procedure is given; the rest of it is context. */
function isInput(program: Program, value: ValueRef, { of, name }: Extract<FlowNode, { kind: 'member' }>): boolean {
  const owner = nodeOf(valueIn(value, of));
  if (owner.kind !== 'param' || !PROCEDURE_INPUTS.has(name)) return false;
  return rolesIn(program, value)?.get(owner.index) === 'procedure';
}

/** A parameter that holds what was sent; of a function that is no handler, every parameter but callbacks and services may. */
function isCarrier(program: Program, value: ValueRef): boolean {
  const node = nodeOf(value);
  if (node.kind !== 'param') return false;
  const roles = rolesIn(program, value);
  if (roles === null) return !isInnerCallback(value);
  const role = roles.get(node.index);
  return role !== undefined && CARRIES_DATA.has(role);
}

/** What a function written inside another is given, its caller there gives; that is followed elsewhere. */
function isInnerCallback(value: ValueRef): boolean {
  return (
    value.fn.parent !== null &&
    value.fn.class === null &&
    functionOf(value.module, value.fn.parent).fn.kind !== 'module'
  );
}
