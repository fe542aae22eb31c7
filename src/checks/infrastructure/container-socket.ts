/** The engine's own socket inside a container: whoever is in there starts others, with any rights. */
import { blocksOf, fieldOf, itemsIn, textIn } from '#analysis/infrastructure/fields.ts';
import type { Resource } from '#analysis/infrastructure/resource.ts';
import { podsIn } from '#analysis/infrastructure/kubernetes.ts';
import { defineRule } from '../rule.ts';
import { reportFlaws, type Flaw } from './flaw.ts';
import { isRuntimeSocket } from './runtime-sockets.ts';

export const rule = defineRule({
  meta: {
    title: 'A container can give orders to the engine that runs it',
    area: 'infrastructure',
    severity: 'high',
    confidence: 'high',
    cwe: [250, 668],
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

function flawOf(resource: Resource, path: string, value: NonNullable<Flaw['value']>): Flaw {
  return {
    resource,
    span: value.span,
    message: `${resource.address} mounts ${path}, through which it can start containers with any rights`,
    remedy:
      'Build with a builder that needs no daemon, or put a proxy in between that passes on the few calls that are needed.',
    identity: path,
    value,
  };
}

function ofPods(resource: Resource): Flaw[] {
  return podsIn(resource).flatMap(({ spec }) =>
    blocksOf(spec, 'volumes', 'volume').flatMap((volume) =>
      blocksOf(volume, 'host_path').flatMap((host): Flaw[] => {
        const path = fieldOf(host, 'path')?.value;
        const text = textIn(path);
        return path === undefined || text === null || !isRuntimeSocket(text) ? [] : [flawOf(resource, text, path)];
      }),
    ),
  );
}

function ofService(resource: Resource): Flaw[] {
  if (resource.kind !== 'compose/service') return [];
  return itemsIn(fieldOf(resource.properties, 'volumes')?.value).flatMap((volume): Flaw[] => {
    const source = volume.kind === 'map' ? fieldOf(volume, 'source')?.value : volume;
    const path = (textIn(source) ?? '').split(':')[0] ?? '';
    return source === undefined || !isRuntimeSocket(path) ? [] : [flawOf(resource, path, source)];
  });
}
