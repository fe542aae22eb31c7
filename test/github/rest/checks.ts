/** Check runs and check suites. */
import { createRun, rerequestRun, rerequestSuite, suiteFor, updateRun, type RunChanges } from '../acts/checks.ts';
import { commitNamed } from '../git/bare-repository.ts';
import { ApiError, notFound } from '../http/api-error.ts';
import { annotationResource, checkRunResource, checkSuiteResource } from '../resources/checks.ts';
import { latestRuns, runsOf, type CheckRun, type CheckSuite } from '../state/checks.ts';
import { appOf, created, list, ok, repositoryOf, writerOf, type Answer, type Call, type Handlers } from './call.ts';

export const CHECK_HANDLERS = {
  'checks/create': async (call) => {
    const { head_sha: sha, ...wanted } = call.body as RunChanges & { readonly head_sha: string; readonly name: string };
    const run = await createRun(call.world, repositoryOf(call), appOf(call), sha, wanted);
    return created(checkRunResource(call.world.url, run));
  },
  'checks/update': async (call) => {
    const run = runOf(call);
    // An app changes its own runs; a workflow cannot touch them, only forge others of the same name.
    if (run.suite.app !== appOf(call))
      throw new ApiError(
        403,
        'Invalid app_id `' + run.suite.app.id + '` - check run can only be modified by the GitHub App that created it.',
      );
    await updateRun(call.world, run, call.body as RunChanges);
    return ok(checkRunResource(call.world.url, run));
  },
  'checks/get': (call) => ok(checkRunResource(call.world.url, runOf(call))),
  'checks/list-annotations': (call) => {
    const run = runOf(call);
    return list(run.annotations, (one) => annotationResource(call.world.url, run, one));
  },
  'checks/list-for-ref': async (call) => listRuns(call, runsOf(repositoryOf(call), await shaOf(call))),
  'checks/list-for-suite': (call) => listRuns(call, suiteOf(call).runs),
  'checks/rerequest-run': (call) => {
    rerequestRun(call.world, runOf(call), writerOf(call));
    return created({});
  },
  'checks/get-suite': async (call) => ok(await checkSuiteResource(call.world.url, suiteOf(call))),
  'checks/create-suite': async (call) => {
    const repository = repositoryOf(call);
    const { head_sha: sha } = call.body as { head_sha: string };
    const known = repository.checkSuites.length;
    const suite = await suiteFor(call.world, repository, appOf(call), sha);
    const body = await checkSuiteResource(call.world.url, suite);
    return repository.checkSuites.length > known ? created(body) : ok(body);
  },
  'checks/list-suites-for-ref': async (call) => {
    const sha = await shaOf(call);
    const { app_id: appId, check_name: name } = call.query;
    const suites = repositoryOf(call).checkSuites.filter(
      (suite) =>
        suite.headSha === sha &&
        (appId === undefined || suite.app.id === appId) &&
        (name === undefined || suite.runs.some((run) => run.name === name)),
    );
    const render = (suite: CheckSuite): Promise<unknown> => checkSuiteResource(call.world.url, suite);
    return list(suites, render, (page, total) => ({ total_count: total, check_suites: page }));
  },
  'checks/rerequest-suite': async (call) => {
    await rerequestSuite(call.world, suiteOf(call), writerOf(call));
    return created({});
  },
} satisfies Handlers;

function listRuns(call: Call, runs: readonly CheckRun[]): Answer {
  const { filter = 'latest', status, check_name: name, app_id: appId } = call.query;
  const newestFirst = [...runs].sort((one, other) => other.id - one.id);
  const wanted = (filter === 'latest' ? latestRuns(runs) : newestFirst).filter(
    (run) =>
      (status === undefined || run.status === status) &&
      (name === undefined || run.name === name) &&
      (appId === undefined || run.suite.app.id === appId),
  );
  const render = (run: CheckRun): unknown => checkRunResource(call.world.url, run);
  return list(wanted, render, (page, total) => ({ total_count: total, check_runs: page }));
}

function runOf(call: Call): CheckRun {
  const runs = repositoryOf(call).checkSuites.flatMap((suite) => suite.runs);
  const run = runs.find((one) => one.id === call.path['check_run_id']);
  if (run === undefined) throw notFound();
  return run;
}

function suiteOf(call: Call): CheckSuite {
  const suite = repositoryOf(call).checkSuites.find((one) => one.id === call.path['check_suite_id']);
  if (suite === undefined) throw notFound();
  return suite;
}

async function shaOf(call: Call): Promise<string> {
  const ref = String(call.path['ref']);
  const sha = await commitNamed(repositoryOf(call).git, ref);
  if (sha === null) throw new ApiError(422, `No commit found for SHA: ${ref}`);
  return sha;
}
