/** Orders that are the same on every machine: by code units and numbers, never by locale. */
import { AREAS, type AreaName, type AreaReason } from '#domain/area.ts';
import { CONFIDENCES, SEVERITIES, type Finding } from '#domain/finding.ts';
import type { NotChecked } from '#domain/not-checked.ts';
import type { Place } from '#domain/span.ts';

export type Order<T> = (a: T, b: T) => number;

export function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The first order that tells them apart. */
export function inTurn<T>(...orders: readonly Order<T>[]): Order<T> {
  return (a, b) => {
    for (const order of orders) {
      const result = order(a, b);
      if (result !== 0) return result;
    }
    return 0;
  };
}

/** Built-in areas as the vocabulary lists them, then others by name. */
export const byArea: Order<AreaName> = inTurn(
  (a, b) => areaRank(a) - areaRank(b),
  (a, b) => byText(a, b),
);

function areaRank(area: AreaName): number {
  const index = (AREAS as readonly string[]).indexOf(area);
  return index === -1 ? AREAS.length : index;
}

const byPlace: Order<Place> = inTurn(
  (a, b) => byText(a.path, b.path),
  (a, b) => byText(b.side, a.side),
  (a, b) => a.span.startLine - b.span.startLine,
  (a, b) => a.span.startColumn - b.span.startColumn,
  (a, b) => a.span.endLine - b.span.endLine,
  (a, b) => a.span.endColumn - b.span.endColumn,
);

/** Gravest first: severity, then confidence, then where it is. */
export const byGravity: Order<Finding> = inTurn(
  (a, b) => SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity),
  (a, b) => CONFIDENCES.indexOf(b.confidence) - CONFIDENCES.indexOf(a.confidence),
  (a, b) => byPlace(a.place, b.place),
  (a, b) => byText(a.ruleId, b.ruleId),
  (a, b) => byText(a.fingerprint, b.fingerprint),
  (a, b) => byText(a.message, b.message),
);

export const byReason: Order<AreaReason> = inTurn(
  (a, b) => byText(a.path, b.path),
  // Content before path: what the code does says more than where it lies.
  (a, b) => byText(a.kind, b.kind),
  (a, b) => (a.place?.span.startLine ?? 0) - (b.place?.span.startLine ?? 0),
  (a, b) => (a.place?.span.startColumn ?? 0) - (b.place?.span.startColumn ?? 0),
  (a, b) => byText(a.detail, b.detail),
  (a, b) => byText(a.place?.side ?? '', b.place?.side ?? ''),
);

export const byNotChecked: Order<NotChecked> = inTurn(
  (a, b) => byText(a.path ?? '', b.path ?? ''),
  (a, b) => (a.lines?.start ?? 0) - (b.lines?.start ?? 0),
  (a, b) => (a.lines?.end ?? 0) - (b.lines?.end ?? 0),
  (a, b) => byText(a.reason, b.reason),
  (a, b) => byText(a.ruleId ?? '', b.ruleId ?? ''),
  (a, b) => byText(a.detail, b.detail),
);

/** In order, each once. Two are the same where nothing in them differs. */
export function sortedSet<T>(items: readonly T[], order: Order<T>): T[] {
  const sorted = [...items].sort(order);
  return sorted.filter((item, index) => {
    const previous = sorted[index - 1];
    return previous === undefined || order(previous, item) !== 0;
  });
}
