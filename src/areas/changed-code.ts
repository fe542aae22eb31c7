/** Which changed lines belong to which function, so that what is read there is read from the code that changed. */
import type { LinkedModule } from '#analysis/dataflow/program.ts';
import type { FunctionFacts, FunctionId } from '#analysis/module-facts.ts';
import type { LineRange, Span } from '#domain/span.ts';

/** A file as a whole may be new: more lines than this are looked at by their first ones. */
const MAX_LINES = 20_000;

export function linesOf(ranges: readonly LineRange[]): Set<number> {
  const lines = new Set<number>();
  for (const { start, end } of ranges) {
    for (let line = start; line <= end && lines.size < MAX_LINES; line += 1) lines.add(line);
  }
  return lines;
}

/** The changed lines of each function's own code. A line on which an inner function begins or ends is of both. */
export function ownChangedLines(module: LinkedModule): Map<FunctionId, Set<number>> {
  const { functions } = module.facts;
  const containing = new Map<number, FunctionFacts[]>();
  const changed = [...linesOf(module.changedLines)].sort((a, b) => a - b);
  for (const fn of functions) {
    for (let at = firstFrom(changed, fn.span.startLine); at < changed.length; at += 1) {
      const line = changed[at] ?? Infinity;
      if (line > fn.span.endLine && fn.parent !== null) break;
      const known = containing.get(line);
      if (known === undefined) containing.set(line, [fn]);
      else known.push(fn);
    }
  }
  const own = new Map<FunctionId, Set<number>>();
  for (const [line, around] of containing) {
    for (const fn of around) {
      const inside = around.some((inner) => inner.parent === fn.id && isStrictlyInside(line, inner.span));
      if (inside) continue;
      const known = own.get(fn.id);
      if (known === undefined) own.set(fn.id, new Set([line]));
      else known.add(line);
    }
  }
  return own;
}

/** Something that runs begins or ends on a changed line, as far as facts show. */
export function runsOn(module: LinkedModule): boolean {
  const lines = linesOf(module.changedLines);
  return module.facts.functions.some(
    (fn) =>
      // `this` is written nowhere: its span is the function's.
      fn.nodes.some(({ kind, span }) => kind !== 'this' && (lines.has(span.startLine) || lines.has(span.endLine))) ||
      fn.exits.some(({ span }) => lines.has(span.startLine)),
  );
}

export function meets(lines: ReadonlySet<number>, span: Span): boolean {
  if (span.endLine - span.startLine > lines.size) {
    for (const line of lines) if (span.startLine <= line && line <= span.endLine) return true;
    return false;
  }
  for (let line = span.startLine; line <= span.endLine; line += 1) if (lines.has(line)) return true;
  return false;
}

function isStrictlyInside(line: number, span: Span): boolean {
  return span.startLine < line && line < span.endLine;
}

function firstFrom(sorted: readonly number[], line: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < line) low = middle + 1;
    else high = middle;
  }
  return low;
}
