/** Effects: work that must not happen before the caller was allowed to have it done. */
import type { CallFact, FlowNode, NodeId } from '../../module-facts.ts';
import { functionsOf } from '../link/meaning.ts';
import { HARMLESS_WORDS, HELPER_WORDS, hasWord, READ_WORDS, WRITE_WORDS, wordsOf } from '../models/access-words.ts';
import { describe, describeWritten, nameOf, operandsOf } from '../link/operands.ts';
import { type FunctionRef, type Program, valueIn } from '../link/program.ts';
import { callerParts, isIdentityName } from '../entry/request-data.ts';
import { isAnswer } from './answers.ts';

export type EffectKind = 'write' | 'read' | 'work';

export interface Effect {
  readonly kind: EffectKind;
  readonly call: CallFact;
  /** The node of the call's result. */
  readonly result: NodeId;
  /** As a reader would write it: `reports.buildProjectReport(…)`. */
  readonly text: string;
  /** The caller-chosen parts of what it was given: `req.params.projectId`. */
  readonly about: readonly string[];
}

/** Functions are looked into this deep for whether they do anything but compute. */
const MAX_LOOK = 2;

/** The effects of a function's own body, in order. */
export function effectsIn(program: Program, ref: FunctionRef): readonly Effect[] {
  return program.memo.once('effects', ref.fn, 0, [] as readonly Effect[], () =>
    ref.fn.nodes.flatMap((node, id) => (node.kind === 'call' ? effectOf(program, ref, node.call, id) : [])),
  );
}

function effectOf(program: Program, ref: FunctionRef, index: number, result: NodeId): Effect[] {
  const call = ref.fn.calls[index];
  if (call === undefined || call.construct || call.tagged) return [];
  const name = nameOf(ref, call.callee);
  if (name === '' || isHarmless(program, ref, call, name)) return [];
  const [first = ''] = wordsOf(name);
  const kind: EffectKind = WRITE_WORDS.has(first) ? 'write' : READ_WORDS.has(first) ? 'read' : 'work';
  if (!isLasting(program, ref, call, result, kind)) return [];
  const given = call.args.flatMap((argument) => callerParts(program, valueIn(ref, argument)));
  if (given.length === 0) return [];
  const about = [...new Set(given.map((part) => describe(part, part.node)))];
  return [{ kind, call, result, text: describeWritten(ref, result), about }];
}

function isHarmless(program: Program, ref: FunctionRef, call: CallFact, name: string): boolean {
  const words = wordsOf(name);
  if (isIdentityName(name) || words.some((word) => HARMLESS_WORDS.has(word)) || HARMLESS_WORDS.has(name.toLowerCase()))
    return true;
  return call.receiver !== null && (isHelper(ref, call.receiver) || isAnswer(program, ref, call.receiver));
}

/** Loggers and limiters, whatever their methods are called; and what the platform computes with. */
function isHelper(ref: FunctionRef, receiver: NodeId): boolean {
  const name = nameOf(ref, receiver);
  return hasWord(name, HELPER_WORDS) || (ref.fn.nodes[receiver]?.kind === 'global' && PLATFORM.has(name));
}

const PLATFORM: ReadonlySet<string> = new Set([
  'Object',
  'Array',
  'Promise',
  'Math',
  'JSON',
  'Reflect',
  'Number',
  'String',
  'Date',
  'Buffer',
  'console',
]);

/** Whether the call does more than compute: it is awaited, its promise is returned, it writes by name, or the code behind it does such things. */
function isLasting(program: Program, ref: FunctionRef, call: CallFact, result: NodeId, kind: EffectKind): boolean {
  const behind = functionsOf(program, valueIn(ref, call.callee));
  if (behind.length > 0) return behind.some((fn) => doesWork(program, fn, MAX_LOOK));
  if (call.awaited) return true;
  if (ref.fn.exits.some((exit) => exit.kind === 'return' && exit.value === result)) return kind !== 'work';
  return kind === 'write' && !call.used && !isLocal(ref, call.receiver);
}

/** A collection or object made here: writing into it changes nothing elsewhere. A bare call of an unknown name is taken for one of ours. */
function isLocal(ref: FunctionRef, receiver: NodeId | null): boolean {
  let id = receiver;
  for (let steps = 0; steps < 16 && id !== null; steps += 1) {
    const node: FlowNode | undefined = ref.fn.nodes[id];
    if (node?.kind === 'update') id = node.of;
    else if (node?.kind === 'join') id = node.of[0] ?? null;
    else if (node?.kind === 'call') return ref.fn.calls[node.call]?.construct === true;
    else
      return (
        node?.kind === 'object' ||
        node?.kind === 'array' ||
        node?.kind === 'literal' ||
        node?.kind === 'captured' ||
        node?.kind === 'element'
      );
  }
  return receiver === null;
}

function doesWork(program: Program, fn: FunctionRef, look: number): boolean {
  return program.memo.once('does work', fn.fn, look, false, () =>
    fn.fn.calls.some((call) => {
      const [first = ''] = wordsOf(nameOf(fn, call.callee));
      if (call.receiver !== null && isHelper(fn, call.receiver)) return false;
      if (call.awaited || (WRITE_WORDS.has(first) && !isLocal(fn, call.receiver))) return !call.construct;
      return (
        look > 0 && functionsOf(program, valueIn(fn, call.callee)).some((inner) => doesWork(program, inner, look - 1))
      );
    }),
  );
}

/** Whether a value is made from the result of a call. */
export function dependsOn(ref: FunctionRef, value: NodeId, result: NodeId): boolean {
  return operandsOf(valueIn(ref, value), { throughCalls: true }).some(
    (part) => part.fn === ref.fn && part.node === result,
  );
}
