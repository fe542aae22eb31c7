/** Containers of every kind of workload, with what their pod says for all of them; what a chart leaves open is unknown. */
import type { ConfigValue } from '#analysis/configuration-facts.ts';
import { fieldOf, findField, mapsOf, textIn, type Found } from '#analysis/infrastructure/fields.ts';
import { containersOf, podsIn, type Container, type Pod } from '#analysis/infrastructure/kubernetes.ts';
import type { Resource } from '#analysis/infrastructure/resource.ts';
import type { Span } from '#domain/span.ts';

export interface Workload {
  readonly resource: Resource;
  readonly pod: Pod;
  readonly containers: readonly Container[];
}

export function workloadsIn(resources: readonly Resource[]): Workload[] {
  return resources.flatMap((resource) =>
    podsIn(resource).map((pod) => ({ resource, pod, containers: containersOf(pod) })),
  );
}

/** As people find it: `Deployment shop, container web`. */
export function nameOf({ resource }: Workload, container: Container): string {
  return `${resource.address}, container ${container.name}`;
}

/** A setting of the container's own security context. */
export function securityOf(container: Container, ...names: readonly string[]): Found {
  return findField(container.value, [['security_context'], names]);
}

/** Where a container says who it is: its name, or where it begins. */
export function placeOf({ value }: Container): Span {
  const name = fieldOf(value, 'name') ?? fieldOf(value, 'image');
  return name === null ? value.span : name.keySpan;
}

/** Where a missing setting of the security context belongs. */
export function securityPlace(container: Container): Span {
  return fieldOf(container.value, 'security_context')?.keySpan ?? placeOf(container);
}

/** Labels of a pod as `name=value`. */
export function labelsOf(pod: Pod): ReadonlySet<string> {
  return new Set(pairsOf(fieldOf(fieldOf(pod.template, 'metadata')?.value, 'labels')?.value));
}

export function pairsOf(value: ConfigValue | null | undefined): string[] {
  return mapsOf(value).flatMap((map) => map.entries.map((entry) => `${entry.key}=${textIn(entry.value) ?? ''}`));
}

export function namespaceOf({ properties }: Resource): string {
  return textIn(fieldOf(fieldOf(properties, 'metadata')?.value, 'namespace')?.value) ?? 'default';
}
