/** Secrets of the cluster that are put into the environment of a container, where logs and child processes find them. */
import { blocksOf, fieldOf } from '#analysis/infrastructure/fields.ts';
import { defineRule } from '../rule.ts';
import { reportFlaws, type Flaw } from './flaw.ts';
import { nameOf, workloadsIn } from './workloads.ts';

export const rule = defineRule({
  meta: {
    title: 'A secret is put into the environment of a container',
    area: 'infrastructure',
    severity: 'low',
    confidence: 'high',
    cwe: [526],
    owasp: 'A05:2021',
  },
  needs: 'infrastructure',
  check(input, report) {
    const flaws = workloadsIn(input.resources).flatMap((workload) =>
      workload.containers.flatMap((container) => {
        const of = (map: Flaw['value'], field: string) => fieldOf(map, field);
        const entries = [
          ...blocksOf(container.value, 'env')
            .flatMap((variable) => blocksOf(variable, 'value_from'))
            .flatMap((from) => of(from, 'secret_key_ref') ?? []),
          ...blocksOf(container.value, 'env_from').flatMap((from) => of(from, 'secret_ref') ?? []),
        ];
        return entries.map((entry, index): Flaw => ({
          resource: workload.resource,
          span: entry.keySpan,
          message: `${nameOf(workload, container)} takes a secret into its environment, where its logs and children find it`,
          remedy: 'Mount it as a file, and read it where it is needed.',
          identity: `${container.name} ${index}`,
        }));
      }),
    );
    reportFlaws(input, report, flaws);
  },
});
