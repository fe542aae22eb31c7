/** A pull request as the issue that it is too: what webhooks about comments carry. */
import type { PullRequest } from '../state/pull-requests.ts';
import { accountResource } from './accounts.ts';
import { reactionRollup } from './conversation.ts';
import { associationOf, pullHtmlUrl, pullUrl } from './pull-requests.ts';
import { labelResource, repositoryUrl } from './repositories.ts';

type Json = Record<string, unknown>;

export function issueResource(base: string, pull: PullRequest): Json {
  const repository = repositoryUrl(base, pull.repository);
  const url = `${repository}/issues/${pull.number}`;
  const htmlUrl = pullHtmlUrl(base, pull);
  return {
    url,
    repository_url: repository,
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    timeline_url: `${url}/timeline`,
    html_url: htmlUrl,
    id: pull.id,
    node_id: pull.nodeId,
    number: pull.number,
    title: pull.title,
    body: pull.body,
    user: accountResource(base, pull.author),
    author_association: associationOf(pull.repository, pull.author),
    labels: pull.labels.map((label) => labelResource(base, pull.repository, label)),
    state: pull.state,
    state_reason: null,
    locked: pull.locked,
    active_lock_reason: null,
    ...{ assignee: null, assignees: [], milestone: null, performed_via_github_app: null },
    comments: pull.comments.length,
    created_at: pull.createdAt,
    updated_at: pull.updatedAt,
    closed_at: pull.closedAt,
    draft: pull.draft,
    pull_request: {
      url: pullUrl(base, pull),
      html_url: htmlUrl,
      diff_url: `${htmlUrl}.diff`,
      patch_url: `${htmlUrl}.patch`,
      merged_at: pull.merged?.at ?? null,
    },
    reactions: reactionRollup(`${url}/reactions`, []),
  };
}
