/** Rights of the kernel that a container is given on top of the usual ones. */
import { fieldOf, findField, itemsIn, textIn } from '#analysis/infrastructure/fields.ts';
import type { ConfigEntry } from '#analysis/configuration-facts.ts';
import type { Resource } from '#analysis/infrastructure/resource.ts';
import { defineRule } from '../rule.ts';
import { reportFlaws, type Flaw } from './flaw.ts';
import { nameOf, workloadsIn } from './workloads.ts';

export const rule = defineRule({
  meta: {
    title: 'A container is given rights of the kernel',
    area: 'infrastructure',
    severity: 'high',
    confidence: 'high',
    cwe: [250],
    owasp: 'A05:2021',
  },
  needs: 'infrastructure',
  check(input, report) {
    const workloads = workloadsIn(input.resources).flatMap((workload) =>
      workload.containers.flatMap((container) => {
        const found = findField(container.value, ['security_context', 'capabilities', 'add']);
        return found.state === 'present' ? flawsOf(workload.resource, nameOf(workload, container), found.entry) : [];
      }),
    );
    const services = input.resources.flatMap((resource) => {
      const entry = resource.kind === 'compose/service' ? fieldOf(resource.properties, 'cap_add') : null;
      return entry === null ? [] : flawsOf(resource, resource.address, entry);
    });
    reportFlaws(input, report, [...workloads, ...services]);
  },
});

/** Each of these is as good as root, or leads there: https://man7.org/linux/man-pages/man7/capabilities.7.html */
const AS_GOOD_AS_ROOT: ReadonlySet<string> = new Set([
  'ALL',
  'SYS_ADMIN',
  'SYS_MODULE',
  'SYS_PTRACE',
  'SYS_RAWIO',
  'SYS_BOOT',
  'DAC_READ_SEARCH',
  'BPF',
  'NET_ADMIN',
]);

function flawsOf(resource: Resource, name: string, entry: ConfigEntry): Flaw[] {
  return itemsIn(entry.value).flatMap((item): Flaw[] => {
    const capability = (textIn(item) ?? '').toUpperCase().replace(/^CAP_/, '');
    if (capability === '') return [];
    const isGrave = AS_GOOD_AS_ROOT.has(capability);
    const isUsual = capability === 'NET_BIND_SERVICE';
    return [
      {
        resource,
        span: item.span,
        message: `${name} is given ${capability}${isGrave ? ', which is nearly root on the host' : ''}`,
        remedy: 'Do without it, or say beside it what needs it; drop all others.',
        severity: isGrave ? 'high' : isUsual ? 'low' : 'medium',
        adjustments: isGrave ? [] : ['severity lowered: it does not lead to the host by itself'],
        identity: `${name} ${capability}`,
        value: item,
      },
    ];
  });
}
