/** A secret, or what is about a person, is told to a language model: to a service of others, which keeps and may repeat it. */
import { modelTextsIn } from '#analysis/dataflow/sinks/model-texts.ts';
import { personalSource } from '#analysis/dataflow/sinks/personal-sources.ts';
import { secretSource } from '#analysis/dataflow/sinks/secret-sources.ts';
import { masksSecrets } from '#analysis/dataflow/sinks/secret-values.ts';
import { isMaskedName } from '#analysis/dataflow/models/secret-names.ts';
import { nameOf } from '#analysis/dataflow/link/operands.ts';
import type { FlowQuestion } from '#analysis/dataflow/taint/flow-state.ts';
import { placeIn, symbolIn } from '../call-places.ts';
import { calledAt, sunkFlows, wayOf } from '../flow-reports.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  meta: {
    title: 'A secret or personal data is told to a language model',
    area: 'prompts',
    severity: 'high',
    confidence: 'medium',
    cwe: [200, 1426],
    owasp: 'A04:2021',
  },
  needs: 'program',
  check({ side, program }, report) {
    for (const found of sunkFlows(program, modelTextsIn, QUESTION, report)) {
      const { place, flow } = found;
      const ordinary = flow.source.kind === 'ordinary';
      const personal = ordinary || flow.source.kind === 'grave';
      report({
        place: placeIn(place, side, place.span),
        symbol: symbolIn(place),
        message: `\`${flow.source.text}\`, by its name ${personal ? 'about a person' : 'a secret'}, is told to a language model by ${calledAt(place)}`,
        remedy: 'Leave it out, or put a placeholder in its place that is replaced in the answer.',
        evidence: wayOf(
          found,
          side,
          personal ? 'is about a person by its name' : 'is a secret by its name',
          'told to a language model',
        ),
        ...(personal ? { severity: ordinary ? ('low' as const) : ('medium' as const) } : {}),
        ...(ordinary
          ? {
              confidence: 'low' as const,
              adjustments: ['lowered: whether it may be told depends on what was promised'],
            }
          : {}),
      });
    }
  },
});

const QUESTION: FlowQuestion = {
  sourceAt: (program, state) => {
    const secret = secretSource(program, state);
    // What somebody asks is what a model is there for.
    if (secret !== null) return secret.kind === 'body' || secret.text === 'token' ? null : secret;
    return personalSource(program, state);
  },
  isClean: (_, { at }) => isMaskedName(nameOf(at, at.node)),
  cleans: (program, ref) => masksSecrets(program, ref, ref.call.callee, ref.call.args),
  wholeObject: null,
  guesses: false,
  maxCalls: 4,
  anyKey: false,
  barriers: false,
};
