/**
 * The comments that stand already: a note for what is gone, one comment for one finding. A comment that somebody
 * answered gets its note and stays where it is; nothing is ever deleted. Pure.
 */
import type { Finding } from '#domain/finding.ts';
import { COMMENT_LIMIT } from '../render/review-comment.ts';
import { commentBody } from './comment-body.ts';
import { noteFor } from './gone.ts';
import { type MarkerScope, markerOf, type NoteKind, withMarker } from './marker.ts';
import { isMark, keptOf, type OwnComment, type Told } from './own-comments.ts';
import type { CommentEdit, CommentMinimising } from './publish-plan.ts';
import type { PublishRequest } from './publish-request.ts';

export interface Upkeep {
  readonly edits: readonly CommentEdit[];
  readonly minimise: readonly CommentMinimising[];
  readonly resolve: readonly { readonly threadId: string }[];
  /** Places of the diff that are marked once this is done. */
  readonly marks: number;
  /** Fingerprints that have their comment, and must not get another. */
  readonly told: ReadonlySet<string>;
  /** Minimised comments that say of a finding of now that it is gone, by fingerprint. They still have their line. */
  readonly reusable: ReadonlyMap<string, OwnComment>;
}

/** `reported` are the findings of now, by fingerprint. */
export function planUpkeep(
  comments: ReadonlyMap<string, Told>,
  reported: ReadonlyMap<string, Finding>,
  request: PublishRequest,
  scope: MarkerScope,
): Upkeep {
  const edits: CommentEdit[] = [];
  const minimise: CommentMinimising[] = [];
  const resolve: { threadId: string }[] = [];
  const told = new Set<string>();
  const reusable = new Map<string, OwnComment>();
  let marks = 0;
  const edit = ({ comment: { id, nodeId } }: OwnComment, body: string) => edits.push({ id, nodeId, body });
  const leave = (own: OwnComment) => {
    if (isMark(own)) marks += 1;
  };
  const hide = (own: OwnComment, classifier: CommentMinimising['classifier']) => {
    const { minimised, repliedByOthers, nodeId, threadId, resolved } = own.comment;
    if (minimised || repliedByOthers) {
      leave(own);
      return;
    }
    minimise.push({ nodeId, classifier });
    if (request.resolveThreads === true && classifier === 'RESOLVED' && threadId !== null && !resolved)
      resolve.push({ threadId });
  };
  const close = (own: OwnComment) => {
    const note = noteFor(own, request);
    if (note === null) {
      leave(own);
      return;
    }
    edit(own, withMarker(own.marker.text, markerOf(scope, own.marker), COMMENT_LIMIT, note));
    hide({ ...own, marker: { ...own.marker, note: note.kind } }, classifierOf(note.kind));
  };
  for (const [fingerprint, { open, closed }] of comments) {
    const finding = reported.get(fingerprint);
    const kept = finding === undefined ? null : (keptOf(open) ?? stillInDiff(closed));
    for (const own of open) {
      if (finding === undefined) close(own);
      else if (own === kept) leave(own);
      else hide(own, 'DUPLICATE');
    }
    for (const own of closed) {
      if (own !== kept || finding === undefined) hide(own, classifierOf(own.marker.note));
      else if (own.comment.minimised) reusable.set(fingerprint, own);
      else {
        edit(own, commentBody(finding, null, request, scope));
        leave(own);
      }
    }
    if (kept !== null && !reusable.has(fingerprint)) told.add(fingerprint);
  }
  return { edits, minimise, resolve, marks, told, reusable };
}

/** The last one whose place the diff still shows: what it says there would be read. */
function stillInDiff(closed: readonly OwnComment[]): OwnComment | null {
  return closed.findLast(({ comment }) => !comment.outdated && !comment.resolved) ?? null;
}

function classifierOf(note: NoteKind | null): CommentMinimising['classifier'] {
  return note === 'fixed' ? 'RESOLVED' : 'OUTDATED';
}
