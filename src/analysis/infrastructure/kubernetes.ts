/** Kubernetes' objects as resources, lists of them among them; and the pods that are in a resource, whatever kind it is. */
import type { ConfigValue } from '../configuration-facts.ts';
import { blocksOf, fieldOf, fold, itemsIn, mapsOf, textIn } from './fields.ts';
import type { Resource } from './resource.ts';

export function isKubernetesObject(document: ConfigValue): boolean {
  return textIn(fieldOf(document, 'apiVersion')?.value) !== null && textIn(fieldOf(document, 'kind')?.value) !== null;
}

/** Objects of one list that are looked at. */
const MAX_OBJECTS = 5_000;

export function resourcesOfObject(document: ConfigValue, path: string, syntax: 'yaml' | 'json'): Resource[] {
  const pending = [document];
  const resources: Resource[] = [];
  while (resources.length < MAX_OBJECTS) {
    const value = pending.pop();
    if (value === undefined) break;
    if (!isKubernetesObject(value)) continue;
    const kind = textIn(fieldOf(value, 'kind')?.value) ?? '';
    if (/List$/.test(kind)) pending.push(...[...itemsIn(fieldOf(value, 'items')?.value)].reverse());
    else resources.push(objectOf(value, kind, path, syntax));
  }
  return resources;
}

function objectOf(value: ConfigValue, kind: string, path: string, syntax: 'yaml' | 'json'): Resource {
  const metadata = fieldOf(value, 'metadata');
  const name = fieldOf(metadata?.value, 'name');
  const text = textIn(name?.value) ?? textIn(fieldOf(metadata?.value, 'generateName')?.value);
  return {
    platform: 'kubernetes',
    kind: `kubernetes/${fold(kind)}`,
    name: text ?? '',
    address: text === null ? kind : `${kind} ${text}`,
    path,
    syntax,
    properties: value,
    span: value.span,
    header: name?.keySpan ?? fieldOf(value, 'kind')?.keySpan ?? value.span,
    byModule: null,
  };
}

export interface Pod {
  readonly spec: ConfigValue & { readonly kind: 'map' };
  /** The object around the specification, for its labels. */
  readonly template: ConfigValue & { readonly kind: 'map' };
}

/** How far below its object a pod may be: a job of a schedule is four levels down, and operators wrap once more. */
const MAX_POD_DEPTH = 7;
const MAX_PODS = 100;

/**
 * Wherever there is a `spec` with containers there is a pod: this holds for every kind of workload, for those of operators
 * as well, and for Terraform's blocks, which leave the plural out.
 */
export function podsIn({ kind, properties }: Resource): Pod[] {
  if (!kind.startsWith('kubernetes/') || kind === 'kubernetes/customresourcedefinition') return [];
  const pods: Pod[] = [];
  let level = mapsOf(properties);
  for (let depth = 0; depth < MAX_POD_DEPTH && level.length > 0 && pods.length < MAX_PODS; depth += 1) {
    for (const template of level) {
      for (const spec of blocksOf(template, 'spec')) if (isPodSpec(spec)) pods.push({ spec, template });
    }
    level = level.flatMap((map) => map.entries.flatMap(({ value }) => mapsOf(value))).slice(0, 1_000);
  }
  return pods.slice(0, MAX_PODS);
}

function isPodSpec(spec: ConfigValue): boolean {
  return blocksOf(spec, 'containers', 'container').some((one) => fieldOf(one, 'image', 'name') !== null);
}

export interface Container {
  readonly value: ConfigValue & { readonly kind: 'map' };
  readonly name: string;
  readonly isInit: boolean;
}

export function containersOf({ spec }: Pod): Container[] {
  const of = (isInit: boolean, ...names: readonly string[]): Container[] =>
    blocksOf(spec, ...names).map((value) => ({ value, name: textIn(fieldOf(value, 'name')?.value) ?? '?', isInit }));
  return [
    ...of(false, 'containers', 'container'),
    ...of(true, 'initContainers', 'init_container'),
    ...of(false, 'ephemeralContainers'),
  ];
}
