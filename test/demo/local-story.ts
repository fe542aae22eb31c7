/** A change in a repository of this machine, as a pull request on the stand-in. */
import type { LocalChange } from './local-change.ts';
import { commentsByApp, showPullRequest } from './show-pull-request.ts';
import type { Story } from './story.ts';

export async function tellLocalStory(
  { world, page, expect }: Story,
  { folder, name, base, head, baseSha, headSha, subject }: LocalChange,
): Promise<void> {
  page.rule(`acme/${name}: ${base} ← ${head}`);
  const repository = await world.createRepository({ name, from: { dir: folder, revision: baseSha } });
  const pull = await world.standIn.openPullRequest({
    ...{ repository, author: world.people.rin, title: subject, body: '', branch: 'change', sha: headSha },
  });
  const { run, seconds } = await world.reviewed(pull);
  showPullRequest(page, { pull, run, comments: commentsByApp(pull), required: false, seconds });
  expect.equal('the review is complete', run.status, 'completed');
}
