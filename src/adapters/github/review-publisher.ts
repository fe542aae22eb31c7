/**
 * Publishing on GitHub: translates between its API and the words of `review/publish`, and decides nothing. No request is
 * ever sent a second time by itself: what is not known to have had its effect rejects, and whoever tries again reads
 * first. A review that posts nothing new costs two requests to read and one to complete its check.
 */
import type { PublishPlan } from '#review/publish/publish-plan.ts';
import type { PublishedCheckRun, PublishedComment } from '#review/publish/published-state.ts';
import type { PublishOutcome, PublishTarget, ReviewPublisher } from '#review/publish-ports.ts';
import { commentChanges } from './comment-changes.ts';
import type { Installation } from './github-app.ts';
import { isGitHubError } from './github-error.ts';
import { carryOutMutations, type Mutation } from './mutations.ts';
import { discardDraft, postReview } from './post-review.ts';
import { readCheckRuns } from './read-check-runs.ts';
import { repositoryName, type RepositoryName } from './repository-name.ts';
import { readReviewComments } from './review-comments.ts';
import { readConversation } from './review-threads.ts';
import { writeCheckRun } from './write-check-runs.ts';

/** Everything it returns rejects with a `GitHubError`; see `rescheduleFor`. */
export function createReviewPublisher(installation: Installation): ReviewPublisher {
  return {
    async read({ repository, pullRequest, headSha }) {
      const name = repositoryName(repository);
      const comments = pullRequest === null ? [] : await readComments(installation, name, pullRequest);
      return { comments, checkRuns: await readCheckRuns(installation, name, headSha) };
    },

    async carryOut(target, plan) {
      const name = repositoryName(target.repository);
      try {
        const refused = await changeConversation(installation, name, target, plan);
        if (refused !== null) return refused;
        const runs = await writeAll(installation, name, plan.checkRuns);
        return runs === null ? { kind: 'gone' } : { kind: 'published' };
      } catch (error) {
        if (isGone(error)) return { kind: 'gone' };
        throw error;
      }
    },

    async writeCheckRuns(target, writes) {
      try {
        const runs = await writeAll(installation, repositoryName(target.repository), writes);
        return runs === null ? { kind: 'gone' } : { kind: 'written', runs };
      } catch (error) {
        if (isGone(error)) return { kind: 'gone' };
        throw error;
      }
    },
  };
}

function isGone(error: unknown): boolean {
  return isGitHubError(error, 'not-found', 'installation-gone', 'installation-suspended');
}

async function readComments(
  installation: Installation,
  name: RepositoryName,
  number: number,
): Promise<readonly PublishedComment[]> {
  try {
    const { comments, drafts } = await readConversation(installation.github, name, number);
    for (const id of drafts) await discardDraft(installation, { ...name, pull_number: number }, id);
    return comments;
  } catch (error) {
    if (!isGitHubError(error, 'refused', 'not-found', 'forbidden', 'unexpected')) throw error;
    installation.log.warn({ code: error.code }, 'GraphQL does not tell of review threads; asking REST');
    return readReviewComments(installation, name, number);
  }
}

/** Null where all of it is done. */
async function changeConversation(
  installation: Installation,
  name: RepositoryName,
  { pullRequest }: PublishTarget,
  plan: PublishPlan,
): Promise<PublishOutcome | null> {
  let remaining: readonly Mutation[] = [];
  if (plan.review !== null && pullRequest !== null) {
    const posted = await postReview(installation, { ...name, pull_number: pullRequest }, plan.review);
    if (posted.kind === 'refused') return { kind: 'anchors-refused', answer: posted.answer };
    remaining = posted.remaining;
  }
  try {
    await carryOutMutations(installation, [...remaining, ...commentChanges(installation, name, plan)]);
    return null;
  } catch (error) {
    if (remaining.length === 0 || !isGitHubError(error, 'refused')) throw error;
    return { kind: 'anchors-refused', answer: error.answer ?? '' };
  }
}

/** Null as soon as the commit turns out not to be there. */
async function writeAll(
  installation: Installation,
  name: RepositoryName,
  writes: PublishPlan['checkRuns'],
): Promise<readonly PublishedCheckRun[] | null> {
  const runs: PublishedCheckRun[] = [];
  for (const write of writes) {
    const run = await writeCheckRun(installation, name, write);
    if (run === null) return null;
    runs.push(run);
  }
  return runs;
}
