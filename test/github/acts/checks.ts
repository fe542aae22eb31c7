/** Check suites and runs: made, updated, asked for again. Apps are told. */
import { readCommit } from '../git/commits.ts';
import { hasCommit } from '../git/bare-repository.ts';
import { unprocessable } from '../http/api-error.ts';
import { checkRunPayload, checkSuitePayload } from '../resources/checks.ts';
import { allows, installationCovers, type App } from '../state/apps.ts';
import type { Annotation, CheckAction, CheckRun, CheckStatus, CheckSuite, Conclusion } from '../state/checks.ts';
import { suiteState } from '../state/checks.ts';
import type { Account } from '../state/accounts.ts';
import type { Repository } from '../state/repositories.ts';
import type { World } from '../state/world.ts';
import { announceIn } from '../webhooks/announce.ts';
import { newIdentity } from './naming.ts';

/** Fields of a check run as the API takes them; what is left out stays as it is. */
export interface RunChanges {
  readonly name?: string;
  readonly status?: CheckStatus;
  readonly conclusion?: Conclusion;
  readonly started_at?: string;
  readonly completed_at?: string;
  readonly external_id?: string;
  readonly details_url?: string;
  readonly output?: {
    readonly title?: string;
    readonly summary?: string;
    readonly text?: string;
    readonly annotations?: readonly Annotation[];
  };
  readonly actions?: readonly CheckAction[];
}

const MAX_RUNS_OF_A_NAME = 1000;

/** The app's suite of a commit, made where there is none yet. Throws 422 where there is no such commit. */
export async function suiteFor(world: World, repository: Repository, app: App, sha: string): Promise<CheckSuite> {
  const known = repository.checkSuites.find((suite) => suite.app === app && suite.headSha === sha);
  if (known !== undefined) return known;
  if (!(await hasCommit(repository.git, sha))) throw unprocessable(`No commit found for SHA: ${sha}`);
  const now = world.now();
  const branch = [...repository.branches].find(([, tip]) => tip === sha)?.[0] ?? null;
  const { parents } = await readCommit(repository.git, sha);
  const suite: CheckSuite = {
    ...newIdentity(world, 'CS'),
    ...{ app, repository, headSha: sha, headBranch: branch, before: parents[0] ?? null },
    ...{ createdAt: now, updatedAt: now, runs: [], rerequested: false },
  };
  repository.checkSuites.push(suite);
  return suite;
}

export async function createRun(
  world: World,
  repository: Repository,
  app: App,
  sha: string,
  wanted: RunChanges & { readonly name: string },
): Promise<CheckRun> {
  const suite = await suiteFor(world, repository, app, sha);
  if (suite.runs.filter((run) => run.name === wanted.name).length >= MAX_RUNS_OF_A_NAME) {
    throw unprocessable(`The check suite has ${MAX_RUNS_OF_A_NAME} runs of this name`);
  }
  const run: CheckRun = {
    ...newIdentity(world, 'CR'),
    ...{ suite, name: wanted.name, status: 'queued', conclusion: null, startedAt: world.now(), completedAt: null },
    ...{ externalId: '', detailsUrl: `${world.url}/apps/${app.slug}/homepage`, actions: [], annotations: [] },
    output: { title: null, summary: null, text: null },
  };
  suite.runs.push(run);
  applyChanges(world, run, wanted);
  tellOfRun(world, 'check-run/created', run, app.bot);
  if (run.status === 'completed') await tellOfCompletion(world, run);
  return run;
}

export async function updateRun(world: World, run: CheckRun, changes: RunChanges): Promise<void> {
  const before = run.status;
  applyChanges(world, run, changes);
  if (run.status === 'completed' && before !== 'completed') await tellOfCompletion(world, run);
}

/** A conclusion completes the run; a run that was completed and is begun again loses its conclusion. */
function applyChanges(world: World, run: CheckRun, changes: RunChanges): void {
  const now = world.now();
  const status = changes.status ?? (changes.conclusion === undefined ? run.status : 'completed');
  const completed = status === 'completed';
  Object.assign(run, {
    status,
    name: changes.name ?? run.name,
    conclusion: completed ? (changes.conclusion ?? run.conclusion) : null,
    startedAt: dateOr(changes.started_at, run.startedAt),
    completedAt: completed ? dateOr(changes.completed_at, run.completedAt ?? now) : null,
    externalId: changes.external_id ?? run.externalId,
    detailsUrl: changes.details_url ?? run.detailsUrl,
    actions: changes.actions ?? run.actions,
  });
  const { annotations = [], title, summary, text } = changes.output ?? {};
  // Annotations are added to those that are there; the texts take their place.
  run.annotations.push(...annotations);
  run.output = {
    title: title ?? run.output.title,
    summary: summary ?? run.output.summary,
    text: text ?? run.output.text,
  };
  Object.assign(run.suite, { updatedAt: now, rerequested: false });
}

function dateOr(text: string | undefined, otherwise: Date): Date {
  return text === undefined ? otherwise : new Date(text);
}

/** Resets the suite and nothing else: the run stays as it was until its app does something about it. */
export function rerequestRun(world: World, run: CheckRun, by: Account): void {
  run.suite.rerequested = true;
  tellOfRun(world, 'check-run/rerequested', run, by, {}, run.suite.app);
}

export async function rerequestSuite(world: World, suite: CheckSuite, by: Account): Promise<void> {
  suite.rerequested = true;
  await tellOfSuite(world, 'check-suite/rerequested', suite, by, suite.app);
}

/** Somebody pressed a button that the run offers. */
export function requestAction(world: World, run: CheckRun, identifier: string, by: Account): void {
  if (!run.actions.some((action) => action.identifier === identifier))
    throw new Error(`the run offers no ${identifier}`);
  tellOfRun(world, 'check-run/requested-action', run, by, { requested_action: { identifier } }, run.suite.app);
}

/** On a push GitHub makes a suite for each app that may write checks, and tells it. */
export async function requestSuites(world: World, repository: Repository, sha: string, by: Account): Promise<void> {
  for (const installation of world.installations) {
    if (!installationCovers(installation, repository) || !allows(installation.permissions, 'checks', 'write')) continue;
    const suite = await suiteFor(world, repository, installation.app, sha);
    if (suite.runs.length === 0) await tellOfSuite(world, 'check-suite/requested', suite, by, installation.app);
  }
}

async function tellOfCompletion(world: World, run: CheckRun): Promise<void> {
  const { suite } = run;
  tellOfRun(world, 'check-run/completed', run, suite.app.bot);
  if (suiteState(suite).status === 'completed') {
    await tellOfSuite(world, 'check-suite/completed', suite, suite.app.bot);
  }
}

function tellOfRun(
  world: World,
  webhook: 'check-run/created' | 'check-run/completed' | 'check-run/rerequested' | 'check-run/requested-action',
  run: CheckRun,
  sender: Account,
  more: Readonly<Record<string, unknown>> = {},
  only?: App,
): void {
  const payload = { ...more, check_run: checkRunPayload(world.url, run) };
  announceIn(world, run.suite.repository, { webhook, sender, payload }, only);
}

async function tellOfSuite(
  world: World,
  webhook: 'check-suite/requested' | 'check-suite/rerequested' | 'check-suite/completed',
  suite: CheckSuite,
  sender: Account,
  only?: App,
): Promise<void> {
  const payload = { check_suite: await checkSuitePayload(world.url, suite) };
  announceIn(world, suite.repository, { webhook, sender, payload }, only);
}
