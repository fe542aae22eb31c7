/** A rule's report with all that is needed to recognise it on the other side. Between running and comparing only. */
import type { Place, Side } from '#domain/span.ts';
import type { Essence } from './fingerprint.ts';
import type { RegisteredRule, RuleReport } from './rule.ts';

export interface RawFinding {
  readonly rule: RegisteredRule;
  readonly report: RuleReport;
  readonly essence: Essence;
  /** The hash of the innermost function around the place; null outside of one. Pairs what moved with what was renamed. */
  readonly functionHash: string | null;
}

/** By path, then position, then rule and message: the order in which findings are counted and told. Byte order, everywhere the same. */
export function compareRaw(a: RawFinding, b: RawFinding): number {
  return (
    comparePlaces(a.report.place, b.report.place) ||
    compareText(a.rule.id, b.rule.id) ||
    compareText(a.report.message, b.report.message)
  );
}

export function comparePlaces(a: Place, b: Place): number {
  return (
    compareText(a.path, b.path) ||
    compareSides(a.side, b.side) ||
    a.span.startLine - b.span.startLine ||
    a.span.startColumn - b.span.startColumn ||
    a.span.endLine - b.span.endLine ||
    a.span.endColumn - b.span.endColumn
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function compareSides(a: Side, b: Side): number {
  return compareText(a, b);
}
