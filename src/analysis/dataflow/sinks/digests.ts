/** Calls that make a digest, which one, and what goes into it: `createHash('md5').update(x)` and its like in packages. */
import type { CallFact, NodeId } from '../../module-facts.ts';
import { symbolsOf } from '../link/meaning.ts';
import { type CallRef, functionOf, nodeOf, type Program, type ValueRef, valueIn } from '../link/program.ts';
import { DIGEST_FUNCTIONS, digestName } from '../models/crypto-apis.ts';
import { knownValues } from '../taint/known-values.ts';

export interface Digest {
  /** The call that takes what is digested. */
  readonly call: CallRef;
  /** As it is compared: `sha1`. */
  readonly algorithm: string;
  /** As it is written. */
  readonly written: string;
  readonly given: ValueRef;
  /** The call that chooses the digest, where that is another. */
  readonly made: CallRef;
}

const MAX_STEPS = 16;
const FEEDING = /^(?:node:)?crypto\.createHash\(\)(?:\.(?:update|setEncoding)\(\))*\.(?:update|write|end)$/;

export function digestOf(program: Program, ref: CallRef): Digest | null {
  const [first] = ref.call.args;
  if (first === undefined) return null;
  for (const symbol of symbolsOf(program, valueIn(ref, ref.call.callee))) {
    const named = DIGEST_FUNCTIONS.get(symbol);
    if (named !== undefined)
      return { call: ref, algorithm: named, written: named, given: valueIn(ref, first), made: ref };
    if (FEEDING.test(symbol)) return fed(program, ref, first);
    if (/^(?:node:)?crypto\.hash$/.test(symbol)) {
      const data = ref.call.args[1];
      const algorithm = algorithmOf(program, ref, ref.call);
      if (data === undefined || algorithm === null) return null;
      return { call: ref, ...algorithm, given: valueIn(ref, data), made: ref };
    }
  }
  return null;
}

function fed(program: Program, ref: CallRef, given: NodeId): Digest | null {
  const made = makerOf(program, ref);
  const algorithm = made === null ? null : algorithmOf(program, made, made.call);
  if (made === null || algorithm === null) return null;
  return { call: ref, ...algorithm, given: valueIn(ref, given), made };
}

/** From `hash.update(x)` back to `createHash(…)`. */
function makerOf(program: Program, ref: CallRef): CallRef | null {
  let at: ValueRef | null = ref.call.receiver === null ? null : valueIn(ref, ref.call.receiver);
  for (let steps = 0; at !== null && steps < MAX_STEPS; steps += 1) {
    const node = nodeOf(at);
    if (node.kind === 'captured') {
      const [only] = functionOf(at.module, node.fn).fn.variables[node.variable]?.values ?? [];
      at = only === undefined ? null : { ...functionOf(at.module, only.in), node: only.node };
    } else if (node.kind === 'call') {
      const call: CallFact | undefined = at.fn.calls[node.call];
      if (call === undefined) return null;
      const owner: CallRef = { module: at.module, fn: at.fn, call };
      if (symbolsOf(program, valueIn(owner, call.callee)).some((one) => /^(?:node:)?crypto\.createHash$/.test(one)))
        return owner;
      at = call.receiver === null ? null : valueIn(owner, call.receiver);
    } else return null;
  }
  return null;
}

function algorithmOf(
  program: Program,
  ref: CallRef,
  call: CallFact,
): { readonly algorithm: string; readonly written: string } | null {
  const [first] = call.args;
  const values = first === undefined ? [] : knownValues(program, valueIn(ref, first)).values;
  const written = values.find((one) => typeof one === 'string');
  return typeof written === 'string' ? { algorithm: digestName(written), written: written.slice(0, 40) } : null;
}
