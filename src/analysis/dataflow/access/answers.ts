/** Calls that answer a request: methods of the response, and of what they give, `res.status(403).send(…)`. */
import type { NodeId } from '../../module-facts.ts';
import type { FunctionRef, Program } from '../link/program.ts';
import { rolesIn } from '../entry/request-data.ts';

const MAX_CHAIN = 16;
const ANSWERING: ReadonlySet<string> = new Set(['response', 'next', 'request', 'context']);

export function isAnswer(program: Program, ref: FunctionRef, receiver: NodeId | null): boolean {
  let id = receiver;
  for (let steps = 0; steps < MAX_CHAIN && id !== null; steps += 1) {
    const node = ref.fn.nodes[id];
    if (node?.kind === 'param') return ANSWERING.has(rolesIn(program, ref)?.get(node.index) ?? '');
    if (node?.kind === 'call') id = ref.fn.calls[node.call]?.receiver ?? null;
    else if (node?.kind === 'member' || node?.kind === 'await' || node?.kind === 'update') id = node.of;
    else return false;
  }
  return false;
}
