/** Where a value leaves with the answer to a request: `res.json(x)`, `reply.send(x)`, `ctx.body = x`, `Response.json(x)`. */
import type { NodeId } from '../../module-facts.ts';
import { rolesIn } from '../entry/request-data.ts';
import { symbolsOf } from '../link/meaning.ts';
import { type FunctionRef, type LinkedModule, type Program, type ValueRef, valueIn } from '../link/program.ts';
import { shownAt, type Shown } from '../taint/flow-place.ts';
import type { FlowStart } from '../taint/taint.ts';

export interface AnswerSink {
  readonly starts: readonly FlowStart[];
  readonly value: ValueRef;
  readonly shown: Shown;
}

const SENDING: ReadonlySet<string> = new Set([
  'send',
  'json',
  'end',
  'write',
  'jsonp',
  'render',
  'html',
  'text',
  'body',
]);
const MAX_STEPS = 16;

export function* answerSinksIn(program: Program, module: LinkedModule): Generator<AnswerSink> {
  for (const fn of module.facts.functions) {
    const ref: FunctionRef = { module, fn };
    for (const call of fn.calls) {
      const callee = fn.nodes[call.callee];
      const sends =
        (callee?.kind === 'member' &&
          SENDING.has(callee.name) &&
          call.receiver !== null &&
          isAnswer(program, ref, call.receiver)) ||
        symbolsOf(program, valueIn(ref, call.callee)).some((symbol) => ANSWERS.has(symbol));
      if (!sends) continue;
      for (const id of call.args) {
        const value = valueIn(ref, id);
        if (fn.nodes[id]?.kind === 'function') continue;
        yield { value, starts: [{ at: value, path: [], anchor: call.point }], shown: shownAt({ ...ref, call }) };
      }
    }
    for (const node of fn.nodes) {
      if (node.kind !== 'update' || node.name !== 'body' || !isContext(program, ref, node.of)) continue;
      const value = valueIn(ref, node.value);
      yield { value, starts: [{ at: value, path: [], anchor: null }], shown: { ...ref, span: node.span, call: null } };
    }
  }
}

const ANSWERS: ReadonlySet<string> = new Set([
  'Response',
  'Response.json',
  'next/server.NextResponse',
  'next/server.NextResponse.json',
]);

/** The response, or what its own methods give: `res.status(500)`. */
function isAnswer(program: Program, ref: FunctionRef, receiver: NodeId): boolean {
  let id: NodeId | null = receiver;
  for (let steps = 0; id !== null && steps < MAX_STEPS; steps += 1) {
    const node: FunctionRef['fn']['nodes'][number] | undefined = ref.fn.nodes[id];
    if (node === undefined) return false;
    if (node.kind === 'param') {
      const role = rolesIn(program, ref)?.get(node.index);
      return (
        role === 'response' ||
        role === 'context' ||
        (role === undefined && /^_?(?:res|reply)$/.test(ref.fn.params[node.index]?.name ?? ''))
      );
    }
    if (node.kind === 'captured') return /^_?(?:res|response|reply|ctx)$/.test(node.name);
    id = node.kind === 'call' ? (ref.fn.calls[node.call]?.receiver ?? null) : node.kind === 'update' ? node.of : null;
  }
  return false;
}

function isContext(program: Program, ref: FunctionRef, of: NodeId): boolean {
  let id = of;
  for (let steps = 0; steps < MAX_STEPS; steps += 1) {
    const node = ref.fn.nodes[id];
    if (node?.kind === 'update') id = node.of;
    else if (node?.kind === 'member' && node.name === 'response') id = node.of;
    else if (node?.kind === 'param') return rolesIn(program, ref)?.get(node.index) === 'context';
    else return false;
  }
  return false;
}
