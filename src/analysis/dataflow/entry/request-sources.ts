/** Whether a value, or the asked part of it, was chosen by whoever sent the request. */
import type { FlowNode, NodeId } from '../../module-facts.ts';
import { entryOf } from './entry-points.ts';
import { decoratorName, type EntryPoint } from './handlers.ts';
import { ELEMENT, type AccessPath, type FlowState, type Source } from '../taint/flow-state.ts';
import { invocationsOf } from '../taint/invocations.ts';
import { meaningsOf, symbolsOf } from '../link/meaning.ts';
import {
  EVENT_BODY,
  EVENT_FIELDS,
  READING_METHODS,
  REQUEST_FIELDS,
  REQUEST_FUNCTIONS,
  REQUESTS_IN_CONTEXT,
  TELLING_FIELDS,
} from '../models/request-fields.ts';
import { CONSTRAINING_DECORATORS, CONSTRAINING_PIPES } from '../models/schemas.ts';
import { describeWritten } from '../link/operands.ts';
import { functionOf, nodeOf, type Program, type ValueRef } from '../link/program.ts';
import { sentToOther } from './other-handlers.ts';
import { isPlainType } from '../taint/plain-types.ts';
import { rolesIn } from './request-data.ts';
import { isValidatedBefore } from './validated-routes.ts';

/** The source at this state of a walk, if it is one. What it is called is told by where it is read. */
export function requestSource(program: Program, state: FlowState): Source | null {
  const node = nodeOf(state.at);
  if (node.kind === 'param') return atParam(program, state, state.at, node.index, state.path);
  if (node.kind === 'call') return atCall(program, state, node);
  return null;
}

function atCall(program: Program, state: FlowState, node: Extract<FlowNode, { kind: 'call' }>): Source | null {
  const call = state.at.fn.calls[node.call];
  if (call === undefined) return null;
  const callee = state.at.fn.nodes[call.callee];
  const symbols = symbolsOf(program, { ...state.at, node: call.callee });
  if (symbols.some((symbol) => REQUEST_FUNCTIONS.has(`${symbol}()`)))
    return {
      text: describeWritten(state.at, state.at.node),
      at: state.at,
      span: node.span,
      certainty: 'sure',
      kind: 'request',
    };
  if (callee?.kind !== 'member' || !READING_METHODS.has(callee.name)) return null;
  const [first] = call.args;
  const given = first === undefined ? undefined : state.at.fn.nodes[first];
  const name = given?.kind === 'literal' && typeof given.value === 'string' ? given.value : null;
  const path = [`${callee.name}()`, ...(name === null ? state.path : [name])];
  const source = trace(program, state, callee.of, path);
  if (source === null) return null;
  if (name === null) {
    const parts = state.path.filter((part) => part !== ELEMENT);
    return parts.length === 0 || source.text.endsWith(parts.join('.'))
      ? source
      : { ...source, text: [source.text, ...parts].join('.') };
  }
  return { ...source, text: `${describeWritten(state.at, call.callee)}('${name.slice(0, 40)}')` };
}

/** From the object of a call down to the parameter it comes from, through members, calls and variables that hold them. */
function trace(program: Program, state: FlowState, from: NodeId, path: AccessPath): Source | null {
  let at: ValueRef = { ...state.at, node: from };
  let part = path;
  for (let steps = 0; steps < 12; steps += 1) {
    const node = nodeOf(at);
    if (node.kind === 'param') return atParam(program, state, at, node.index, part);
    if (node.kind === 'member') {
      part = [node.name, ...part];
      at = { ...at, node: node.of };
    } else if (node.kind === 'await') at = { ...at, node: node.of };
    else if (node.kind === 'captured') {
      const values = functionOf(at.module, node.fn).fn.variables[node.variable]?.values ?? [];
      const [only] = values;
      if (only === undefined || values.length !== 1) return null;
      at = { ...functionOf(at.module, only.in), node: only.node };
    } else return null;
  }
  return null;
}

function atParam(program: Program, state: FlowState, at: ValueRef, index: number, path: AccessPath): Source | null {
  const certainty = certaintyOf(program, at, index, path);
  if (certainty === null) return null;
  const read = readAt(state);
  return { text: textOf(read, at, index, path), at: read, span: nodeOf(read).span, certainty, kind: 'request' };
}

