/** The body of a comment of ours: the finding in words, and the marker that it is known by. Pure. */
import type { Finding } from '#domain/finding.ts';
import { COMMENT_LIMIT, renderComment } from '../render/review-comment.ts';
import type { CommentMark } from './anchor.ts';
import { type MarkerScope, markerOf, withMarker } from './marker.ts';
import type { PublishRequest } from './publish-request.ts';

/** Without a mark the comment stands where it stood: it says where the finding is, and suggests nothing for its lines. */
export function commentBody(
  finding: Finding,
  mark: CommentMark | null,
  { detailsUrl }: Pick<PublishRequest, 'detailsUrl'>,
  scope: MarkerScope,
): string {
  const suggestion = mark?.suggestion?.replacement ?? null;
  const text = renderComment(finding, { suggestion, away: mark?.away ?? true, detailsUrl });
  return withMarker(text, markerOf(scope, finding), COMMENT_LIMIT);
}
