/** `npm run demo`: the whole App on this machine, with a GitHub that stands in for the real one. */
import { demoArguments, USAGE } from './arguments.ts';
import { createAppWorld, type AppWorld } from '../app/app-world.ts';
import { createExpectations } from './expectations.ts';
import { tellLocalStory } from './local-story.ts';
import { serveUntilStopped } from './serve.ts';
import { tellStory } from './story.ts';
import { createPage, type Page } from './terminal-page.ts';

const asked = demoArguments(process.argv.slice(2));
if (asked === null) {
  process.stderr.write(USAGE);
  process.exitCode = 2;
} else {
  const columns = process.stdout.isTTY ? process.stdout.columns : 100;
  const colour =
    process.env['NO_COLOR'] === undefined && (process.stdout.isTTY || process.env['FORCE_COLOR'] !== undefined);
  const page = createPage((text) => process.stdout.write(text), { colour, width: Math.min(columns, 110) });
  const started = performance.now();
  const world = await createAppWorld();
  try {
    const expect = createExpectations();
    introduce(page, world);
    await (asked.local === null
      ? tellStory({ world, page, expect })
      : tellLocalStory({ world, page, expect }, asked.local));
    expect.equal('what GitHub’s description says against our requests', world.standIn.problems(), []);
    conclude(page, world, expect.differences, `${((performance.now() - started) / 1000).toFixed(1)} s`);
    if (expect.differences.length > 0) process.exitCode = 1;
    if (!asked.once) await serveUntilStopped(page, world);
  } catch (error) {
    page.line();
    page.line(page.ink(error instanceof Error ? error.message : String(error), 'red'));
    process.exitCode = 1;
  } finally {
    await world.close();
  }
}

function introduce(page: Page, { standIn, app }: AppWorld): void {
  page.line(page.ink('Countersign, the whole of it on this machine', 'bold'));
  page.line();
  page.line(`App      ${app.url}   webhooks, queue and database, worker`);
  page.line(
    `GitHub   ${standIn.url}   a stand-in: REST, GraphQL, git and signed webhooks, by GitHub's own description`,
  );
}

function conclude(page: Page, { standIn }: AppWorld, differences: readonly string[], took: string): void {
  const requests = standIn.requests.filter(({ operation }) => operation?.startsWith('git/') !== true);
  page.rule(differences.length === 0 ? 'All reviews are as expected' : 'Not as expected');
  for (const difference of differences) page.line(page.ink(`✗ ${difference}`, 'red'));
  page.line(`${String(standIn.deliveries.length)} webhooks, ${String(requests.length)} API requests, ${took}`);
}
