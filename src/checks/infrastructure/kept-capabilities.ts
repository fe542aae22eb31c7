/** Containers that keep the fourteen rights of the kernel that engines give by default. */
import { findField, wordsIn } from '#analysis/infrastructure/fields.ts';
import { defineRule } from '../rule.ts';
import { reportFlaws, type Flaw } from './flaw.ts';
import { nameOf, securityPlace, workloadsIn } from './workloads.ts';
import { fieldOf } from '#analysis/infrastructure/fields.ts';

export const rule = defineRule({
  meta: {
    title: 'A container keeps rights of the kernel that it hardly needs',
    area: 'infrastructure',
    severity: 'low',
    confidence: 'high',
    cwe: [250],
    owasp: 'A05:2021',
  },
  needs: 'infrastructure',
  check(input, report) {
    const flaws = workloadsIn(input.resources).flatMap((workload) =>
      workload.containers.flatMap((container): Flaw[] => {
        const found = findField(container.value, ['security_context', 'capabilities', 'drop']);
        if (found.state === 'unknown') return [];
        const dropped = found.state === 'present' ? wordsIn(found.value).map((word) => word.toUpperCase()) : [];
        if (dropped.includes('ALL') || dropped.includes('NET_RAW')) return [];
        const context = fieldOf(container.value, 'security_context');
        const capabilities = fieldOf(context?.value, 'capabilities');
        const what = found.state === 'present' ? `drops ${dropped.join(', ') || 'none'} alone` : 'drops none';
        return [
          {
            resource: workload.resource,
            span: found.state === 'present' ? found.entry.keySpan : (capabilities?.keySpan ?? securityPlace(container)),
            message: `${nameOf(workload, container)} ${what} of the rights of the kernel that engines give by default`,
            remedy: 'Drop all (capabilities.drop: ["ALL"]), and add the few that are needed.',
            identity: container.name,
          },
        ];
      }),
    );
    reportFlaws(input, report, flaws);
  },
});
