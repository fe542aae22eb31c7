/** What happens in the demo: three pull requests where the policy enforces, one where nobody has asked for anything yet. */
import { CHECK_NAME } from '#review/publish/published-state.ts';
import type { CheckRun } from '../github/state/checks.ts';
import type { PullRequest, ReviewComment } from '../github/state/pull-requests.ts';
import type { Repository } from '../github/state/repositories.ts';
import type { AppWorld } from '../app/app-world.ts';
import type { Expectations } from './expectations.ts';
import { BLOG, INVOICES, REPORT, REPORT_FIX, ROUNDING, SESSION_ORIGIN, SHOP } from './shop.ts';
import { commentsByApp, showPullRequest } from './show-pull-request.ts';
import type { Page } from './terminal-page.ts';

export interface Story {
  readonly world: AppWorld;
  readonly page: Page;
  readonly expect: Expectations;
}

export async function tellStory(story: Story): Promise<void> {
  const { world, page } = story;
  page.rule('acme/shop enforces: .github/countersign.yml says so, CODEOWNERS says who may countersign');
  const shop = await world.createRepository({ name: 'shop', files: SHOP, public: true });
  world.standIn.requireCheck(shop, CHECK_NAME, { app: world.standIn.app });
  const report = await assistedWithBug(story, shop);
  await cleanByHand(story, shop);
  await undeclared(story, shop);
  await packages(story, shop);
  await fixed(story, report);
  await approved(story, report);
  await observing(story);
}

async function assistedWithBug(story: Story, repository: Repository): Promise<PullRequest> {
  const { world, expect, page } = story;
  page.rule('AI-assisted: looks right, has a 403 and a test for it, and does the work before it asks');
  const pull = await world.standIn.openPullRequest({ repository, author: world.people.rin, ...REPORT });
  const { run, comments } = await show(story, pull);
  expect.equal('the assisted one', run.conclusion, 'failure');
  expect.matches('its title', run.output.title, /^1 finding to fix, and waiting for @acme\/identity/);
  expect.matches('its provenance', run.output.summary, /AI-assisted: Claude Code/);
  expect.matches('its only comment', comments.map(({ body }) => body).join('---'), /^[^-]*auth\/late-guard/);
  return pull;
}

async function cleanByHand(story: Story, repository: Repository): Promise<void> {
  const { world, expect, page } = story;
  page.rule('By hand, and nothing to say about it');
  const pull = await world.standIn.openPullRequest({ repository, author: world.people.ada, ...ROUNDING });
  const { run, comments } = await show(story, pull);
  expect.equal('the clean one', run.conclusion, 'success');
  expect.matches('its title', run.output.title, /^Nothing to fix and nobody to wait for$/);
  expect.equal('its comments', comments.length, 0);
}

async function undeclared(story: Story, repository: Repository): Promise<void> {
  const { world, expect, page } = story;
  page.rule('Nobody says whether AI helped: a new package, and a token in the log');
  const pull = await world.standIn.openPullRequest({ repository, author: world.people.kim, ...SESSION_ORIGIN });
  const { run, comments } = await show(story, pull);
  expect.equal('the undeclared one', run.conclusion, 'failure');
  expect.matches(
    'its title',
    run.output.title,
    /^1 finding to fix, and waiting for @acme.identity and @acme.maintainers, and for the author to say whether AI helped$/,
  );
  const rules = comments.map(({ body }) => /`([a-z]+\/[a-z-]+)`/.exec(body)?.[1]).sort();
  expect.equal('its comments', rules, ['dependencies/new-dependency', 'logging/secret-in-log']);
}

async function packages(story: Story, repository: Repository): Promise<void> {
  const { world, expect, page } = story;
  page.rule('AI-assisted: a package that does not exist, one that is mistyped, and one with a known vulnerability');
  const pull = await world.standIn.openPullRequest({ repository, author: world.people.rin, ...INVOICES });
  const { run, comments } = await show(story, pull);
  expect.equal('the one with packages', run.conclusion, 'failure');
  expect.matches('its title', run.output.title, /^3 findings to fix/);
  const said = (pattern: RegExp): string => comments.map(({ body }) => body).find((body) => pattern.test(body)) ?? '';
  expect.matches(
    'the made-up package',
    said(/dependencies\/unknown-package/),
    /express-tenant-invoice-quota does not exist: no registry that was asked knows/,
  );
  expect.matches(
    'the mistyped package',
    said(/dependencies\/lookalike-package/),
    /exxpress is new and differs from express by one character, and is there for 3 days/,
  );
  expect.matches(
    'the vulnerable version',
    said(/dependencies\/vulnerable-package/),
    /acme-templates 2\.1\.0 is new and has a known vulnerability: GHSA-demo-demo-demo/,
  );
}

async function fixed(story: Story, pull: PullRequest): Promise<void> {
  const { world, expect, page } = story;
  page.rule('rin pushes the fix: the guard comes first');
  await world.standIn.pushTo(pull, REPORT_FIX);
  const { run, comments } = await show(story, pull, { brief: true });
  expect.equal('the fixed one', run.conclusion, 'failure');
  expect.matches('its title', run.output.title, /^Waiting for @acme\/identity/);
  expect.equal('its comments', comments.length, 1);
  expect.matches('what is said of the finding', comments[0]?.body, new RegExp(`Fixed in ${pull.head.sha.slice(0, 7)}`));
  expect.equal('its comment is minimised', comments[0]?.minimized, 'RESOLVED');
}

async function approved(story: Story, pull: PullRequest): Promise<void> {
  const { world, expect, page } = story;
  page.rule('ines of @acme/identity approves: that is the countersign');
  await world.standIn.review(pull, world.people.ines, { event: 'APPROVE', body: 'Reads well.' });
  const { run } = await show(story, pull, { brief: true, holds: (each) => each.conclusion === 'success' });
  expect.matches('its title', run.output.title, /^Countersigned for auth/);
  expect.equal('what stands in the way of its merge', world.standIn.blockedBy(pull), []);
  await world.standIn.merge(pull, world.people.ines);
  page.line();
  page.line(page.ink(`✓ merged into ${pull.base.ref}: nothing stands in the way`, 'green'));
}

async function observing(story: Story): Promise<void> {
  const { world, expect, page } = story;
  page.rule('acme/blog has no policy: Countersign observes, passes, and writes nothing into the diff');
  const blog = await world.createRepository({ name: 'blog', files: BLOG, public: true });
  const pull = await world.standIn.openPullRequest({ repository: blog, author: world.people.rin, ...REPORT });
  const { run, comments } = await show(story, pull, { required: false });
  expect.equal('the observed one', run.conclusion, 'success');
  expect.matches('its title', run.output.title, /^observing: would need/);
  expect.equal('its comments', comments.length, 0);
}

async function show(
  { world, page }: Story,
  pull: PullRequest,
  options: { readonly required?: boolean; readonly brief?: boolean; readonly holds?: (run: CheckRun) => boolean } = {},
): Promise<{ readonly run: CheckRun; readonly comments: readonly ReviewComment[] }> {
  const { required = true, brief = false, holds } = options;
  const { run, seconds } = await world.reviewed(pull, holds);
  const comments = commentsByApp(pull);
  showPullRequest(page, { pull, run, comments, required, seconds, brief });
  return { run, comments };
}
