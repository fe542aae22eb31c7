/** What can be changed through GraphQL and nowhere else: hiding comments, resolving threads; and edits, several at once. */
import { editComment } from '../acts/issue-comments.ts';
import { editReviewComment, setResolved } from '../acts/review-comments.ts';
import { atLeast, roleIn } from '../state/accounts.ts';
import type { IssueComment, MinimizedReason, Review, ReviewComment, Thread } from '../state/pull-requests.ts';
import { issueCommentNode, reviewCommentNode, reviewNode, threadNode } from './nodes.ts';
import { reviewMutations } from './review-mutations.ts';
import { forbidden, requireAllowed, requireSeen, unresolved, type Viewer } from './viewer.ts';

interface Input {
  readonly clientMutationId?: string;
  readonly subjectId: string;
  readonly threadId: string;
  readonly classifier: MinimizedReason;
  readonly id: string;
  readonly pullRequestReviewCommentId: string;
  readonly body: string;
}

type Mutation = (args: { readonly input: Input }) => unknown;

export function mutations(viewer: Viewer): Readonly<Record<string, Mutation>> {
  const answer = ({ clientMutationId = '' }: Input, parts: Record<string, unknown>): unknown => ({
    clientMutationId: clientMutationId === '' ? null : clientMutationId,
    ...parts,
  });
  const minimize = (input: Input, reason: MinimizedReason | null): Record<string, unknown> => {
    const found = hideable(viewer, input.subjectId);
    found.written.minimized = reason;
    return found.node();
  };
  const resolve = (input: Input, resolved: boolean): unknown => {
    const thread = threadWithId(viewer, input.threadId);
    setResolved(viewer.world, thread, viewer.user, resolved);
    return answer(input, { thread: threadNode(viewer, thread) });
  };
  return {
    ...(reviewMutations(viewer) as Readonly<Record<string, unknown>> as Readonly<Record<string, Mutation>>),
    minimizeComment: ({ input }) => answer(input, { minimizedComment: minimize(input, input.classifier) }),
    unminimizeComment: ({ input }) => answer(input, { unminimizedComment: minimize(input, null) }),
    resolveReviewThread: ({ input }) => resolve(input, true),
    unresolveReviewThread: ({ input }) => resolve(input, false),
    updateIssueComment({ input }) {
      const node = viewer.world.nodes.get(input.id);
      if (node?.kind !== 'IssueComment') throw unknownNode(input.id);
      requireMayEdit(viewer, node.value);
      editComment(viewer.world, node.value, viewer.user, input.body);
      return answer(input, { issueComment: issueCommentNode(viewer, node.value) });
    },
    updatePullRequestReviewComment({ input }) {
      const node = viewer.world.nodes.get(input.pullRequestReviewCommentId);
      if (node?.kind !== 'PullRequestReviewComment') throw unknownNode(input.pullRequestReviewCommentId);
      requireMayEdit(viewer, node.value);
      editReviewComment(viewer.world, node.value, viewer.user, input.body);
      return answer(input, { pullRequestReviewComment: reviewCommentNode(viewer, node.value) });
    },
  };
}

function hideable(
  viewer: Viewer,
  id: string,
): { readonly written: IssueComment | Review | ReviewComment; readonly node: () => Record<string, unknown> } {
  const found = viewer.world.nodes.get(id);
  if (found === undefined || found.kind === 'PullRequest' || found.kind === 'PullRequestReviewThread')
    throw unknownNode(id);
  const { pull } = found.value;
  requireSeen(viewer, pull.repository, `a node with the global id of '${id}'`);
  requireAllowed(viewer, pull.repository, 'pull_requests', 'write');
  switch (found.kind) {
    case 'IssueComment':
      return { written: found.value, node: () => issueCommentNode(viewer, found.value) };
    case 'PullRequestReview':
      return { written: found.value, node: () => reviewNode(viewer, found.value) };
    case 'PullRequestReviewComment':
      return { written: found.value, node: () => reviewCommentNode(viewer, found.value) };
  }
}

/** Resolving changes nothing in the repository, and yet it asks for `contents: write`. */
function threadWithId(viewer: Viewer, id: string): Thread {
  const found = viewer.world.nodes.get(id);
  if (found?.kind !== 'PullRequestReviewThread') throw unknownNode(id);
  const { repository } = found.value.pull;
  requireSeen(viewer, repository, `a node with the global id of '${id}'`);
  requireAllowed(viewer, repository, 'contents', 'write');
  return found.value;
}

function requireMayEdit(viewer: Viewer, { author, pull }: IssueComment | ReviewComment): void {
  requireAllowed(viewer, pull.repository, 'pull_requests', 'write', 'read');
  const maintains = viewer.actor.kind === 'user' && atLeast(roleIn(pull.repository, viewer.user), 'write');
  if (author !== viewer.user && !maintains) throw forbidden();
}

function unknownNode(id: string): Error {
  return unresolved(`a node with the global id of '${id}'`);
}