/** Where the part of the parameter is read: the end of the chain of members that leads to it. */
function readAt(state: FlowState): ValueRef {
  let { at } = state;
  let one = state;
  while (one.towards !== null && (one.step.kind === 'member' || one.step.kind === 'same')) {
    one = one.towards;
    const { kind } = nodeOf(one.at);
    if (kind === 'member') at = one.at;
    else if (kind !== 'captured' && kind !== 'await') break;
  }
  return at;
}

function certaintyOf(program: Program, at: ValueRef, index: number, path: AccessPath): Source['certainty'] | null {
  const roles = rolesIn(program, at);
  const role = roles?.get(index);
  if (role === undefined) {
    if (roles !== null && roles.size > 0) return null;
    return sentToOther(program, at, index, path) ?? byName(program, at, index, path);
  }
  if (role === 'procedure') return sentToOther(program, at, index, path);
  if (role === 'event') return byName(program, at, index, path);
  const fields = REQUEST_FIELDS.get(role);
  if (fields === undefined) return null;
  const part = role === 'context' && REQUESTS_IN_CONTEXT.has(path[0] ?? '') ? path.slice(1) : path;
  const allowed = part === path ? fields : (REQUEST_FIELDS.get('request') ?? null);
  if (allowed !== null && !allowed.has(part[0] ?? '')) return null;
  const entry = program.memo.once('entry', at.fn, 0, null as EntryPoint | null, () => entryOf(program, at));
  if (isConstrainedParam(program, at, index, path) || (entry !== null && isValidatedBefore(program, entry, part)))
    return null;
  return 'sure';
}

/** A function that nobody is seen to call, whose parameter is called `req` and read like one; or a serverless event. */
function byName(program: Program, at: ValueRef, index: number, path: AccessPath): Source['certainty'] | null {
  const name = at.fn.params[index]?.name ?? '';
  const [field = ''] = path;
  if (index === 0 && EVENT_FIELDS.has(field)) return 'likely';
  if (index === 0 && /^_?event$/.test(name) && field === EVENT_BODY) return 'likely';
  if (!/^_?(?:req|request)$/.test(name) || !TELLING_FIELDS.has(field)) return null;
  return invocationsOf(program, at).length === 0 ? 'likely' : null;
}

/** A pipe or a decorator of the parameter's class leaves it no room. */
function isConstrainedParam(program: Program, at: ValueRef, index: number, path: AccessPath): boolean {
  const param = at.fn.params[index];
  if (param === undefined || param.decorators.length === 0 || at.fn.parent === null) return false;
  const parent = functionOf(at.module, at.fn.parent);
  const pipes = param.decorators.flatMap((id) => {
    const node = parent.fn.nodes[id];
    return node?.kind === 'call' ? (parent.fn.calls[node.call]?.args ?? []) : [];
  });
  if (pipes.some((id) => CONSTRAINING_PIPES.has(decoratorName(parent, id)))) return true;
  const [field] = path;
  if (field === undefined || field === ELEMENT) return false;
  return meaningsOf(program, { module: at.module, fn: at.fn, node: param.node }).some((meaning) => {
    if (meaning.kind !== 'instance') return false;
    const facts = meaning.module.facts.classes[meaning.class];
    const owner = facts === undefined ? undefined : meaning.module.facts.functions[facts.in];
    const found = facts?.fields.find((one) => one.name === field);
    if (found === undefined || owner === undefined) return false;
    const ref = { module: meaning.module, fn: owner };
    return (
      isPlainType(found.type) || found.decorators.some((id) => CONSTRAINING_DECORATORS.has(decoratorName(ref, id)))
    );
  });
}

/** `req.query.id`, as far as the code itself says so. */
function textOf(read: ValueRef, at: ValueRef, index: number, path: AccessPath): string {
  const name = at.fn.params[index]?.name;
  const parts = path.filter((part) => part !== ELEMENT).join('.');
  if (name == null) return parts === '' ? 'the request' : parts;
  const written = nodeOf(read).kind === 'param' ? '…' : describeWritten(read, read.node);
  if (!written.includes('…')) return written;
  return parts === '' ? name : `${name}.${parts}`;
}
