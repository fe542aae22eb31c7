/** One step back from what a function of a package or of the platform gives, by what the models say of it, or by a guess. */
import type { NodeId } from '../../module-facts.ts';
import { enter, exitMoves, type CutShort } from './call-context.ts';
import { keepsOnlyConstrained } from './constraints.ts';
import {
  ELEMENT,
  isWhole,
  KEYS,
  within,
  type AccessPath,
  type Binding,
  type FlowQuestion,
  type FlowStep,
  type Move,
} from './flow-state.ts';
import { callbackModelOf, invocationsOfParam } from './invocations.ts';
import { functionsOf, symbolsOf } from '../link/meaning.ts';
import { wordsOf } from '../models/access-words.ts';
import { CONSTRAINING_FUNCTIONS, CONSTRAINING_METHODS, CONSTRAINING_OBJECTS } from '../models/conversions.ts';
import { SCHEMA_METHODS, SCHEMA_RESULTS } from '../models/schemas.ts';
import {
  ARGUMENT_METHODS,
  CLEANING_WORDS,
  RECEIVER_METHODS,
  TEXT_FUNCTIONS,
  TEXT_TAGS,
  VALUE_PACKAGES,
  type ArgumentFlow,
} from '../models/text-functions.ts';
import { nameOf } from '../link/operands.ts';
import { type CallRef, type Program, valueIn } from '../link/program.ts';
import { matchesAllButPlainText } from './regular-expressions.ts';
import { isRootedIn, isSchema, schemaAnswer } from './schema-constraints.ts';

const SAME: FlowStep = { kind: 'same' };

export function libraryMoves(
  program: Program,
  state: Move,
  ref: CallRef,
  question: FlowQuestion,
  cutShort: CutShort,
): Move[] {
  if (ref.call.tagged) return taggedMoves(program, state, ref);
  return knownMoves(program, state, ref, question, cutShort) ?? guessed(state, ref, question, program);
}

function taggedMoves(program: Program, state: Move, ref: CallRef): Move[] {
  const symbols = symbolsOf(program, valueIn(ref, ref.call.callee));
  if (!symbols.some((symbol) => TEXT_TAGS.has(symbol))) return [];
  return ref.call.args.slice(1).map((id) => ({ ...state, at: valueIn(ref, id), path: [], step: { kind: 'text' } }));
}

/** Null where nothing is known of the function. */
function knownMoves(
  program: Program,
  state: Move,
  ref: CallRef,
  question: FlowQuestion,
  cutShort: CutShort,
): Move[] | null {
  const { call } = ref;
  const symbols = symbolsOf(program, valueIn(ref, call.callee));
  if (symbols.some(isConstraining)) return [];
  const to = (id: NodeId, path: AccessPath): Move => ({ ...state, at: valueIn(ref, id), path, step: SAME });
  if (symbols.includes('Promise') && call.construct) return resolvedMoves(program, state, ref);
  for (const symbol of symbols) {
    const model = TEXT_FUNCTIONS.get(symbol);
    if (model === undefined) continue;
    const given = model.arguments === 'all' ? call.args : call.args.filter((_, index) => index === 0);
    return given.flatMap((id) => argumentPaths(model.flow, state.path).map((path) => to(id, path)));
  }
  const validated = validationMoves(program, state, ref, question);
  if (validated !== null) return validated;
  if (choosesConstrained(program, ref)) return [];
  const callback = callbackMoves(program, state, ref, cutShort);
  const method = methodMoves(state, ref, to);
  if (callback !== null || method !== null) return [...(callback ?? []), ...(method ?? [])];
  if (symbols.some((symbol) => VALUE_PACKAGES.some((name) => symbol.startsWith(name))))
    return call.args.map((id) => to(id, []));
  return null;
}

function isConstraining(symbol: string): boolean {
  const dot = symbol.indexOf('.');
  return CONSTRAINING_FUNCTIONS.has(symbol) || CONSTRAINING_OBJECTS.has(dot < 0 ? symbol : symbol.slice(0, dot));
}

function argumentPaths(flow: ArgumentFlow, path: AccessPath): AccessPath[] {
  switch (flow) {
    case 'same':
      return [path];
    case 'whole':
      return [[]];
    case 'values':
      return [path[0] === ELEMENT ? path : isWhole(path) ? [] : within(ELEMENT, path)];
    case 'keys':
      return [[KEYS]];
    case 'list':
      return isWhole(path) || path[0] === ELEMENT ? [path.slice(1)] : [];
  }
}

/** `new Promise((resolve) => resolve(x))` gives x. */
function resolvedMoves(program: Program, state: Move, ref: CallRef): Move[] {
  const [executor] = ref.call.args;
  if (executor === undefined) return [];
  return functionsOf(program, valueIn(ref, executor)).flatMap((fn) =>
    invocationsOfParam(program, fn, 0).flatMap((call) => {
      const [given] = call.call.args;
      if (given === undefined) return [];
      return [{ ...state, at: valueIn(call, given), context: null, anchor: call.call.point, step: SAME }];
    }),
  );
}

/** `keys.filter((key) => ALLOWED.includes(key))`. */
function choosesConstrained(program: Program, ref: CallRef): boolean {
  const name = nameOf(ref, ref.call.callee);
  const [callback] = ref.call.args;
  if (callback === undefined || (name !== 'filter' && name !== 'find' && name !== 'findLast')) return false;
  const fns = functionsOf(program, valueIn(ref, callback));
  return fns.length > 0 && fns.every((fn) => keepsOnlyConstrained(program, fn));
}

