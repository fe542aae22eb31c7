/** What went wrong inside is sent to whoever asked: the stack of an error, or the error as a whole. */
import { answerSinksIn } from '#analysis/dataflow/sinks/answer-sinks.ts';
import { rolesIn } from '#analysis/dataflow/entry/request-data.ts';
import { describe } from '#analysis/dataflow/link/operands.ts';
import { nodeOf, type Program } from '#analysis/dataflow/link/program.ts';
import { conditionsAround } from '#analysis/dataflow/taint/surroundings.ts';
import { operandsOf } from '#analysis/dataflow/link/operands.ts';
import type { FlowQuestion, FlowState, Source } from '#analysis/dataflow/taint/flow-state.ts';
import { placeIn, symbolIn } from '../call-places.ts';
import { calledAt, sunkFlows, type SunkFlow, wayOf, type Sink } from '../flow-reports.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  meta: {
    title: 'What went wrong inside is sent to whoever asked',
    area: 'logging',
    severity: 'medium',
    confidence: 'high',
    cwe: [209, 497],
    owasp: 'A05:2021',
  },
  needs: 'program',
  check({ side, program }, report) {
    for (const found of sunkFlows(program, answerSinksIn, QUESTION, report)) {
      if (isForDevelopers(found)) continue;
      const { place, flow } = found;
      const whole = flow.source.kind === 'error';
      report({
        place: placeIn(place, side, place.span),
        symbol: symbolIn(place),
        message: `\`${flow.source.text}\`, which tells of code, paths and queries inside, is sent to the caller by ${calledAt(place)}`,
        remedy: 'Log it, and answer with a message of your own and an id by which the entry is found.',
        evidence: wayOf(
          found,
          side,
          whole ? 'is what was thrown' : 'is the way through the code',
          'sent with the answer',
        ),
        ...(whole
          ? {
              severity: 'low' as const,
              confidence: 'medium' as const,
              adjustments: ['lowered: what an error shows as a whole depends on how it is written'],
            }
          : {}),
      });
    }
  },
});

const QUESTION: FlowQuestion = {
  sourceAt: errorSource,
  isClean: () => false,
  cleans: () => false,
  wholeObject: null,
  guesses: false,
  maxCalls: 4,
  anyKey: false,
  barriers: false,
};

/** `error.stack`, and what a `catch` takes or a handler of errors is given, as a whole. */
function errorSource(program: Program, state: FlowState): Source | null {
  const node = nodeOf(state.at);
  const base = { at: state.at, span: node.span, certainty: 'sure' as const };
  if (node.kind === 'member' && (node.name === 'stack' || node.name === 'stackTrace'))
    return state.path.length === 0 ? { ...base, text: describe(state.at, state.at.node), kind: 'stack' } : null;
  if (state.path.length > 0 && state.path[0] !== 'stack') return null;
  if (!isThrown(program, state)) return null;
  const text = describe(state.at, state.at.node);
  if (state.path[0] === 'stack') return { ...base, text: 'stack', kind: 'stack' };
  // `'failed: ' + error` is its message.
  if (isMadeText(state)) return null;
  return { ...base, text: text === '…' ? 'the error' : text, kind: 'error' };
}

function isThrown(program: Program, state: FlowState): boolean {
  const node = nodeOf(state.at);
  if (node.kind === 'caught') return true;
  if (node.kind !== 'param') return false;
  return rolesIn(program, state.at)?.get(node.index) === 'error';
}

function isMadeText(state: FlowState): boolean {
  for (let at: FlowState | null = state; at !== null; at = at.towards) if (at.step.kind === 'text') return true;
  return false;
}

/** Asked for by a setting, or where it is no production. */
function isForDevelopers({ flow, sink }: SunkFlow<Sink>): boolean {
  return [...flow.states.map(({ at }) => at), sink.value].some((at) =>
    conditionsAround(at, at.node).some(({ node }) =>
      operandsOf({ ...at, node }, { throughCalls: true }).some((part) => {
        const own = nodeOf(part);
        const name =
          own.kind === 'member' || own.kind === 'captured' || own.kind === 'global' || own.kind === 'param'
            ? 'name' in own
              ? own.name
              : (part.fn.params[own.index]?.name ?? '')
            : '';
        return /env|debug|dev|prod|verbose|stack|expose/i.test(name);
      }),
    ),
  );
}
