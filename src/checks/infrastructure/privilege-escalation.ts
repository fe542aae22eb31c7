/** Containers whose processes may get more rights than they were started with. */
import { flagIn } from '#analysis/infrastructure/fields.ts';
import { defineRule } from '../rule.ts';
import { reportFlaws, type Flaw } from './flaw.ts';
import { addProperty, replaceValue } from './repair.ts';
import { nameOf, securityOf, securityPlace, workloadsIn, type Workload } from './workloads.ts';
import type { Container } from '#analysis/infrastructure/kubernetes.ts';

export const rule = defineRule({
  meta: {
    title: 'A container may get more rights than it was started with',
    area: 'infrastructure',
    severity: 'medium',
    confidence: 'high',
    cwe: [250],
    owasp: 'A05:2021',
  },
  needs: 'infrastructure',
  check(input, report) {
    const flaws = workloadsIn(input.resources).flatMap((workload) =>
      workload.containers.flatMap((container) => flawsOf(workload, container)),
    );
    reportFlaws(input, report, flaws);
  },
});

const REMEDY = 'Set allowPrivilegeEscalation to false; hardly any program needs setuid.';

function flawsOf(workload: Workload, container: Container): Flaw[] {
  const { resource } = workload;
  const found = securityOf(container, 'allow_privilege_escalation');
  const name = nameOf(workload, container);
  if (found.state === 'unknown') return [];
  if (found.state === 'present') {
    if (flagIn(found.value) !== true) return [];
    return [
      {
        resource,
        span: found.entry.value.span,
        message: `${name} may get more rights than it was started with: ${found.entry.key} is true`,
        remedy: REMEDY,
        identity: container.name,
        value: found.value,
        repair: replaceValue(resource, found.entry, false),
      },
    ];
  }
  const whole = { key: container.name, keySpan: container.value.span, value: container.value };
  return [
    {
      resource,
      span: securityPlace(container),
      message: `${name} may get more rights than it was started with: allowPrivilegeEscalation is not set`,
      remedy: REMEDY,
      severity: 'low',
      adjustments: ['severity lowered: it is not set, which means true'],
      identity: container.name,
      repair: addProperty(resource, found.within ?? whole, found.missing, false),
    },
  ];
}
