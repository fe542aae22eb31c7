/** Comments, reviews and reactions as GitHub's API shows them. */
import {
  REACTIONS,
  type IssueComment,
  type Reaction,
  type Review,
  type ReviewComment,
} from '../state/pull-requests.ts';
import { accountResource } from './accounts.ts';
import { appResource } from './apps.ts';
import { associationOf, pullHtmlUrl, pullUrl } from './pull-requests.ts';
import { repositoryUrl } from './repositories.ts';

type Json = Record<string, unknown>;

export function issueCommentResource(base: string, comment: IssueComment): Json {
  const { pull } = comment;
  const repository = repositoryUrl(base, pull.repository);
  const url = `${repository}/issues/comments/${comment.id}`;
  return {
    ...writtenParts(base, comment),
    url,
    html_url: `${pullHtmlUrl(base, pull)}#issuecomment-${comment.id}`,
    issue_url: `${repository}/issues/${pull.number}`,
    performed_via_github_app: comment.app === null ? null : appResource(base, comment.app),
    reactions: reactionRollup(`${url}/reactions`, comment.reactions),
  };
}

/** A review that is not submitted has no time of submission, not even an empty one. */
export function reviewResource(base: string, review: Review): Json {
  const { pull, author, id, nodeId, body, state, commit, submittedAt } = review;
  const htmlUrl = `${pullHtmlUrl(base, pull)}#pullrequestreview-${id}`;
  return {
    id,
    node_id: nodeId,
    user: accountResource(base, author),
    body,
    state,
    html_url: htmlUrl,
    pull_request_url: pullUrl(base, pull),
    author_association: associationOf(pull.repository, author),
    _links: { html: { href: htmlUrl }, pull_request: { href: pullUrl(base, pull) } },
    ...(submittedAt === null ? {} : { submitted_at: submittedAt }),
    commit_id: commit,
  };
}

export function reviewCommentResource(base: string, comment: ReviewComment): Json {
  const { thread, pull, replyTo } = comment;
  const { original, current } = thread;
  const url = `${repositoryUrl(base, pull.repository)}/pulls/comments/${comment.id}`;
  const htmlUrl = `${pullHtmlUrl(base, pull)}#discussion_r${comment.id}`;
  return {
    ...writtenParts(base, comment),
    url,
    pull_request_review_id: comment.review.id,
    path: original.path,
    diff_hunk: thread.diffHunk,
    subject_type: original.subject,
    commit_id: current?.commit ?? original.commit,
    original_commit_id: original.commit,
    ...(replyTo === null ? {} : { in_reply_to_id: replyTo.id }),
    // A comment on a whole file is at position 1 of nothing.
    position: original.subject === 'file' ? 1 : (current?.position ?? null),
    original_position: original.position ?? 1,
    line: current?.line ?? null,
    original_line: original.line,
    side: original.side,
    start_line: current?.startLine ?? null,
    original_start_line: original.startLine,
    start_side: original.startSide,
    html_url: htmlUrl,
    pull_request_url: pullUrl(base, pull),
    _links: { self: { href: url }, html: { href: htmlUrl }, pull_request: { href: pullUrl(base, pull) } },
    reactions: reactionRollup(`${url}/reactions`, comment.reactions),
  };
}

function writtenParts(base: string, comment: IssueComment | ReviewComment): Json {
  return {
    id: comment.id,
    node_id: comment.nodeId,
    user: accountResource(base, comment.author),
    body: comment.body,
    author_association: associationOf(comment.pull.repository, comment.author),
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
  };
}

export function reactionResource(base: string, reaction: Reaction): Json {
  const { id, nodeId, user, content, createdAt } = reaction;
  return { id, node_id: nodeId, user: accountResource(base, user), content, created_at: createdAt };
}

export function reactionRollup(url: string, reactions: readonly Reaction[]): Json {
  const counts = REACTIONS.map((content) => [content, reactions.filter((one) => one.content === content).length]);
  return { url, total_count: reactions.length, ...(Object.fromEntries(counts) as Json) };
}
