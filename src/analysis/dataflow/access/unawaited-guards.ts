/** Guards that ask a promise instead of what it will hold: they let everybody through. */
import type { Branch, CallFact, NodeId } from '../../module-facts.ts';
import { type FunctionRef, type Program } from '../link/program.ts';
import { type Guard, guardsIn } from './guards.ts';
import { promiseOf, type PromiseEvidence } from './promises.ts';
import { refusalOf } from './refusals.ts';

export interface UnawaitedGuard {
  readonly guard: Guard;
  /** The call whose promise is asked, or is left to fail where nobody listens. */
  readonly call: CallFact;
  readonly node: NodeId;
  readonly evidence: PromiseEvidence;
}

export function unawaitedGuards(program: Program, ref: FunctionRef): UnawaitedGuard[] {
  return guardsIn(program, ref).flatMap((guard) => {
    const calls = guard.branch === null ? floating(guard) : neverRefusing(ref, guard.branch);
    return calls.flatMap((call) => {
      const evidence = promiseOf(program, ref, call);
      return evidence === null ? [] : [{ guard, call, node: nodeOfCall(ref, call), evidence }];
    });
  });
}

/** `requireAdmin(req);` refuses by throwing, and so by a rejection that nobody waits for. */
function floating({ call }: Guard): CallFact[] {
  return call === null || call.awaited || call.used ? [] : [call];
}

/** Calls that a condition refuses by when they are false: a promise never is. */
function neverRefusing(ref: FunctionRef, branch: Branch): CallFact[] {
  const refusal = refusalOf(ref, branch);
  if (refusal === null) return [];
  const found: CallFact[] = [];
  const pending: { readonly node: NodeId; readonly refusesWhen: boolean }[] = [
    { node: branch.condition, refusesWhen: refusal.holds },
  ];
  for (let one = pending.pop(); one !== undefined && found.length < 64; one = pending.pop()) {
    const node = ref.fn.nodes[one.node];
    const { refusesWhen } = one;
    if (node?.kind === 'unary' && node.operator === '!') pending.push({ node: node.of, refusesWhen: !refusesWhen });
    else if (node?.kind === 'logical')
      pending.push({ node: node.left, refusesWhen }, { node: node.right, refusesWhen });
    else if (node?.kind === 'binary' && /^[!=]==?$/.test(node.operator)) {
      const constant = ref.fn.nodes[node.right];
      const isEqual = node.operator.startsWith('=');
      if (constant?.kind === 'literal' && typeof constant.value === 'boolean')
        pending.push({ node: node.left, refusesWhen: constant.value === isEqual ? refusesWhen : !refusesWhen });
    } else if (node?.kind === 'call' && !refusesWhen) {
      const call = ref.fn.calls[node.call];
      if (call !== undefined && !call.awaited) found.push(call);
    }
  }
  return found;
}

function nodeOfCall(ref: FunctionRef, call: CallFact): NodeId {
  return ref.fn.nodes.findIndex((node) => node.kind === 'call' && ref.fn.calls[node.call] === call);
}

/** The calls that a guard refuses by when they are false, asked without `await`, promise or not. */
export function askedWithoutAwait(ref: FunctionRef, guard: Guard): readonly CallFact[] {
  return guard.branch === null ? floating(guard) : neverRefusing(ref, guard.branch);
}
