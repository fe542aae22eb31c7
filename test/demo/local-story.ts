/** A repository of this machine, as a pull request on the stand-in: read where it is, never written. */
import { spawnSync } from 'node:child_process';
import { basename, resolve } from 'node:path';
import type { DemoArguments } from './arguments.ts';
import { commentsByApp, showPullRequest } from './show-pull-request.ts';
import type { Story } from './story.ts';

export async function tellLocalStory(
  { world, page, expect }: Story,
  { dir, base, head }: NonNullable<DemoArguments['local']>,
): Promise<void> {
  const folder = resolve(dir);
  const sha = commitOf(folder, head);
  const subject = git(folder, ['log', '-1', '--format=%s', sha]);
  const name = basename(folder).replaceAll(/[^\w.-]+/g, '-');
  page.rule(`acme/${name}: ${base} ← ${head}`);
  const repository = await world.createRepository({ name, from: { dir: folder, revision: commitOf(folder, base) } });
  const pull = await world.standIn.openPullRequest({
    ...{ repository, author: world.people.rin, title: subject, body: '', branch: 'change', sha },
  });
  const { run, seconds } = await world.reviewed(pull);
  showPullRequest(page, { pull, run, comments: commentsByApp(pull), required: false, seconds });
  expect.equal('the review is complete', run.status, 'completed');
}

function commitOf(dir: string, revision: string): string {
  return git(dir, ['rev-parse', '--verify', '--end-of-options', `${revision}^{commit}`]);
}

function git(dir: string, args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync('git', ['-C', dir, ...args], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr.trim());
  return stdout.trim();
}