function callbackMoves(program: Program, state: Move, ref: CallRef, cutShort: CutShort): Move[] | null {
  const model = callbackModelOf(program, ref);
  if (model === null || model.result === 'nothing' || model.result === 'receiver') return null;
  const callback = ref.call.args[model.callback];
  if (callback === undefined) return null;
  const path = model.result === 'list' ? (state.path[0] === ELEMENT ? state.path.slice(1) : []) : state.path;
  const fns = functionsOf(program, valueIn(ref, callback));
  if (fns.length === 0) return null;
  return fns.flatMap((fn) => {
    const binding: Binding = { kind: 'callback', params: model.params };
    const context = enter(program, state, { call: ref, into: fn.fn, binding }, cutShort);
    return context === null ? [] : exitMoves(fn, path, context, SAME);
  });
}

function methodMoves(state: Move, ref: CallRef, to: (id: NodeId, path: AccessPath) => Move): Move[] | null {
  const { call } = ref;
  const callee = ref.fn.nodes[call.callee];
  if (callee?.kind !== 'member' || call.receiver === null) return null;
  const { receiver } = call;
  if (CONSTRAINING_METHODS.has(callee.name)) return [];
  if (callee.name.startsWith('replace') && leavesPlainText(ref)) return [];
  if (callee.name === 'exec' && ref.fn.nodes[receiver]?.kind === 'regex')
    return call.args.slice(0, 1).map((id) => to(id, []));
  const flow = RECEIVER_METHODS.get(callee.name);
  if (flow === undefined) return null;
  const { path } = state;
  const rest = path[0] === ELEMENT ? path.slice(1) : path;
  const paths: Record<typeof flow, AccessPath> = {
    same: path,
    element: within(callee.name === 'get' ? (literalKey(ref) ?? ELEMENT) : ELEMENT, path),
    pieces: rest,
    joined: [ELEMENT],
    keys: [KEYS],
  };
  const given = (ARGUMENT_METHODS.get(callee.name) ?? []).flatMap((index) => {
    const id = call.args[index];
    return id === undefined ? [] : [to(id, callee.name === 'concat' ? path : [])];
  });
  return [to(receiver, paths[flow]), ...(callee.name === 'join' ? [to(receiver, [])] : []), ...given];
}

/** `map.get('key')`. */
function literalKey(ref: CallRef): string | null {
  const [first] = ref.call.args;
  const node = first === undefined ? undefined : ref.fn.nodes[first];
  return node?.kind === 'literal' && typeof node.value === 'string' ? node.value : null;
}

function leavesPlainText(ref: CallRef): boolean {
  const [first] = ref.call.args;
  const pattern = first === undefined ? undefined : ref.fn.nodes[first];
  return pattern?.kind === 'regex' && matchesAllButPlainText(pattern.pattern, pattern.flags);
}

// ── Validation ──────────────────────────────────────────────────────────────────────────────────────

/** `schema.parse(x)` gives x, unless the schema leaves the asked part no room. */
function validationMoves(program: Program, state: Move, ref: CallRef, question: FlowQuestion): Move[] | null {
  const { call } = ref;
  const callee = ref.fn.nodes[call.callee];
  if (callee?.kind !== 'member' || call.receiver === null || !SCHEMA_METHODS.has(callee.name)) return null;
  const receiver = valueIn(ref, call.receiver);
  // `v.parse(schema, x)` names the schema first.
  const [first, second] = call.args;
  const whole = symbolsOf(program, receiver).some((symbol) => !symbol.includes('(') && !symbol.includes('.'));
  const schemaFirst = whole && second !== undefined && first !== undefined;
  const schema = schemaFirst ? valueIn(ref, first) : receiver;
  const given = schemaFirst ? second : first;
  if (given === undefined || (!isSchema(program, schema) && callee.name !== 'parse' && callee.name !== 'safeParse'))
    return null;
  const path = SCHEMA_RESULTS.has(state.path[0] ?? '') ? state.path.slice(1) : state.path;
  const answer = schemaAnswer(program, schema, path);
  if (answer === 'constrained' && question.barriers) return [];
  const step: FlowStep = answer === 'unknown' ? { kind: 'validated', call: ref } : SAME;
  return [{ ...state, at: valueIn(ref, given), path, step }];
}

// ── Guesses ─────────────────────────────────────────────────────────────────────────────────────────

/** A function out of sight that is called plainly and not waited for: its result is taken to hold what it is given. */
function guessed(state: Move, ref: CallRef, question: FlowQuestion, program: Program): Move[] {
  const { call } = ref;
  if (!question.guesses || call.awaited || call.construct || !isPlain(program, ref)) return [];
  const name = nameOf(ref, call.callee);
  if (name === '' || wordsOf(name).some((word) => CLEANING_WORDS.has(word))) return [];
  return call.args.map((id) => ({
    ...state,
    at: valueIn(ref, id),
    path: [],
    step: { kind: 'guess', call: ref },
  }));
}

/** `fn(x)`, or `module.fn(x)` of something imported: not a method of some object. */
function isPlain(program: Program, ref: CallRef): boolean {
  const callee = ref.fn.nodes[ref.call.callee];
  if (callee?.kind !== 'member') return callee?.kind === 'import' || callee?.kind === 'captured';
  return symbolsOf(program, valueIn(ref, callee.of)).some(
    (symbol) => !symbol.includes('(') && !isRootedIn(symbol, 'console') && symbol !== 'process',
  );
}
