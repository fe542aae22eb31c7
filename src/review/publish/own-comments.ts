/**
 * Which comments of a pull request are ours to touch: those that this App wrote and that carry our marker. All others
 * might as well not be there. Pure.
 */
import type { MarkerScope, ReadMarker } from './marker.ts';
import { readMarker } from './marker.ts';
import type { PublishedComment } from './published-state.ts';

export interface OwnComment {
  readonly comment: PublishedComment;
  readonly marker: ReadMarker;
}

/** What we have said of one finding; the oldest first. */
export interface Told {
  /** Comments that stand: nothing in them says that the finding is gone. */
  readonly open: readonly OwnComment[];
  /** Comments that say that it is. */
  readonly closed: readonly OwnComment[];
}

/** By fingerprint. */
export function ownComments(comments: readonly PublishedComment[], scope: MarkerScope): ReadonlyMap<string, Told> {
  const told = new Map<string, { open: OwnComment[]; closed: OwnComment[] }>();
  for (const comment of [...comments].sort((a, b) => a.id - b.id)) {
    const marker = comment.byUs && !comment.isReply ? readMarker(scope, comment.body) : null;
    if (marker === null) continue;
    const entry = told.get(marker.fingerprint) ?? { open: [], closed: [] };
    (marker.note === null ? entry.open : entry.closed).push({ comment, marker });
    told.set(marker.fingerprint, entry);
  }
  return told;
}

/** Of several comments on one finding the one that stays: the first that can be seen. */
export function keptOf(open: readonly OwnComment[]): OwnComment | null {
  return open.find(({ comment }) => !comment.minimised) ?? open[0] ?? null;
}

/** Whether a comment marks a place in the diff: it can be seen there, and is not yet done with. */
export function isMark({ comment, marker }: OwnComment): boolean {
  return !comment.minimised && !comment.resolved && (marker.note === null || !comment.outdated);
}
