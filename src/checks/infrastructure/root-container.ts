/** Containers that run as root, or do not say that they do not. */
import { fieldOf, findField, flagIn, mayHoldMore, numberIn, type Found } from '#analysis/infrastructure/fields.ts';
import type { Container } from '#analysis/infrastructure/kubernetes.ts';
import { defineRule } from '../rule.ts';
import { reportFlaws, type Flaw } from './flaw.ts';
import { replaceValue, addProperty } from './repair.ts';
import { nameOf, placeOf, securityOf, workloadsIn, type Workload } from './workloads.ts';

export const rule = defineRule({
  meta: {
    title: 'A container runs as root',
    area: 'infrastructure',
    severity: 'medium',
    confidence: 'high',
    cwe: [250],
    owasp: 'A05:2021',
  },
  needs: 'infrastructure',
  check(input, report) {
    const flaws = workloadsIn(input.resources).flatMap((workload) =>
      workload.containers.flatMap((container) => flawOf(workload, container)),
    );
    reportFlaws(input, report, flaws);
  },
});

const REMEDY = 'Set runAsNonRoot to true, and runAsUser where the image does not say as whom it runs.';

/** What the container says goes before what the pod says; a user that is not root needs no more. */
function flawOf(workload: Workload, container: Container): Flaw[] {
  const { resource, pod } = workload;
  const own = { user: securityOf(container, 'run_as_user'), nonRoot: securityOf(container, 'run_as_non_root') };
  const shared = {
    user: findField(pod.spec, ['security_context', 'run_as_user']),
    nonRoot: findField(pod.spec, ['security_context', 'run_as_non_root']),
  };
  const user = own.user.state === 'absent' ? shared.user : own.user;
  const nonRoot = own.nonRoot.state === 'absent' ? shared.nonRoot : own.nonRoot;
  if (user.state === 'unknown' || nonRoot.state === 'unknown' || mayHoldMore(pod.spec)) return [];
  const userId = user.state === 'present' ? numberIn(user.value) : null;
  if (userId !== null && userId > 0) return [];
  if (nonRoot.state === 'present' && flagIn(nonRoot.value) !== false) return [];
  const name = nameOf(workload, container);
  const common = { resource, remedy: REMEDY, identity: container.name };
  if (user.state === 'present' && userId === 0) {
    const message = `${name} runs as root: runAsUser is 0`;
    return [{ ...common, span: user.entry.value.span, message, severity: 'high', value: user.value }];
  }
  if (nonRoot.state === 'present') {
    const message = `${name} may run as root: runAsNonRoot is false`;
    const repair = replaceValue(resource, nonRoot.entry, true);
    return [{ ...common, span: nonRoot.entry.value.span, message, value: nonRoot.value, repair }];
  }
  return [
    {
      ...common,
      span: fieldOf(container.value, 'security_context')?.keySpan ?? placeOf(container),
      message: `${name} may run as root: neither runAsNonRoot nor runAsUser is set`,
      severity: 'low',
      confidence: 'medium',
      adjustments: ['severity and confidence lowered: the image decides, which is not looked into'],
      repair: repairOf(workload, container, own.nonRoot),
    },
  ];
}

function repairOf({ resource }: Workload, container: Container, found: Found) {
  if (found.state !== 'absent') return null;
  const whole = { key: container.name, keySpan: container.value.span, value: container.value };
  return addProperty(resource, found.within ?? whole, found.missing, true);
}
