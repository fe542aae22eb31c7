/** Check runs as planned: one request each, and one more for each further fifty annotations, which GitHub appends. */
import type { Annotation, CheckRunWrite } from '#review/publish/publish-plan.ts';
import type { PublishedAnnotation, PublishedCheckRun } from '#review/publish/published-state.ts';
import { type CheckRunAnswer, checkRunAnswer, checkRunOf } from './check-run-answer.ts';
import type { Installation } from './github-app.ts';
import { isGitHubError } from './github-error.ts';
import { parseAnswer } from './parse-answer.ts';
import { readAnnotations } from './read-check-runs.ts';
import type { RepositoryName } from './repository-name.ts';

/** The run as it is now; null where the commit is not in the repository any more. */
export async function writeCheckRun(
  installation: Installation,
  name: RepositoryName,
  write: CheckRunWrite,
): Promise<PublishedCheckRun | null> {
  const [first = [], ...further] = write.annotationBatches;
  const written = await send(installation, name, write, first);
  if (written === null) return null;
  for (const batch of further) await append(installation, name, written.id, write, batch);
  const sent = write.annotationBatches.flat();
  // What was there before stays; the answer has no more than its number.
  const before = (written.output?.annotations_count ?? 0) - first.length;
  const annotations =
    write.id === null || before <= 0 ? sent.map(asPublished) : await readAnnotations(installation, name, written.id);
  return checkRunOf(written, installation.appId, annotations);
}

async function send(
  { github }: Installation,
  name: RepositoryName,
  write: CheckRunWrite,
  annotations: readonly Annotation[],
): Promise<CheckRunAnswer | null> {
  const { state, detailsUrl } = write;
  const said = {
    ...name,
    name: write.name,
    external_id: write.externalId,
    output: annotations.length === 0 ? write.output : { ...write.output, annotations: annotations.map(asSent) },
    actions: [...write.actions],
    ...(detailsUrl === null ? {} : { details_url: detailsUrl }),
    ...(state.status === 'completed'
      ? { status: 'completed' as const, conclusion: state.conclusion }
      : { status: state.status }),
  };
  if (write.id !== null) {
    const { data } = await github.rest.checks.update({ ...said, check_run_id: write.id });
    return parseAnswer(checkRunAnswer, data, 'PATCH check-run');
  }
  try {
    const { data } = await github.rest.checks.create({ ...said, head_sha: write.headSha });
    return parseAnswer(checkRunAnswer, data, 'POST check-runs');
  } catch (error) {
    // GitHub answers 422 where there is no such commit, and where anything else is wrong.
    if (isGitHubError(error, 'refused') && !(await hasCommit(github, name, write.headSha))) return null;
    throw error;
  }
}

async function hasCommit(github: Installation['github'], name: RepositoryName, sha: string): Promise<boolean> {
  try {
    await github.rest.git.getCommit({ ...name, commit_sha: sha });
    return true;
  } catch (error) {
    if (isGitHubError(error, 'not-found', 'refused')) return false;
    throw error;
  }
}

async function append(
  { github }: Installation,
  name: RepositoryName,
  id: number,
  { output }: CheckRunWrite,
  annotations: readonly Annotation[],
): Promise<void> {
  await github.rest.checks.update({
    ...name,
    check_run_id: id,
    output: { ...output, annotations: annotations.map(asSent) },
  });
}

function asSent(given: Annotation) {
  return {
    path: given.path,
    start_line: given.startLine,
    end_line: given.endLine,
    annotation_level: given.level,
    title: given.title,
    message: given.message,
    raw_details: given.rawDetails,
  };
}

function asPublished({ path, rawDetails }: Annotation): PublishedAnnotation {
  return { path, rawDetails };
}
