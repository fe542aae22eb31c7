/** Images whose processes run as root, because the last stage says so or does not say anything. */
import type { ConfigBlock } from '#analysis/configuration-facts.ts';
import type { Stage } from '#analysis/infrastructure/dockerfile.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  meta: {
    title: 'An image runs as root',
    area: 'infrastructure',
    severity: 'medium',
    confidence: 'medium',
    cwe: [250],
    owasp: 'A05:2021',
  },
  needs: 'infrastructure',
  check({ stages, path, side }, report) {
    const last = stages.at(-1);
    if (last === undefined) return;
    const user = lastUser(last);
    if (user === null && runsWithoutRoot(last)) return;
    if (user !== null && !isRoot(user)) return;
    report({
      place: { path, side, span: user === null ? last.from.headerSpan : user.span },
      message:
        user === null
          ? `the image runs as root: its last stage, from ${last.image.slice(0, 100)}, names no user`
          : 'the image runs as root: its last USER is root',
      remedy: 'Make a user, give it the files that it needs, and switch to it before CMD or ENTRYPOINT (USER 10001).',
      symbol: last.name === null ? null : `stage ${last.name}`,
      identity: 'user',
      ...(user === null ? {} : { severity: 'high', confidence: 'high' }),
      adjustments: user === null ? [] : ['severity and confidence raised: it is said'],
    });
  },
});

/** Of the stage, or of the stages that it goes on from. */
function lastUser(stage: Stage): ConfigBlock | null {
  for (let at: Stage | null = stage; at !== null; at = at.base) {
    const user = at.instructions.findLast(({ type }) => type === 'USER');
    if (user !== undefined) return user;
  }
  return null;
}

function isRoot({ labels }: ConfigBlock): boolean {
  const [user = ''] = (labels[0] ?? '').trim().split(/[:\s]/);
  return user === 'root' || user === '0' || user === 'ContainerAdministrator';
}

/** Nothing to start a process from, images that say in their name that they do not run as root, and those whose platform decides. */
function runsWithoutRoot(stage: Stage): boolean {
  let first = stage;
  while (first.base !== null) first = first.base;
  const { image } = first;
  return (
    image === 'scratch' ||
    /nonroot|rootless|unprivileged|chainguard|^public\.ecr\.aws\/lambda\//i.test(image) ||
    image.startsWith('$')
  );
}
