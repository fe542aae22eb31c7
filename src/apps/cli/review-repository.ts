/** A review of a repository on this machine. */
import { openLocalRepository } from '#adapters/git/local-repository.ts';
import { visible } from '#review/render/neutralise.ts';
import { onInterruption } from './interruption.ts';
import { rangeOf } from './review-request.ts';
import { type Reviewed, type ReviewOptions, runReview } from './run-review.ts';

export interface RepositoryReview extends ReviewOptions {
  readonly dir: string;
  /** Revisions as typed; null for what is not said. `head` may be WORKTREE or STAGED. */
  readonly base: string | null;
  readonly head: string | null;
  /** Absolute path. */
  readonly pullRequestFile: string | null;
}

/** @throws UserError for what the person who asked can put right */
export async function reviewRepository(asked: RepositoryReview): Promise<Reviewed> {
  const { terminal } = asked.context;
  const pullRequest = asked.pullRequestFile === null ? null : await readPullRequest(asked.pullRequestFile);
  const repository = await openLocalRepository({ dir: asked.dir, environment: terminal.env });
  const stopListening = onInterruption(() => repository.close());
  try {
    const { range, note } = await rangeOf(repository, { ...asked, pullRequest });
    if (note !== null) terminal.say(`countersign: ${visible(note)}\n`);
    return await runReview({ repository, range, pullRequest: pullRequest?.pullRequest ?? null }, asked);
  } finally {
    stopListening();
    await repository.close();
  }
}

async function readPullRequest(file: string) {
  const { readPullRequestFile } = await import('./pull-request-file.ts');
  return readPullRequestFile(file);
}
