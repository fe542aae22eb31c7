/** What is marked in the diff for the first time, or again: findings gravest first, as long as there is room. Pure. */
import type { Finding } from '#domain/finding.ts';
import { annotationWords } from '../render/review-comment.ts';
import { type Mark, markFor } from './anchor.ts';
import { commentBody } from './comment-body.ts';
import type { MarkerScope } from './marker.ts';
import type { OwnComment } from './own-comments.ts';
import type { Annotation, CommentEdit, NewComment, PublishPlan } from './publish-plan.ts';
import type { PublishRequest } from './publish-request.ts';
import { createShownDiff } from './shown-diff.ts';
import { suggestionFor } from './suggestion.ts';

export interface NewMarks {
  readonly comments: readonly NewComment[];
  readonly edits: readonly CommentEdit[];
  readonly restore: PublishPlan['restore'];
  readonly annotations: readonly Annotation[];
}

export interface MarkingRoom {
  /** How many places may be marked. */
  readonly room: number;
  /** Comments that a finding's words go into again, by fingerprint. */
  readonly reusable: ReadonlyMap<string, OwnComment>;
}

/** `findings` have no mark yet. */
export function planNewMarks(
  findings: readonly Finding[],
  { room, reusable }: MarkingRoom,
  request: PublishRequest,
  scope: MarkerScope,
): NewMarks {
  const comments: NewComment[] = [];
  const edits: CommentEdit[] = [];
  const restore: { nodeId: string }[] = [];
  const annotations: Annotation[] = [];
  const markOf = createMarkOf(request);
  for (const finding of findings) {
    if (comments.length + restore.length + annotations.length >= room) break;
    const again = reusable.get(finding.fingerprint);
    if (again !== undefined) {
      const { id, nodeId } = again.comment;
      edits.push({ id, nodeId, body: commentBody(finding, null, request, scope) });
      restore.push({ nodeId });
      continue;
    }
    const mark = markOf(finding);
    if (mark?.kind === 'comment') {
      comments.push({ anchor: mark.anchor, body: commentBody(finding, mark, request, scope) });
    } else if (mark?.kind === 'annotation') {
      annotations.push(annotationOf(finding, mark));
    }
  }
  return { comments, edits, restore, annotations };
}

function createMarkOf(request: PublishRequest): (finding: Finding) => Mark | null {
  const diff = createShownDiff(request.changes, request.sourceText);
  return (finding) => {
    const suggestion = request.fixParses?.(finding) === false ? null : suggestionFor(finding, diff, request.sourceText);
    return markFor(finding, diff, { suggestion, anchorsRefused: request.anchorsRefused === true });
  };
}

function annotationOf(finding: Finding, { path, lines }: Extract<Mark, { kind: 'annotation' }>): Annotation {
  const rawDetails = `fingerprint ${finding.fingerprint}`;
  return { path, startLine: lines.start, endLine: lines.end, ...annotationWords(finding), rawDetails };
}

const FINGERPRINT = /^fingerprint ([0-9a-f]{1,64})$/;

/** The finding that an annotation of ours is about. */
export function annotatedFingerprint(rawDetails: string | null): string | null {
  return FINGERPRINT.exec(rawDetails ?? '')?.[1] ?? null;
}
