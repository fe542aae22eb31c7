/** Folders of the host inside containers: those of the system, and, outside of the system's own namespace, any. */
import type { ConfigEntry, ConfigValue } from '#analysis/configuration-facts.ts';
import { blocksOf, fieldOf, flagIn, itemsIn, textIn } from '#analysis/infrastructure/fields.ts';
import type { Resource } from '#analysis/infrastructure/resource.ts';
import { podsIn } from '#analysis/infrastructure/kubernetes.ts';
import type { Span } from '#domain/span.ts';
import { defineRule } from '../rule.ts';
import { reportFlaws, type Flaw } from './flaw.ts';
import { isRuntimeSocket } from './runtime-sockets.ts';
import { namespaceOf } from './workloads.ts';

export const rule = defineRule({
  meta: {
    title: 'A container can reach into the file system of its host',
    area: 'infrastructure',
    severity: 'high',
    confidence: 'high',
    cwe: [668, 250],
    owasp: 'A05:2021',
  },
  needs: 'infrastructure',
  check(input, report) {
    reportFlaws(
      input,
      report,
      input.resources.flatMap((resource) => [...ofPods(resource), ...ofVolumes(resource)]),
    );
    reportFlaws(
      input,
      report,
      input.resources.flatMap((resource) => [...ofService(resource), ...ofVolume(resource)]),
    );
  },
});

/** Where the host keeps itself: whoever writes there, or reads some of it, is the host. `/` alone is everything. */
const SYSTEM = /^\/(?:$|(?:bin|boot|dev|etc|lib|lib32|lib64|libexec|proc|root|run|sbin|srv|sys|usr|var|home)(?:\/|$))/;

function isSystem(path: string): boolean {
  return SYSTEM.test(path.replace(/\/{2,}/g, '/'));
}

function flawOf(resource: Resource, path: string, span: Span, value: ConfigValue, isReadOnly: boolean): Flaw {
  const system = isSystem(path);
  return {
    resource,
    span,
    message: `${resource.address} mounts ${path} of the host`,
    remedy: system
      ? 'Do without it, or mount the one file that is needed, read-only.'
      : 'Use a volume of the cluster or of the engine; what lies on the host stays there, for whoever comes next.',
    severity: !system ? 'low' : isReadOnly ? 'medium' : 'high',
    adjustments: [
      ...(system ? [] : ['severity lowered: it is none of the folders of the system']),
      ...(system && isReadOnly ? ['severity lowered: it is mounted read-only'] : []),
    ],
    identity: path,
    value,
  };
}

function ofPods(resource: Resource): Flaw[] {
  return podsIn(resource).flatMap(({ spec }) =>
    blocksOf(spec, 'volumes', 'volume').flatMap((volume): Flaw[] => {
      const path = fieldOf(fieldOf(volume, 'host_path')?.value, 'path') ?? firstPath(volume);
      const text = textIn(path?.value);
      if (path === null || text === null || isRuntimeSocket(text) || isHarmless(resource, text)) return [];
      return [flawOf(resource, text, path.value.span, path.value, isMountedReadOnly(spec, volume))];
    }),
  );
}

function firstPath(volume: ConfigValue): ConfigEntry | null {
  const [host] = blocksOf(volume, 'host_path');
  return fieldOf(host, 'path');
}

/** What is no folder of the system is the business of agents that run in the system's own namespace. */
function isHarmless(resource: Resource, path: string): boolean {
  return (
    !isSystem(path) && (namespaceOf(resource) === 'kube-system' || /^\/(?:tmp|opt|mnt|data|media)(?:\/|$)/.test(path))
  );
}

function isMountedReadOnly(spec: ConfigValue, volume: ConfigValue): boolean {
  const name = textIn(fieldOf(volume, 'name')?.value);
  const mounts = blocksOf(spec, 'containers', 'container', 'init_container', 'initContainers')
    .flatMap((container) => blocksOf(container, 'volume_mounts', 'volume_mount'))
    .filter((mount) => name !== null && textIn(fieldOf(mount, 'name')?.value) === name);
  return mounts.length > 0 && mounts.every((mount) => flagIn(fieldOf(mount, 'read_only')?.value) === true);
}

/** Volumes that claims are bound to. */
function ofVolumes(resource: Resource): Flaw[] {
  if (resource.kind !== 'kubernetes/persistentvolume') return [];
  const specs = blocksOf(resource.properties, 'spec').flatMap((spec) => [
    spec,
    ...blocksOf(spec, 'persistent_volume_source', 'volume'),
  ]);
  return specs.flatMap((spec) =>
    blocksOf(spec, 'host_path').flatMap((host): Flaw[] => {
      const path = fieldOf(host, 'path');
      const text = textIn(path?.value);
      if (path === null || text === null || isHarmless(resource, text)) return [];
      return [flawOf(resource, text, path.value.span, path.value, false)];
    }),
  );
}

function ofService(resource: Resource): Flaw[] {
  if (resource.kind !== 'compose/service') return [];
  return itemsIn(fieldOf(resource.properties, 'volumes')?.value).flatMap((volume): Flaw[] => {
    const source = volume.kind === 'map' ? fieldOf(volume, 'source')?.value : volume;
    const [path = '', , mode = ''] = (textIn(source) ?? '').split(':');
    if (volume.kind === 'map' && textIn(fieldOf(volume, 'type')?.value) === 'volume') return [];
    if (source === undefined || !isSystem(path) || isRuntimeSocket(path)) return [];
    const isReadOnly = mode.split(',').includes('ro') || flagIn(fieldOf(volume, 'read_only')?.value) === true;
    return [flawOf(resource, path, source.span, source, isReadOnly)];
  });
}

/** A named volume that is a folder of the host after all. */
function ofVolume(resource: Resource): Flaw[] {
  if (resource.kind !== 'compose/volume') return [];
  const device = fieldOf(fieldOf(resource.properties, 'driver_opts')?.value, 'device', 'mountpoint');
  const path = textIn(device?.value);
  if (device === null || path === null || !isSystem(path)) return [];
  return [flawOf(resource, path, device.value.span, device.value, false)];
}
