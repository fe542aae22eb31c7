/** Containers that run with all the rights of their host: in workloads and in compose files. */
import { fieldOf, flagIn, itemsIn } from '#analysis/infrastructure/fields.ts';
import type { Resource } from '#analysis/infrastructure/resource.ts';
import { defineRule } from '../rule.ts';
import { reportFlaws, type Flaw } from './flaw.ts';
import { replaceValue } from './repair.ts';
import { nameOf, securityOf, workloadsIn } from './workloads.ts';

export const rule = defineRule({
  meta: {
    title: 'A container runs with all the rights of its host',
    area: 'infrastructure',
    severity: 'high',
    confidence: 'high',
    cwe: [250],
    owasp: 'A05:2021',
  },
  needs: 'infrastructure',
  check(input, report) {
    const workloads = workloadsIn(input.resources).flatMap((workload) =>
      workload.containers.flatMap((container): Flaw[] => {
        const found = securityOf(container, 'privileged');
        if (found.state !== 'present' || flagIn(found.value) !== true) return [];
        return [flawOf(workload.resource, nameOf(workload, container), found.entry)];
      }),
    );
    const services = input.resources.flatMap((resource): Flaw[] => {
      const entry = resource.kind === 'compose/service' ? fieldOf(resource.properties, 'privileged') : null;
      return entry === null || flagIn(entry.value) !== true ? [] : [flawOf(resource, resource.address, entry)];
    });
    const tasks = input.resources.flatMap((resource): Flaw[] => {
      const isBuild = resource.kind === 'aws_codebuild_project';
      const entry = isBuild ? fieldOf(fieldOf(resource.properties, 'environment')?.value, 'privileged_mode') : null;
      if (entry === null || flagIn(entry.value) !== true) return [];
      const lowered = { severity: 'low', adjustments: ['severity lowered: building images there needs it'] } as const;
      return [{ ...flawOf(resource, resource.address, entry), ...lowered }];
    });
    const definitions = input.resources.flatMap((resource): Flaw[] => {
      const isDefinition = resource.kind === 'aws_ecs_task_definition';
      const list = isDefinition ? fieldOf(resource.properties, 'container_definitions')?.value : undefined;
      const items =
        list?.kind === 'expression' && list.call?.name === 'jsonencode' ? itemsIn(list.call.args[0]) : itemsIn(list);
      return items.flatMap((item) => {
        const entry = fieldOf(item, 'privileged');
        return entry === null || flagIn(entry.value) !== true ? [] : [flawOf(resource, resource.address, entry)];
      });
    });
    reportFlaws(input, report, [...workloads, ...services, ...tasks, ...definitions]);
  },
});

function flawOf(resource: Resource, name: string, entry: NonNullable<ReturnType<typeof fieldOf>>): Flaw {
  return {
    resource,
    span: entry.value.span,
    message: `${name} runs with all the rights of its host: ${entry.key} is true`,
    remedy: 'Leave it off, and add the single capabilities or devices that are needed.',
    identity: name,
    value: entry.value,
    repair: replaceValue(resource, entry, false),
  };
}
