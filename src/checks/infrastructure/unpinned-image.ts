/** Images that are taken without a version, or by a tag that is moved: in workloads, compose files and Dockerfiles. */
import { fieldOf, textIn } from '#analysis/infrastructure/fields.ts';
import type { Stage } from '#analysis/infrastructure/dockerfile.ts';
import type { ConfigEntry } from '#analysis/configuration-facts.ts';
import type { Resource } from '#analysis/infrastructure/resource.ts';
import { defineRule } from '../rule.ts';
import type { RuleReport } from '../rule.ts';
import { reportFlaws, type Flaw } from './flaw.ts';
import { readImageName, whyUnpinned } from './images.ts';
import { nameOf, workloadsIn } from './workloads.ts';

export const rule = defineRule({
  meta: {
    title: 'An image is taken without a version',
    area: 'infrastructure',
    severity: 'medium',
    confidence: 'high',
    cwe: [829, 494],
    owasp: 'A08:2021',
  },
  needs: 'infrastructure',
  check(input, report) {
    const workloads = workloadsIn(input.resources).flatMap((workload) =>
      workload.containers.flatMap((container) => {
        const entry = fieldOf(container.value, 'image');
        return entry === null ? [] : ofImage(workload.resource, nameOf(workload, container), entry);
      }),
    );
    const services = input.resources.flatMap((resource) => {
      const isService = resource.kind === 'compose/service' && fieldOf(resource.properties, 'build') === null;
      const entry = isService ? fieldOf(resource.properties, 'image') : null;
      return entry === null ? [] : ofImage(resource, resource.address, entry);
    });
    reportFlaws(input, report, [...workloads, ...services]);
    for (const stage of input.stages) {
      const told = ofStage(stage);
      if (told !== null)
        report({ ...told, place: { path: input.path, side: input.side, span: stage.from.headerSpan } });
    }
  },
});

const REMEDY = 'Name a version, and its digest where it must be the same every time (name:1.2.3@sha256:…).';

function ofImage(resource: Resource, name: string, entry: ConfigEntry): Flaw[] {
  const image = readImageName(textIn(entry.value) ?? '');
  const why = image === null ? null : whyUnpinned(image);
  if (image === null || why === null) return [];
  return [
    {
      resource,
      span: entry.value.span,
      message: `${name} runs whatever was pushed last: ${image.name} ${why}`,
      remedy: REMEDY,
      identity: `${name} ${image.name}`,
      value: entry.value,
    },
  ];
}

function ofStage({ image: text, base, name }: Stage): Omit<RuleReport, 'place'> | null {
  const image = base !== null || text === 'scratch' ? null : readImageName(text);
  const why = image === null ? null : whyUnpinned(image);
  if (image === null || why === null) return null;
  const message = `the image is built on whatever was pushed last: ${image.name} ${why}`;
  return { message, remedy: REMEDY, symbol: name === null ? null : `stage ${name}`, identity: image.name };
}
