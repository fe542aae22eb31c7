/** Changes of comments that stand already, as mutations. One that was deleted meanwhile needs none, one that is locked has none. */
import type { PublishPlan } from '#review/publish/publish-plan.ts';
import type { Installation } from './github-app.ts';
import { isGitHubError } from './github-error.ts';
import type { Mutation } from './mutations.ts';
import type { RepositoryName } from './repository-name.ts';

export function commentChanges(
  { github }: Installation,
  name: RepositoryName,
  { edits, minimise, resolve, restore }: Pick<PublishPlan, 'edits' | 'minimise' | 'resolve' | 'restore'>,
): readonly Mutation[] {
  return [
    ...edits.map(({ id, nodeId, body }) => ({
      field: 'updatePullRequestReviewComment',
      inputType: 'UpdatePullRequestReviewCommentInput!',
      input: { pullRequestReviewCommentId: nodeId, body },
      mayBeGone: true,
      byRest: () => wherePossible(github.rest.pulls.updateReviewComment({ ...name, comment_id: id, body })),
    })),
    ...minimise.map(({ nodeId, classifier }) => ({
      field: 'minimizeComment',
      inputType: 'MinimizeCommentInput!',
      input: { subjectId: nodeId, classifier },
      mayBeGone: true,
      byRest: null,
    })),
    ...resolve.map(({ threadId }) => ({
      field: 'resolveReviewThread',
      inputType: 'ResolveReviewThreadInput!',
      input: { threadId },
      mayBeGone: true,
      byRest: null,
    })),
    ...restore.map(({ nodeId }) => ({
      field: 'unminimizeComment',
      inputType: 'UnminimizeCommentInput!',
      input: { subjectId: nodeId },
      mayBeGone: true,
      byRest: null,
    })),
  ];
}

async function wherePossible(change: Promise<unknown>): Promise<void> {
  try {
    await change;
  } catch (error) {
    if (!isGitHubError(error, 'not-found', 'forbidden')) throw error;
  }
}
