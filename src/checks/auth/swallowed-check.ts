/** What a check threw is caught, and the work goes on as if it had passed. */
import {
  ACCESS_WORDS,
  ASSERTING_WORDS,
  AUTHENTICATION_WORDS,
  wordsOf,
} from '#analysis/dataflow/models/access-words.ts';
import { VERIFYING } from '#analysis/dataflow/models/token-libraries.ts';
import { describe, nameOf } from '#analysis/dataflow/link/operands.ts';
import type { CallRef, FunctionRef, Program } from '#analysis/dataflow/link/program.ts';
import type { PointId } from '#analysis/module-facts.ts';
import { calledSymbols, changedFunctions, placeIn, symbolIn } from '../call-places.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  meta: {
    title: 'What a check threw is caught, and the work goes on',
    area: 'auth',
    severity: 'high',
    confidence: 'medium',
    cwe: [390, 755],
    owasp: 'A07:2021',
  },
  needs: 'program',
  check({ side, program }, report) {
    for (const ref of changedFunctions(program)) {
      for (const call of ref.fn.calls) {
        const at: CallRef = { ...ref, call };
        const tried = aroundOf(ref, call.point, 'try');
        if (
          tried === null ||
          call.used ||
          !isCheck(program, at) ||
          guardsInside(ref, tried, call) ||
          !goesOn(ref, tried)
        )
          continue;
        report({
          place: placeIn(ref, side, call.span),
          symbol: symbolIn(ref),
          message: `What \`${describe(ref, call.callee)}\` throws is caught and followed by nothing: who is refused goes on`,
          remedy: 'Leave in the `catch`: answer 401 or 403 and return, or throw again.',
        });
      }
    }
  },
});

/** `verifyToken()`, `assertCanEdit()`, `authorize()`: a call whose only use is what it throws. */
function isCheck(program: Program, ref: CallRef): boolean {
  if (calledSymbols(program, ref).some((symbol) => VERIFYING.has(symbol))) return true;
  const words = wordsOf(nameOf(ref, ref.call.callee));
  const [first = ''] = words;
  return (
    ASSERTING_WORDS.has(first) &&
    (first.startsWith('authori') ||
      words.some(
        (word) => ACCESS_WORDS.has(word) || AUTHENTICATION_WORDS.has(word) || word === 'token' || word === 'signature',
      ))
  );
}

/** The `try` or `catch` that a point lies in, the innermost; null where it lies in none. */
function aroundOf(ref: FunctionRef, point: PointId, kind: 'try' | 'catch'): number | null {
  for (let at: PointId | null = point, steps = 0; at !== null && steps < 1_000; steps += 1) {
    const own: FunctionRef['fn']['points'][number] | undefined = ref.fn.points[at];
    if (own?.kind === kind) return own.try;
    // In the handler of an inner one: what is thrown here is caught further out.
    if (own?.kind === 'catch' && kind === 'try') return null;
    at = own?.parent ?? null;
  }
  return null;
}

/** The handler neither leaves nor answers, it is empty or writes to a log; and something comes after it. */
function goesOn(ref: FunctionRef, tried: number): boolean {
  const handler = ref.fn.points.findIndex((point) => point.kind === 'catch' && point.try === tried);
  if (handler < 0) return false;
  const inHandler = (point: PointId): boolean => aroundOf(ref, point, 'catch') === tried;
  if (ref.fn.exits.some((exit) => inHandler(exit.point))) return false;
  if (ref.fn.points.some((point, id) => point.kind === 'write' && inHandler(id))) return false;
  const calls = ref.fn.calls.filter((call) => inHandler(call.point));
  if (calls.some((call) => !isNote(ref, call))) return false;
  return ref.fn.calls.some((call) => call.point > handler && !inHandler(call.point) && !isNote(ref, call));
}

/** What is checked stands in the same `try`, so that it is not done where the check throws. */
function guardsInside(ref: FunctionRef, tried: number, check: CallRef['call']): boolean {
  return ref.fn.calls.some(
    (call) => call.point > check.point && aroundOf(ref, call.point, 'try') === tried && !isNote(ref, call),
  );
}

function isNote(ref: FunctionRef, call: CallRef['call']): boolean {
  const owner = call.receiver === null ? '' : nameOf(ref, call.receiver);
  return (
    /^(?:console|log|logger|logging|winston|pino|sentry)$/i.test(owner) ||
    /^(?:log|debug|warn|captureException)$/.test(nameOf(ref, call.callee))
  );
}
