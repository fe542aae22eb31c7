/** Check runs, suites, annotations and statuses as GitHub's API shows them. */
import { readCommit } from '../git/commits.ts';
import {
  latestRuns,
  suiteState,
  type Annotation,
  type CheckRun,
  type CheckSuite,
  type CommitStatus,
} from '../state/checks.ts';
import { fullNameOf, openPullsOf, type Repository } from '../state/repositories.ts';
import { accountResource } from './accounts.ts';
import { appResource } from './apps.ts';
import { simpleCommitResource } from './commits.ts';
import { pullUrl } from './pull-requests.ts';
import { repositoryResource, repositoryUrl } from './repositories.ts';

type Json = Record<string, unknown>;

export function checkRunResource(base: string, run: CheckRun): Json {
  const { suite } = run;
  const url = `${repositoryUrl(base, suite.repository)}/check-runs/${run.id}`;
  return {
    id: run.id,
    node_id: run.nodeId,
    name: run.name,
    head_sha: suite.headSha,
    external_id: run.externalId,
    url,
    html_url: `${base}/${fullNameOf(suite.repository)}/runs/${run.id}`,
    details_url: run.detailsUrl,
    status: run.status,
    conclusion: run.conclusion,
    started_at: run.startedAt,
    completed_at: run.completedAt,
    output: { ...run.output, annotations_count: run.annotations.length, annotations_url: `${url}/annotations` },
    check_suite: { id: suite.id },
    app: appResource(base, suite.app),
    pull_requests: pullsOf(base, suite.repository, suite.headSha),
  };
}

/** A run in a webhook carries more of its suite. */
export function checkRunPayload(base: string, run: CheckRun): Json {
  const { suite } = run;
  return {
    ...checkRunResource(base, run),
    check_suite: {
      id: suite.id,
      node_id: suite.nodeId,
      head_branch: suite.headBranch,
      head_sha: suite.headSha,
      ...suiteState(suite),
      url: suiteUrl(base, suite),
      before: suite.before,
      after: suite.headSha,
      pull_requests: pullsOf(base, suite.repository, suite.headSha),
      app: appResource(base, suite.app),
      created_at: suite.createdAt,
      updated_at: suite.updatedAt,
    },
  };
}

export async function checkSuiteResource(base: string, suite: CheckSuite): Promise<Json> {
  return { ...(await suiteParts(base, suite)), repository: repositoryResource(base, suite.repository) };
}

export async function checkSuitePayload(base: string, suite: CheckSuite): Promise<Json> {
  return { ...(await suiteParts(base, suite)), rerequestable: true, runs_rerequestable: true };
}

async function suiteParts(base: string, suite: CheckSuite): Promise<Json> {
  const { repository } = suite;
  return {
    id: suite.id,
    node_id: suite.nodeId,
    head_branch: suite.headBranch,
    head_sha: suite.headSha,
    ...suiteState(suite),
    url: suiteUrl(base, suite),
    before: suite.before,
    after: suite.headSha,
    pull_requests: pullsOf(base, repository, suite.headSha),
    app: appResource(base, suite.app),
    created_at: suite.createdAt,
    updated_at: suite.updatedAt,
    latest_check_runs_count: latestRuns(suite.runs).length,
    check_runs_url: `${suiteUrl(base, suite)}/check-runs`,
    head_commit: simpleCommitResource(await readCommit(repository.git, suite.headSha)),
  };
}

function suiteUrl(base: string, suite: CheckSuite): string {
  return `${repositoryUrl(base, suite.repository)}/check-suites/${suite.id}`;
}

/** Only those of the same repository: for a fork's head, GitHub names none. */
function pullsOf(base: string, repository: Repository, sha: string): Json[] {
  return openPullsOf(repository)
    .filter((pull) => pull.head.sha === sha && pull.head.repository === repository)
    .map((pull) => {
      const repo = { id: repository.id, url: repositoryUrl(base, repository), name: repository.name };
      return {
        id: pull.id,
        number: pull.number,
        url: pullUrl(base, pull),
        head: { ref: pull.head.ref, sha: pull.head.sha, repo },
        base: { ref: pull.base.ref, sha: pull.base.sha, repo },
      };
    });
}

export function annotationResource(base: string, run: CheckRun, annotation: Annotation): Json {
  const { repository, headSha } = run.suite;
  return {
    start_column: null,
    end_column: null,
    title: null,
    raw_details: null,
    ...annotation,
    blob_href: `${base}/${fullNameOf(repository)}/blob/${headSha}/${annotation.path}`,
  };
}

export function statusResource(base: string, repository: Repository, status: CommitStatus): Json {
  return {
    url: `${repositoryUrl(base, repository)}/statuses/${status.sha}`,
    id: status.id,
    node_id: status.nodeId,
    avatar_url: null,
    state: status.state,
    description: status.description,
    target_url: status.targetUrl,
    context: status.context,
    created_at: status.createdAt,
    updated_at: status.createdAt,
    creator: accountResource(base, status.creator),
  };
}
