/**
 * Places in SARIF's words. A place of the base side lies in a tree that the reader of the report does not have, so it
 * has a base of its own, and the main location of a result is in the head wherever the evidence has a place there.
 */
import type { Finding } from '#domain/finding.ts';
import type { Place, Span } from '#domain/span.ts';
import { visible, visibleProse } from './neutralise.ts';
import type { ArtifactLocation, CodeFlow, Location, PhysicalLocation, Region } from './sarif-log.ts';
import { placeWords } from './words.ts';

export const HEAD_ROOT = '%SRCROOT%';
export const BASE_ROOT = '%BASEROOT%';

/** A repository path as a relative URI reference. */
function uriOf(path: string): string {
  return path.toWellFormed().split('/').map(encodeURIComponent).join('/');
}

export function artifactLocation(path: string, side: Place['side']): ArtifactLocation {
  return { uri: uriOf(path), uriBaseId: side === 'head' ? HEAD_ROOT : BASE_ROOT };
}

/** Lines and columns are 1-based and the end is exclusive on both sides, so a span is a region as it is. */
export function region({ startLine, startColumn, endLine, endColumn }: Span): Region {
  return { startLine, startColumn, endLine, endColumn };
}

export function physicalLocation(place: Place): PhysicalLocation {
  return { artifactLocation: artifactLocation(place.path, place.side), region: region(place.span) };
}

/** Where a result is shown: its own place, or, for what is gone, the nearest place of the evidence that still exists. */
export function anchorOf(finding: Finding): Place {
  const { place } = finding;
  if (place.side === 'head' || finding.state === 'fixed') return place;
  const inHead = finding.evidence.map((step) => step.place).filter((each) => each.side === 'head');
  const sameFile = inHead.filter((each) => each.path === place.path);
  return nearest(sameFile, place.span.startLine) ?? inHead[0] ?? place;
}

function nearest(places: readonly Place[], line: number): Place | undefined {
  const distance = (place: Place) => Math.abs(place.span.startLine - line);
  return places.toSorted((a, b) => distance(a) - distance(b))[0];
}

/** What a result rests on, in order; the finding's own place first where the result is shown elsewhere. */
export function relatedLocations(finding: Finding): readonly Location[] {
  const steps =
    anchorOf(finding) === finding.place
      ? finding.evidence
      : [{ place: finding.place, message: `Before the change: ${placeWords(finding.place)}` }, ...finding.evidence];
  return steps.map((step, index) => ({
    id: index + 1,
    physicalLocation: physicalLocation(step.place),
    message: { text: messageText(step.message) },
  }));
}

/** The evidence as a way through the code, where all of it lies in one tree. */
export function codeFlows(finding: Finding): readonly CodeFlow[] {
  const { evidence } = finding;
  if (evidence.length < 2 || evidence.some((step) => step.place.side !== evidence[0]?.place.side)) return [];
  const locations = evidence.map((step) => ({
    location: { physicalLocation: physicalLocation(step.place), message: { text: messageText(step.message) } },
  }));
  return [{ threadFlows: [{ locations }] }];
}

/** Plain text: SARIF would read `[text](target)` as a link and `{0}` as a placeholder. */
export function messageText(text: string): string {
  return visibleProse(text)
    .replace(/\](?=\()/g, '\\]')
    .replace(/\{(\d+)\}/g, '{{$1}}');
}

export function symbolName(symbol: string): string {
  return visible(symbol);
}
