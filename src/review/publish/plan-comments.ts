/** What is to change among the marks in a diff: first what stands there, then what comes to it while there is room. Pure. */
import type { Finding } from '#domain/finding.ts';
import { renderReviewBody } from '../render/review-comment.ts';
import type { MarkerScope } from './marker.ts';
import { annotatedFingerprint, type NewMarks, planNewMarks } from './new-marks.ts';
import { ownComments } from './own-comments.ts';
import type { Annotation, NewComment, PublishPlan, ReviewPost } from './publish-plan.ts';
import type { PublishRequest } from './publish-request.ts';
import type { PublishedAnnotation } from './published-state.ts';
import { planUpkeep } from './upkeep.ts';

export interface CommentsPlan extends Pick<PublishPlan, 'review' | 'edits' | 'minimise' | 'resolve' | 'restore'> {
  /** To be added to the check run of the head. */
  readonly annotations: readonly Annotation[];
}

/** At most so many places of a diff are marked, comments and annotations together. */
const MOST_MARKS = 10;

/** `annotated` are the annotations that the check run of the head has already: they stay, and count. */
export function planComments(
  request: PublishRequest,
  scope: MarkerScope,
  annotated: readonly PublishedAnnotation[],
): CommentsPlan {
  const reported = byFingerprint(request.verdict.findings);
  const upkeep = planUpkeep(ownComments(request.published.comments, scope), reported, request, scope);
  const told = new Set([...upkeep.told, ...annotated.map(({ rawDetails }) => annotatedFingerprint(rawDetails))]);
  const untold = [...reported.values()].filter(({ fingerprint }) => !told.has(fingerprint));
  const room = (request.mostMarks ?? MOST_MARKS) - upkeep.marks - annotated.length;
  const added = isQuiet(request)
    ? NOTHING_ADDED
    : planNewMarks(untold, { room, reusable: upkeep.reusable }, request, scope);
  return {
    review: reviewOf(added.comments, request),
    edits: [...upkeep.edits, ...added.edits],
    minimise: upkeep.minimise,
    resolve: upkeep.resolve,
    restore: added.restore,
    annotations: added.annotations,
  };
}

/** In their order. Findings that share a fingerprint share a comment: the gravest one's. */
function byFingerprint(findings: readonly Finding[]): ReadonlyMap<string, Finding> {
  const reported = new Map<string, Finding>();
  for (const finding of findings) if (!reported.has(finding.fingerprint)) reported.set(finding.fingerprint, finding);
  return reported;
}

const NOTHING_ADDED: NewMarks = { comments: [], edits: [], restore: [], annotations: [] };

/** Nothing new is written into the diff where the policy observes, in drafts, for bots, and of before the App came. */
function isQuiet({ verdict, conversation }: PublishRequest): boolean {
  if (conversation === null || verdict.policy.mode === 'observe') return true;
  return conversation.draft || conversation.byAutomation || conversation.beforeInstallation;
}

function reviewOf(comments: readonly NewComment[], { verdict, detailsUrl }: PublishRequest): ReviewPost | null {
  if (comments.length === 0) return null;
  const commitSha = verdict.subject.head.sha;
  return { commitSha, event: 'COMMENT', body: renderReviewBody(comments.length, detailsUrl), comments };
}
