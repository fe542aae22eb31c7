/** Keeps everything running until it is stopped, and shows what happens to pull requests meanwhile. */
import { CHECK_NAME } from '#review/publish/published-state.ts';
import type { CheckRun } from '../github/state/checks.ts';
import type { PullRequest } from '../github/state/pull-requests.ts';
import { fullNameOf, type Repository } from '../github/state/repositories.ts';
import type { AppWorld } from '../app/app-world.ts';
import { commentsByApp, showPullRequest } from './show-pull-request.ts';
import type { Page } from './terminal-page.ts';

const LOOK_EVERY_MS = 200;

export async function serveUntilStopped(page: Page, world: AppWorld): Promise<void> {
  const { standIn, people, repositories } = world;
  const token = standIn.createToken(people.rin).value;
  const [shop] = repositories;
  page.line();
  page.line(
    'Everything is served until you press Ctrl-C. Push to a pull request as rin, and its next review is shown here:',
  );
  page.line();
  if (shop !== undefined) {
    const url = new URL(`${standIn.url}/${fullNameOf(shop)}.git`);
    Object.assign(url, { username: 'rin', password: token });
    page.line(`git clone ${url.href}`, '  ');
  }
  page.line(`curl ${standIn.url}/repos/${shop === undefined ? 'acme/shop' : fullNameOf(shop)}/pulls`, '  ');
  const shown = new Set(ownRuns(world).map(({ run }) => stateOf(run)));
  const timer = setInterval(() => {
    for (const { pull, run } of ownRuns(world)) {
      if (run.status !== 'completed' || shown.has(stateOf(run))) continue;
      shown.add(stateOf(run));
      const seconds = ((run.completedAt ?? run.startedAt).getTime() - run.startedAt.getTime()) / 1000;
      page.rule(`${fullNameOf(pull.repository)}#${String(pull.number)}`);
      showPullRequest(page, { pull, run, comments: commentsByApp(pull), required: false, seconds });
    }
  }, LOOK_EVERY_MS);
  await new Promise<void>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  clearInterval(timer);
  page.line();
}

function ownRuns({ standIn, repositories }: AppWorld): readonly { pull: PullRequest; run: CheckRun }[] {
  const pulls = repositories.flatMap((repository: Repository) => [...repository.pulls.values()]);
  return pulls.flatMap((pull) => {
    const runs = standIn.checksOf(pull.repository, pull.head.sha).filter((run) => run.name === CHECK_NAME);
    return runs.map((run) => ({ pull, run }));
  });
}

function stateOf({ id, status, externalId }: CheckRun): string {
  return `${String(id)} ${status} ${externalId}`;
}
