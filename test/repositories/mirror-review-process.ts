/**
 * A process of its own that reads pull requests through a mirror, for tests of several at a time. Arguments: folder,
 * address, then heads as `sha:pullRequest`. Prints the changed paths of each as a line of JSON. `WAIT` as the last
 * argument keeps the mirror open until the process is ended.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { createMirrors } from '#adapters/git/mirror/mirrors.ts';

const [folder = '', url = '', ...heads] = process.argv.slice(2);
const mirrors = createMirrors({ folder, environment: process.env });
for (const head of heads.filter((each) => each !== 'WAIT')) {
  const [sha = '', pullRequest] = head.split(':');
  const repository = await mirrors.open({ installation: '1', url, token: () => Promise.resolve('first-token') });
  const range = await repository.resolveRange({
    head: { sha, ref: 'feature' },
    pullRequest: Number(pullRequest),
    target: { ref: 'main' },
  });
  const changes = await repository.changes(range.base, range.head);
  const hunks = changes.map((change) => [change.head?.path, change.hunks?.length ?? null]);
  process.stdout.write(`${JSON.stringify(hunks)}\n`);
  if (heads.includes('WAIT')) await wait(600_000);
  await repository.close();
}
