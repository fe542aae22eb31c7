/** Pods and services that share the network, the processes or the memory of their host. */
import type { ConfigEntry } from '#analysis/configuration-facts.ts';
import { fieldOf, flagIn, textIn } from '#analysis/infrastructure/fields.ts';
import type { Resource } from '#analysis/infrastructure/resource.ts';
import { podsIn } from '#analysis/infrastructure/kubernetes.ts';
import { defineRule } from '../rule.ts';
import { reportFlaws, type Flaw } from './flaw.ts';
import { replaceValue } from './repair.ts';

export const rule = defineRule({
  meta: {
    title: 'A container shares the network, processes or memory of its host',
    area: 'infrastructure',
    severity: 'medium',
    confidence: 'high',
    cwe: [668, 250],
    owasp: 'A05:2021',
  },
  needs: 'infrastructure',
  check(input, report) {
    reportFlaws(
      input,
      report,
      input.resources.flatMap((resource) => [...ofPods(resource), ...ofService(resource)]),
    );
  },
});

const SHARED = [
  { field: 'host_network', says: 'sees and reaches what the network of its host does', severity: 'medium' },
  { field: 'host_pid', says: 'sees the processes of its host, and their environment', severity: 'high' },
  { field: 'host_ipc', says: 'reads the shared memory of its host', severity: 'medium' },
] as const;

const MODES = [
  { field: 'network_mode', says: SHARED[0].says, severity: SHARED[0].severity },
  { field: 'pid', says: SHARED[1].says, severity: SHARED[1].severity },
  { field: 'ipc', says: SHARED[2].says, severity: SHARED[2].severity },
] as const;

function ofPods(resource: Resource): Flaw[] {
  return podsIn(resource).flatMap(({ spec }) =>
    SHARED.flatMap(({ field, says, severity }): Flaw[] => {
      const entry = fieldOf(spec, field);
      if (entry === null || flagIn(entry.value) !== true) return [];
      return [{ ...flawOf(resource, entry, says), severity, repair: replaceValue(resource, entry, false) }];
    }),
  );
}

function ofService(resource: Resource): Flaw[] {
  if (resource.kind !== 'compose/service') return [];
  return MODES.flatMap(({ field, says, severity }): Flaw[] => {
    const entry = fieldOf(resource.properties, field);
    return entry === null || textIn(entry.value) !== 'host' ? [] : [{ ...flawOf(resource, entry, says), severity }];
  });
}

function flawOf(resource: Resource, entry: ConfigEntry, says: string): Flaw {
  return {
    resource,
    span: entry.value.span,
    message: `${resource.address} ${says}: ${entry.key} is ${textIn(entry.value) ?? 'true'}`,
    remedy: 'Leave it off; open the ports that are needed instead.',
    identity: entry.key,
    value: entry.value,
  };
}
