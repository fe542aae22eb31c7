/** Data that policy declares sensitive goes where policy does not let it go: logs, prompts, other systems, answers. */
import { answerSinksIn } from '#analysis/dataflow/sinks/answer-sinks.ts';
import { declaredSource } from '#analysis/dataflow/sinks/declared-sources.ts';
import { logSinksIn } from '#analysis/dataflow/sinks/log-sinks.ts';
import { modelTextsIn } from '#analysis/dataflow/sinks/model-texts.ts';
import { masksSecrets } from '#analysis/dataflow/sinks/secret-values.ts';
import { nameOf } from '#analysis/dataflow/link/operands.ts';
import { isMaskedName } from '#analysis/dataflow/models/secret-names.ts';
import { type LinkedModule, type Program, valueIn } from '#analysis/dataflow/link/program.ts';
import { shownAt } from '#analysis/dataflow/taint/flow-place.ts';
import type { FlowQuestion } from '#analysis/dataflow/taint/flow-state.ts';
import { DESTINATIONS, type DataClass, type Destination } from '#policy/code-policy.ts';
import { placeIn, symbolIn } from '../call-places.ts';
import { calledAt, type Sink, sunkFlows, wayOf } from '../flow-reports.ts';
import { outgoingApi } from '../integrations/outgoing-calls.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  meta: {
    title: 'Data that policy declares sensitive goes where it may not',
    area: 'data',
    severity: 'high',
    confidence: 'high',
    cwe: [200, 359],
    owasp: 'A04:2021',
  },
  needs: 'governed-program',
  check({ side, program, policy }, report) {
    for (const [name, data] of policy.dataClasses) {
      for (const destination of DESTINATIONS) {
        if (data.mayReach.includes(destination)) continue;
        for (const found of sunkFlows(program, SINKS[destination], questionOf(data), report)) {
          const { place, flow } = found;
          report({
            place: placeIn(place, side, place.span),
            symbol: symbolIn(place),
            message: `\`${flow.source.text}\` is ${name} data, which policy does not let reach ${WORDS[destination]} (${calledAt(place)})`,
            remedy: `Leave it out or mask it; or let the policy say that ${name} data may reach ${destination}.`,
            evidence: wayOf(found, side, `is ${name} data by the policy`, `reaches ${WORDS[destination]}`),
            identity: `${name} ${destination} ${flow.source.text}`,
            ...(flow.source.kind === 'table' ? { confidence: 'medium' as const } : {}),
          });
        }
      }
    }
  },
});

const WORDS: Readonly<Record<Destination, string>> = {
  logs: 'a log',
  prompts: 'a language model',
  requests: 'another system',
  responses: 'an answer',
};

function questionOf(data: DataClass): FlowQuestion {
  return {
    sourceAt: (program, state) => declaredSource(program, state, data),
    isClean: (_, { at }) => isMaskedName(nameOf(at, at.node)),
    cleans: (program, ref) => masksSecrets(program, ref, ref.call.callee, ref.call.args),
    wholeObject: null,
    guesses: false,
    maxCalls: 4,
    anyKey: true,
    barriers: false,
  };
}

const SINKS: Readonly<Record<Destination, (program: Program, module: LinkedModule) => Iterable<Sink>>> = {
  logs: logged,
  prompts: modelTextsIn,
  requests: sent,
  responses: answerSinksIn,
};

function* logged(program: Program, module: LinkedModule): Generator<Sink> {
  for (const { call: ref } of logSinksIn(program, module)) {
    for (const id of ref.call.args) {
      const value = valueIn(ref, id);
      yield { value, starts: [{ at: value, path: [], anchor: ref.call.point }], shown: shownAt(ref) };
    }
  }
}

function* sent(program: Program, module: LinkedModule): Generator<Sink> {
  for (const fn of module.facts.functions) {
    for (const call of fn.calls) {
      const ref = { module, fn, call };
      if (outgoingApi(program, ref) === null) continue;
      for (const id of call.args) {
        const value = valueIn(ref, id);
        yield { value, starts: [{ at: value, path: [], anchor: call.point }], shown: shownAt(ref) };
      }
    }
  }
}
