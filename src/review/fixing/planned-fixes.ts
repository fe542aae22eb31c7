/**
 * Which fixes of a verdict can be put into the files that it is about, and what the files are then. Only new findings of
 * the head; of two fixes that overlap the first in the file. Writes nothing. Pure.
 */
import type { Finding, TextEdit } from '#domain/finding.ts';
import type { SourceText } from '../render/source-text.ts';

export interface PlannedFile {
  readonly path: string;
  /** The text that was reviewed: what the file has to hold for the fixes to be right. */
  readonly before: string;
  readonly after: string;
  readonly fixed: readonly Finding[];
}

export interface PlannedFixes {
  /** By path. */
  readonly files: readonly PlannedFile[];
  readonly skipped: readonly SkippedFix[];
}

export interface SkippedFix {
  readonly finding: Finding;
  /** `overlaps another fix`. */
  readonly reason: string;
}

export function plannedFixes(findings: readonly Finding[], sourceText: SourceText): PlannedFixes {
  const byPath = new Map<string, Finding[]>();
  const skipped: SkippedFix[] = [];
  for (const finding of findings) {
    if (finding.state !== 'new' || finding.fix === null) continue;
    const path = onePath(finding.fix.edits);
    if (path === null) skipped.push({ finding, reason: 'it is not about one file of the head' });
    else byPath.set(path, [...(byPath.get(path) ?? []), finding]);
  }
  const files: PlannedFile[] = [];
  for (const [path, own] of [...byPath].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const before = sourceText('head', path);
    if (before === null) skipped.push(...own.map((finding) => ({ finding, reason: 'the file could not be read' })));
    else {
      const planned = plannedFile(path, before, own, skipped);
      if (planned !== null) files.push(planned);
    }
  }
  return { files, skipped };
}

/** An edit as offsets into the text, with the finding it belongs to. */
interface Cut {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

function plannedFile(
  path: string,
  before: string,
  findings: readonly Finding[],
  skipped: SkippedFix[],
): PlannedFile | null {
  const starts = lineStarts(before);
  const taken: Cut[] = [];
  const fixed: Finding[] = [];
  for (const finding of findings) {
    const cuts = (finding.fix?.edits ?? []).map((edit) => cutOf(starts, before.length, edit));
    const own = cuts.filter((cut): cut is Cut => cut !== null);
    const all = [...taken, ...own];
    if (own.length !== cuts.length) skipped.push({ finding, reason: 'it lies outside of the file' });
    else if (overlap(all)) skipped.push({ finding, reason: 'it overlaps another fix' });
    else {
      taken.push(...own);
      fixed.push(finding);
    }
  }
  const after = withCuts(before, taken);
  return fixed.length === 0 || after === before ? null : { path, before, after, fixed };
}

function onePath(edits: readonly TextEdit[]): string | null {
  const path = edits[0]?.place.path;
  if (path === undefined) return null;
  return edits.every(({ place }) => place.side === 'head' && place.path === path) ? path : null;
}

/** Offsets at which lines begin. Lines end with a line feed; a carriage return before it belongs to the line. */
function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

function cutOf(starts: readonly number[], length: number, { place, replacement }: TextEdit): Cut | null {
  const { startLine, startColumn, endLine, endColumn } = place.span;
  const offset = (line: number, column: number): number | null => {
    const start = starts[line - 1];
    if (start === undefined || column < 1) return null;
    const at = start + column - 1;
    return at <= (starts[line] ?? length + 1) - 1 ? at : null;
  };
  const from = offset(startLine, startColumn);
  const to = offset(endLine, endColumn);
  return from === null || to === null || from > to ? null : { from, to, text: replacement };
}

/** Two edits that begin at one place leave open which comes first. */
function overlap(cuts: readonly Cut[]): boolean {
  const sorted = [...cuts].sort((a, b) => a.from - b.from || a.to - b.to);
  return sorted.some((cut, index) => {
    const before = sorted[index - 1];
    return before !== undefined && (cut.from < before.to || cut.from === before.from);
  });
}

function withCuts(text: string, cuts: readonly Cut[]): string {
  let result = text;
  for (const cut of [...cuts].sort((a, b) => b.from - a.from))
    result = result.slice(0, cut.from) + cut.text + result.slice(cut.to);
  return result;
}
