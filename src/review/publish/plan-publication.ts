/**
 * The difference between what GitHub shows of a review and what it should: data in, plan out. Planned again once the
 * plan is carried out, there is nothing left to do; so whoever fails half-way reads, plans again, and repeats nothing.
 */
import { renderCheckRun } from '../render/check-run.ts';
import { ownRuns } from './check-run-write.ts';
import { planCompletion } from './plan-check-run.ts';
import { type CommentsPlan, planComments } from './plan-comments.ts';
import type { PublishPlan } from './publish-plan.ts';
import type { PublishRequest } from './publish-request.ts';
import { worstOf } from './worst-of.ts';

/** @throws TypeError for an empty marker key, or for verdicts of other heads among `others`. */
export function planPublication(request: PublishRequest): PublishPlan {
  const { published, detailsUrl, actions = [] } = request;
  const headSha = request.verdict.subject.head.sha;
  const { annotations, ...comments } = commentsOf(request, headSha);
  const report = reportOf(request);
  const subject = { runs: published.checkRuns, headSha, detailsUrl };
  return { ...comments, checkRuns: planCompletion(subject, report, { annotations, actions }) };
}

const NO_COMMENTS: CommentsPlan = {
  ...{ review: null, edits: [], minimise: [], resolve: [], restore: [], annotations: [] },
};

function commentsOf(request: PublishRequest, headSha: string): CommentsPlan {
  const { conversation, published, markerKey } = request;
  if (conversation === null) return NO_COMMENTS;
  const scope = { key: markerKey, repositoryId: conversation.repositoryId, pullRequest: conversation.number };
  return planComments(request, scope, ownRuns(published.checkRuns, headSha)[0]?.annotations ?? []);
}

/** A check that several pull requests share shows no code: each has its own base, and it must say the same from each. */
function reportOf({ verdict, others = [], sourceText, detailsUrl }: PublishRequest) {
  const worst = worstOf([verdict, ...others]);
  const sources = worst.others.length === 0 ? sourceText : () => null;
  return renderCheckRun(worst.verdict, { others: worst.others, sourceText: sources, detailsUrl });
}
