/**
 * Where a finding can be marked: on lines that the diff shows, else on the changed file, else as an annotation of the
 * head, else nowhere, and then the summary alone tells it. Every anchor is checked here, before GitHub checks it. Pure.
 */
import type { Finding } from '#domain/finding.ts';
import type { LineRange, Place } from '#domain/span.ts';
import type { FileAnchor, LineAnchor } from './publish-plan.ts';
import { type ShownDiff, shownPart } from './shown-diff.ts';
import type { Suggestion } from './suggestion.ts';

export type Mark = CommentMark | { readonly kind: 'annotation'; readonly path: string; readonly lines: LineRange };

export interface CommentMark {
  readonly kind: 'comment';
  readonly anchor: LineAnchor | FileAnchor;
  /** The comment does not stand where the finding is. */
  readonly away: boolean;
  readonly suggestion: Suggestion | null;
}

export interface MarkOptions {
  readonly suggestion: Suggestion | null;
  /** GitHub refused the anchors that were tried: nothing stands in its diff then. */
  readonly anchorsRefused: boolean;
}

/** A comment is read beside so many lines at most. */
const MOST_LINES = 20;

export function markFor(finding: Finding, diff: ShownDiff, options: MarkOptions): Mark | null {
  const annotation = annotationOf(finding.place, diff);
  if (options.anchorsRefused) return annotation;
  const { suggestion } = options;
  if (suggestion !== null) {
    const anchor = lineAnchor(suggestion.path, 'RIGHT', suggestion.lines);
    return { kind: 'comment', anchor, suggestion, away: !isWithin(finding.place, suggestion) };
  }
  const own = anchorOn(finding.place, diff);
  if (own !== null) return { kind: 'comment', anchor: own, suggestion, away: false };
  const step = finding.evidence.map(({ place }) => anchorOn(place, diff)).find((anchor) => anchor !== null);
  if (step !== undefined) return { kind: 'comment', anchor: step, suggestion, away: true };
  const file = diff.file(finding.place.side, finding.place.path);
  if (file !== null) return { kind: 'comment', anchor: { kind: 'file', path: file.path }, suggestion, away: true };
  return annotation;
}

/** Where the diff shows a place, or its beginning; null where it does not. */
function anchorOn(place: Place, diff: ShownDiff): LineAnchor | null {
  const file = diff.file(place.side, place.path);
  const shown = file === null ? null : shownPart(file, place.side, linesOf(place));
  if (file === null || shown === null) return null;
  const end = Math.min(shown.end, shown.start + MOST_LINES - 1);
  return lineAnchor(file.path, place.side === 'base' ? 'LEFT' : 'RIGHT', { start: shown.start, end });
}

function lineAnchor(path: string, side: LineAnchor['side'], { start, end }: LineRange): LineAnchor {
  return { kind: 'line', path, side, startLine: start < end ? start : null, line: end };
}

/** GitHub has annotations on the head alone. */
function annotationOf(place: Place, diff: ShownDiff): Mark | null {
  if (place.side === 'base' || !diff.isInHead(place.path)) return null;
  const { start, end } = linesOf(place);
  return { kind: 'annotation', path: place.path, lines: { start, end: Math.min(end, start + MOST_LINES - 1) } };
}

function isWithin(place: Place, { path, lines }: Suggestion): boolean {
  const own = linesOf(place);
  return place.side === 'head' && place.path === path && own.start <= lines.end && own.end >= lines.start;
}

/** A span that ends before the first column of a line does not reach it. */
function linesOf({ span }: Place): LineRange {
  const end = span.endColumn <= 1 ? span.endLine - 1 : span.endLine;
  return { start: span.startLine, end: Math.max(span.startLine, end) };
}
