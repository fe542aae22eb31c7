/** Calls that ask a language model something, and the values that it answered with. */
import { functionsOf, symbolsOf } from '../link/meaning.ts';
import { type CallRef, type LinkedModule, nodeOf, type Program, type ValueRef, valueIn } from '../link/program.ts';
import { MODEL_PACKAGES } from '../models/prompt-apis.ts';
import type { FlowState, Source } from '../taint/flow-state.ts';
import { isRootedIn } from '../taint/schema-constraints.ts';
import { describeWritten, nameOf } from '../link/operands.ts';

/** Methods and functions that ask, in whichever library (the tables of `prompt-apis.ts` say where each is documented). */
const ASKING =
  /^(?:create|createAndPoll|createAndRun|parse|stream|generate|chat|complete|invoke|call|predict|run|generateText|streamText|generateObject|streamObject|generateContent|generateContentStream|sendMessage|sendMessageStream|send|query|embed|asText|prompt)$/;
/** Methods of the same libraries that do not. */
const MANAGING =
  /\b(?:files|fineTuning|models|batches|vectorStores|beta\.assistants|uploads|embeddings|moderations|images|audio)\b/;

export function asksModel(program: Program, ref: CallRef): boolean {
  const name = nameOf(ref, ref.call.callee);
  if (!ASKING.test(name) || ref.call.construct) return false;
  return symbolsOf(program, valueIn(ref, ref.call.callee)).some(
    (symbol) =>
      !MANAGING.test(symbol) && [...MODEL_PACKAGES].some((made) => isRootedIn(symbol, made)) && isAsked(symbol),
  );
}

/** `openai.OpenAI().chat.completions.create`, `ai.generateText`; not `langchain.PromptTemplate().create`. */
function isAsked(symbol: string): boolean {
  return !/(?:Template|Loader|Splitter|Parser|Store|Schema|Message|Memory)\(?\)?\.\w+$/.test(symbol);
}

export function modelCallsIn(program: Program, module: LinkedModule): CallRef[] {
  return module.facts.functions.flatMap((fn) =>
    fn.calls.flatMap((call) => (asksModel(program, { module, fn, call }) ? [{ module, fn, call }] : [])),
  );
}

/** What a model answered, whatever part of it. Usage, ids and reasons for stopping are not its words. */
export function modelSource(program: Program, state: FlowState): Source | null {
  const node = nodeOf(state.at);
  const call = node.kind === 'call' ? state.at.fn.calls[node.call] : undefined;
  if (call === undefined || !asksModel(program, { module: state.at.module, fn: state.at.fn, call })) return null;
  if (state.path.some((part) => /^(?:usage|id|model|finish_?reason|finishReason|stop_reason|created)$/.test(part)))
    return null;
  return {
    text: describeWritten(state.at, call.callee),
    at: state.at,
    span: node.span,
    certainty: 'sure',
    kind: 'model',
  };
}

/** Whether a value is what a model answered, as far as its own function shows. */
export function isAnswerOfModel(program: Program, value: ValueRef, steps = 16): boolean {
  let at: ValueRef | null = value;
  for (let left = steps; at !== null && left > 0; left -= 1) {
    const node = nodeOf(at);
    if (node.kind === 'member' || node.kind === 'await' || node.kind === 'index' || node.kind === 'element')
      at = valueIn(at, node.of);
    else if (node.kind === 'call') {
      const call: CallRef['call'] | undefined = at.fn.calls[node.call];
      if (call === undefined) return false;
      const ref: CallRef = { module: at.module, fn: at.fn, call };
      if (asksModel(program, ref)) return true;
      if (givesAnswer(program, ref)) return true;
      const first: number | undefined = call.args[0];
      const reads = /^(?:trim|toLowerCase|toUpperCase|parse|toString|includes|startsWith|match|test|at|slice)$/.test(
        nameOf(ref, call.callee),
      );
      if (!reads) return false;
      at =
        call.receiver !== null && nameOf(ref, call.callee) !== 'parse'
          ? valueIn(ref, call.receiver)
          : first === undefined
            ? null
            : valueIn(ref, first);
    } else return false;
  }
  return false;
}

/** A function of the repository that gives what a model answered. */
function givesAnswer(program: Program, ref: CallRef): boolean {
  return functionsOf(program, valueIn(ref, ref.call.callee)).some((fn) =>
    fn.fn.exits.some(
      (exit) => exit.kind === 'return' && exit.value !== null && isAnswerOfModel(program, valueIn(fn, exit.value), 8),
    ),
  );
}
