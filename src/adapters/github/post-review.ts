/**
 * One review with all its comments. Comments on lines go with the review itself, in one request that succeeds or fails as
 * a whole. REST has no comments on whole files in a review: where there are any, the review is begun as a draft, and the
 * mutations that add them and submit it go with whatever else is changed.
 */
import { z } from 'zod';
import type { FileAnchor, LineAnchor, NewComment, ReviewPost } from '#review/publish/publish-plan.ts';
import type { Installation } from './github-app.ts';
import { GitHubError, isGitHubError } from './github-error.ts';
import type { Mutation } from './mutations.ts';
import { parseAnswer } from './parse-answer.ts';
import type { RepositoryName } from './repository-name.ts';

export interface PullRequestName extends RepositoryName {
  readonly pull_number: number;
}

/** `remaining` completes it: without them it stays a draft. */
export type PostedReview =
  | { readonly kind: 'posted'; readonly remaining: readonly Mutation[] }
  | { readonly kind: 'refused'; readonly answer: string };

const reviewAnswer = z.object({ id: z.number(), node_id: z.string() });

/** @throws GitHubError; `unavailable` where it may have been posted all the same */
export async function postReview(
  installation: Installation,
  name: PullRequestName,
  review: ReviewPost,
): Promise<PostedReview> {
  const { github } = installation;
  const onFiles = review.comments.filter(isOnFile);
  try {
    const { data } = await github.rest.pulls.createReview({
      ...name,
      commit_id: review.commitSha,
      body: review.body,
      comments: review.comments.filter(isOnLine).map(asSent),
      ...(onFiles.length === 0 ? { event: review.event } : {}),
    });
    const begun = parseAnswer(reviewAnswer, data, 'POST reviews');
    const remaining = onFiles.length === 0 ? [] : completion(installation, name, review, onFiles, begun);
    return { kind: 'posted', remaining };
  } catch (error) {
    // A conversation that is locked, or a permission that nobody has consented to, is no reason to end without a check.
    if (isGitHubError(error, 'refused', 'forbidden')) return { kind: 'refused', answer: error.answer ?? error.message };
    throw error;
  }
}

/** The review that an earlier try began and could not submit. Nobody has seen it. */
export async function discardDraft({ github }: Installation, name: PullRequestName, id: number): Promise<void> {
  try {
    await github.rest.pulls.deletePendingReview({ ...name, review_id: id });
  } catch (error) {
    if (!isGitHubError(error, 'not-found', 'refused')) throw error;
  }
}

function completion(
  { github }: Installation,
  name: PullRequestName,
  { commitSha, event, body }: ReviewPost,
  onFiles: readonly OnFile[],
  draft: z.infer<typeof reviewAnswer>,
): readonly Mutation[] {
  const added = onFiles.map(({ anchor: { path }, body: text }) => ({
    field: 'addPullRequestReviewThread',
    inputType: 'AddPullRequestReviewThreadInput!',
    input: { pullRequestReviewId: draft.node_id, path, subjectType: 'FILE', body: text },
    mayBeGone: false,
    byRest: async () => {
      const comment = { commit_id: commitSha, path, subject_type: 'file' as const, body: text };
      await github.rest.pulls.createReviewComment({ ...name, ...comment });
    },
  }));
  const submitted: Mutation = {
    field: 'submitPullRequestReview',
    inputType: 'SubmitPullRequestReviewInput!',
    input: { pullRequestReviewId: draft.node_id, event },
    mayBeGone: false,
    byRest: async () => {
      await submit(github, { ...name, review_id: draft.id, event, body });
    },
  };
  return [...added, submitted];
}

/** A draft that is gone was taken for a left-over by another run of ours: that one reads, and so will we. */
async function submit(github: Installation['github'], draft: Parameters<typeof github.rest.pulls.submitReview>[0]) {
  try {
    await github.rest.pulls.submitReview(draft);
  } catch (error) {
    if (isGitHubError(error, 'not-found')) throw new GitHubError('unavailable', { request: error.request });
    throw error;
  }
}

type OnLine = NewComment & { readonly anchor: LineAnchor };
type OnFile = NewComment & { readonly anchor: FileAnchor };

function isOnLine(comment: NewComment): comment is OnLine {
  return comment.anchor.kind === 'line';
}

function isOnFile(comment: NewComment): comment is OnFile {
  return comment.anchor.kind === 'file';
}

function asSent({ anchor: { path, side, startLine, line }, body }: OnLine) {
  return { path, side, line, body, ...(startLine === null ? {} : { start_line: startLine, start_side: side }) };
}
