/** `npm run demo`: the whole App on this machine, with a GitHub that stands in for the real one. */
import { demoArguments, USAGE } from './arguments.ts';
import { createAppWorld, type AppWorld } from '../app/app-world.ts';
import { addressesOf, DEMO_ADVISORIES, demoPackages } from './packages.ts';
import { startPackageServices } from '../package-facts/package-services.ts';
import { createExpectations } from './expectations.ts';
import { type LocalReading, readLocalChange } from './local-change.ts';
import { tellLocalStory } from './local-story.ts';
import { serveUntilStopped } from './serve.ts';
import { tellStory } from './story.ts';
import { createPage, type Page } from './terminal-page.ts';

const asked = demoArguments(process.argv.slice(2));
const local = asked?.local == null ? null : readLocalChange(asked.local);
if (asked === null) refuse(USAGE);
else if (local?.kind === 'refused') refuse(`${local.reason}\n`);
else await show(local, asked.once);

function refuse(why: string): void {
  process.stderr.write(why);
  process.exitCode = 2;
}

async function show(local: Extract<LocalReading, { kind: 'read' }> | null, once: boolean): Promise<void> {
  const page = openPage();
  const started = performance.now();
  const services = await startPackageServices(demoPackages(Date.now()), DEMO_ADVISORIES);
  const world = await createAppWorld({ packageServices: addressesOf(services) });
  try {
    const expect = createExpectations();
    introduce(page, world);
    await (local === null ? tellStory({ world, page, expect }) : tellLocalStory({ world, page, expect }, local.change));
    expect.equal('what GitHub’s description says against our requests', world.standIn.problems(), []);
    const took = `${((performance.now() - started) / 1000).toFixed(1)} s`;
    conclude(page, world, local === null ? 'All reviews are as expected' : 'The review is complete', {
      differences: expect.differences,
      took,
    });
    if (expect.differences.length > 0) process.exitCode = 1;
    if (!once) await serveUntilStopped(page, world);
  } catch (error) {
    page.line();
    page.line(page.ink(error instanceof Error ? error.message : String(error), 'red'));
    process.exitCode = 1;
  } finally {
    await world.close();
    await services.close();
  }
}

function openPage(): Page {
  const columns = process.stdout.isTTY ? process.stdout.columns : 100;
  const colour =
    process.env['NO_COLOR'] === undefined && (process.stdout.isTTY || process.env['FORCE_COLOR'] !== undefined);
  return createPage((text) => process.stdout.write(text), { colour, width: Math.min(columns, 110) });
}

function introduce(page: Page, { standIn, app }: AppWorld): void {
  page.line(page.ink('Countersign, the whole of it on this machine', 'bold'));
  page.line();
  page.line(`App      ${app.url}   webhooks, queue and database, worker`);
  page.line(
    `GitHub   ${standIn.url}   a stand-in: REST, GraphQL, git and signed webhooks, by GitHub's own description`,
  );
}

function conclude(
  page: Page,
  { standIn }: AppWorld,
  wellDone: string,
  { differences, took }: { readonly differences: readonly string[]; readonly took: string },
): void {
  const requests = standIn.requests.filter(({ operation }) => operation?.startsWith('git/') !== true);
  page.rule(differences.length === 0 ? wellDone : 'Not as expected');
  for (const difference of differences) page.line(page.ink(`✗ ${difference}`, 'red'));
  page.line(`${String(standIn.deliveries.length)} webhooks, ${String(requests.length)} API requests, ${took}`);
}
