/** The check runs of our name on a commit, anybody's; of ours with their annotations. One request where there are none. */
import { CHECK_NAME, type PublishedAnnotation, type PublishedCheckRun } from '#review/publish/published-state.ts';
import { annotationsAnswer, checkRunOf, checkRunsAnswer } from './check-run-answer.ts';
import type { Installation } from './github-app.ts';
import { PAGE_SIZE, readPages } from './pages.ts';
import { parseAnswer } from './parse-answer.ts';
import type { RepositoryName } from './repository-name.ts';

/** GitHub keeps a thousand runs of one name in a suite. */
const MOST_PAGES = 10;

/** @throws GitHubError */
export async function readCheckRuns(
  installation: Installation,
  name: RepositoryName,
  headSha: string,
): Promise<readonly PublishedCheckRun[]> {
  const { github, appId } = installation;
  const { items } = await readPages(
    (page) =>
      github.rest.checks.listForRef({
        ...name,
        ref: headSha,
        check_name: CHECK_NAME,
        filter: 'all',
        per_page: PAGE_SIZE,
        page,
      }),
    (data) => parseAnswer(checkRunsAnswer, data, 'GET check-runs').check_runs,
    MOST_PAGES,
  );
  const runs: PublishedCheckRun[] = [];
  for (const given of items) {
    const hasAnnotations = given.app?.id === appId && (given.output?.annotations_count ?? 0) > 0;
    runs.push(checkRunOf(given, appId, hasAnnotations ? await readAnnotations(installation, name, given.id) : []));
  }
  return runs;
}

export async function readAnnotations(
  { github }: Installation,
  name: RepositoryName,
  id: number,
): Promise<readonly PublishedAnnotation[]> {
  const { items } = await readPages(
    (page) => github.rest.checks.listAnnotations({ ...name, check_run_id: id, per_page: PAGE_SIZE, page }),
    (data) => parseAnswer(annotationsAnswer, data, 'GET annotations'),
    MOST_PAGES,
  );
  return items.map(({ path, raw_details }) => ({ path, rawDetails: raw_details ?? null }));
}
