/** A secret leaves with an answer, an error or a trace: a password, the environment, the headers of the request. */
import { answerSinksIn } from '#analysis/dataflow/sinks/answer-sinks.ts';
import { secretSource } from '#analysis/dataflow/sinks/secret-sources.ts';
import { masksSecrets } from '#analysis/dataflow/sinks/secret-values.ts';
import { isMaskedName } from '#analysis/dataflow/models/secret-names.ts';
import { nameOf } from '#analysis/dataflow/link/operands.ts';
import { type LinkedModule, type Program, valueIn } from '#analysis/dataflow/link/program.ts';
import { shownAt } from '#analysis/dataflow/taint/flow-place.ts';
import type { FlowQuestion, FlowState, Source } from '#analysis/dataflow/taint/flow-state.ts';
import { calledSymbols, placeIn, symbolIn } from '../call-places.ts';
import { calledAt, type Sink, sunkFlows, wayOf } from '../flow-reports.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  meta: {
    title: 'A secret leaves with an answer, an error or a trace',
    area: 'logging',
    severity: 'high',
    confidence: 'medium',
    cwe: [200, 209, 201],
    owasp: 'A04:2021',
  },
  needs: 'program',
  check({ side, program }, report) {
    for (const found of sunkFlows(program, sinksIn, QUESTION, report)) {
      const { place, flow, sink } = found;
      report({
        place: placeIn(place, side, place.span),
        symbol: symbolIn(place),
        message: `${MESSAGES[flow.source.kind] ?? 'The secret'} \`${flow.source.text}\` leaves with ${sink.what} (${calledAt(place)})`,
        remedy: 'Name the properties that are to leave, one by one.',
        evidence: wayOf(found, side, 'is or holds a secret', `leaves with ${sink.what}`),
        ...(flow.source.kind === 'environment' ? { confidence: 'high' as const } : {}),
        ...(sink.what === 'an answer' || flow.source.kind === 'environment' ? {} : { severity: 'medium' as const }),
      });
    }
  },
});

const MESSAGES: Readonly<Record<string, string>> = {
  named: 'The secret',
  environment: 'The whole environment',
  headers: 'With credentials and cookies in it,',
};

const QUESTION: FlowQuestion = {
  sourceAt: leavingSecret,
  isClean: (_, { at }) => isMaskedName(nameOf(at, at.node)),
  cleans: (program, ref) => masksSecrets(program, ref, ref.call.callee, ref.call.args),
  wholeObject: null,
  guesses: false,
  maxCalls: 2,
  anyKey: false,
  barriers: false,
};

/** Tokens are what signing in answers with; passwords, keys of others and the environment are not. */
function leavingSecret(program: Program, state: FlowState): Source | null {
  const found = secretSource(program, state);
  if (found === null || found.kind === 'body') return null;
  if (found.kind !== 'named') return found;
  return LEAVING.test(found.text.slice(found.text.lastIndexOf('.') + 1)) && found.certainty === 'sure' ? found : null;
}

const LEAVING =
  /passw(?:or)?d|passphrase|private_?key|client_?secret|api_?secret|secret_?access|encryption_?key|signing_?key|jwt_?secret|master_?key/i;

interface LeavingSink extends Sink {
  readonly what: 'an answer' | 'an error' | 'a trace';
}

const TRACING =
  /^(?:@sentry\/\w+\.(?:setContext|setExtra|setExtras|setTag|setUser|addBreadcrumb|captureMessage|captureException)|@opentelemetry\/api\..*\.(?:setAttribute|setAttributes|addEvent)|dd-trace\..*\.(?:setTag|addTags)|newrelic\.addCustomAttributes?)$/;
const TRACERS = /^(?:span|activeSpan|scope|sentry|rootSpan)$/i;
const TRACE_METHODS = /^(?:setAttributes?|addEvent|setTag|addTags|setExtras?|setContext|addBreadcrumb)$/;

function* sinksIn(program: Program, module: LinkedModule): Generator<LeavingSink> {
  for (const sink of answerSinksIn(program, module)) yield { ...sink, what: 'an answer' };
  for (const fn of module.facts.functions) {
    for (const call of fn.calls) {
      const ref = { module, fn, call };
      const name = nameOf(ref, call.callee);
      const error = call.construct && /(?:Error|Exception)$/.test(name);
      const traces =
        (TRACE_METHODS.test(name) && call.receiver !== null && TRACERS.test(nameOf(ref, call.receiver))) ||
        (name !== '' && calledSymbols(program, ref).some((symbol) => TRACING.test(symbol)));
      if (!error && !traces) continue;
      for (const id of call.args) {
        const value = valueIn(ref, id);
        yield {
          value,
          starts: [{ at: value, path: [], anchor: call.point }],
          shown: shownAt(ref),
          what: error ? 'an error' : 'a trace',
        };
      }
    }
  }
}
