/** Workloads whose images are named by a version alone, which its owner can push again. */
import { fieldOf, startOf, textIn } from '#analysis/infrastructure/fields.ts';
import { defineRule } from '../rule.ts';
import { reportFlaws, type Flaw } from './flaw.ts';
import { readImageName, whyUnpinned } from './images.ts';
import { nameOf, placeOf, workloadsIn } from './workloads.ts';

export const rule = defineRule({
  meta: {
    title: 'A workload takes its image by a name that can be pushed again',
    area: 'infrastructure',
    severity: 'low',
    confidence: 'medium',
    cwe: [829, 494],
    owasp: 'A08:2021',
  },
  needs: 'infrastructure',
  check(input, report) {
    const flaws = workloadsIn(input.resources).flatMap((workload) =>
      workload.containers.flatMap((container): Flaw[] => {
        const entry = fieldOf(container.value, 'image');
        const text = textIn(entry?.value);
        if (entry?.value.kind === 'expression' || text?.includes('@') === true) return [];
        const image = text === null ? null : readImageName(text);
        // One without a version is told by its own rule, and more gravely.
        if (image !== null && whyUnpinned(image) !== null && !isPrivateName(text)) return [];
        const name = nameOf(workload, container);
        const what = text === null ? 'no image is named' : `${text.slice(0, 100)} has no digest`;
        return [
          {
            resource: workload.resource,
            span: entry?.value.span ?? startOf(placeOf(container)),
            message: `${name} runs what is pushed under a name: ${what}`,
            remedy: 'Add the digest (name:1.2.3@sha256:…); Renovate and Dependabot update both.',
            identity: name,
          },
        ];
      }),
    );
    reportFlaws(input, report, flaws);
  },
});

/** A name that is filled in from outside, of which nothing is known but that it has no digest here. */
function isPrivateName(text: string | null): boolean {
  return text?.startsWith('$') === true;
}
