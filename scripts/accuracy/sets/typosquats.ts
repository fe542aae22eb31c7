/** typosquats: a name, and the package that it was made to be mistaken for. Read by the comparison of names alone. */
import { z } from 'zod';
import { createKnownNames, type KnownNames } from '#checks/dependencies/lookalikes.ts';
import { POPULAR_NAMES } from '#checks/dependencies/popular/popular-names.ts';
import { ECOSYSTEMS, type Ecosystem } from '#domain/package-fact.ts';
import type { Judgement, SetRunner } from '../judgement.ts';

const labelledName = z.object({
  id: z.string(),
  kind: z.enum(['positive', 'negative']),
  name: z.string(),
  target: z.string().optional(),
  ecosystem: z.string(),
});

export const runner: SetRunner = {
  run(cases) {
    const judgements: Judgement[] = [];
    const byEcosystem = new Map<Ecosystem, KnownNames>();
    let withTarget = 0;
    for (const one of cases) {
      const { id, kind, name, target, ecosystem } = labelledName.parse(one);
      const known = ECOSYSTEMS.find((each) => each === ecosystem);
      const names =
        known === undefined ? undefined : (byEcosystem.get(known) ?? createKnownNames(known, POPULAR_NAMES[known]));
      if (known !== undefined && names !== undefined) byEcosystem.set(known, names);
      const found = names?.lookalike(name) ?? null;
      const isKnown = target !== undefined && names?.has(target) === true;
      if (found !== null && target !== undefined) withTarget += 1;
      const outcome = kind === 'positive' ? (found === null ? 'missed' : 'found') : found === null ? 'silent' : 'wrong';
      const group =
        kind === 'negative' ? 'ordinary names' : isKnown ? 'of packages in the lists' : 'of packages in no list';
      judgements.push({
        caseId: id,
        group,
        outcome,
        detail: `${target ?? 'no target'}: ${found?.target ?? 'nothing'} reported`,
      });
    }
    return Promise.resolve({ judgements, notes: [`${withTarget} names were recognised as standing for another one`] });
  },
};
