/** Which changed lines belong to which function, so that what is read there is read from the code that changed. */
import type { LinkedModule } from '#analysis/dataflow/link/program.ts';
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
export function ownChangedLines(module: LinkedModule, lines: ReadonlySet<number>): Map<FunctionId, Set<number>> {
  const { functions } = module.facts;
  const containing = new Map<number, FunctionFacts[]>();
  const changed = [...lines].sort((a, b) => a - b);
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

/** The changed lines on which something that runs begins or ends, as far as facts show: types alone run nowhere. */
export function linesThatRun(module: LinkedModule, lines: ReadonlySet<number>): Set<number> {
  const found = new Set<number>();
  const note = ({ startLine, endLine }: Span): void => {
    if (lines.has(startLine)) found.add(startLine);
    if (lines.has(endLine)) found.add(endLine);
  };
  for (const made of module.facts.imports) {
    if (made.typeOnly) continue;
    for (let line = made.span.startLine; line <= made.span.endLine; line += 1) if (lines.has(line)) found.add(line);
  }
  for (const made of module.facts.exports) note(made.span);
  for (const fn of module.facts.functions) {
    // `this` is written nowhere: its span is the function's.
    for (const node of fn.nodes) if (node.kind !== 'this') note(node.span);
    for (const exit of fn.exits) note(exit.span);
    if (fn.parent !== null) note(fn.nameSpan);
  }
  return found;
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

/**
 * Without the lines inside functions that do the same on both sides: comments, layout, names of locals. What stands on
 * the line where such a function begins or ends is around it (`get('/', check, () => {`), decorators stand before it:
 * they stay.
 */
export function withoutSameFunctions(
  lines: ReadonlySet<number>,
  here: LinkedModule,
  there: LinkedModule,
): ReadonlySet<number> {
  const known = new Set(there.facts.functions.map(keyOf));
  const around = here.facts.functions
    .filter((fn) => fn.parent !== null && meets(lines, fn.span))
    .map((fn) => ({ after: headEnd(fn), before: fn.span.endLine, same: known.has(keyOf(fn)) }));
  if (!around.some(({ same }) => same)) return lines;
  return new Set([...lines].filter((line) => !isOfSame(line, around)));
}

interface Body {
  readonly after: number;
  readonly before: number;
  readonly same: boolean;
}

/** The innermost function decides: one that changed may lie inside of one whose own code is the same. */
function isOfSame(line: number, around: readonly Body[]): boolean {
  let innermost: Body | null = null;
  for (const body of around) {
    if (line <= body.after || line >= body.before) continue;
    if (innermost === null || body.after >= innermost.after) innermost = body;
  }
  return innermost?.same === true;
}

function keyOf(fn: FunctionFacts): string {
  return `${fn.symbol} ${fn.hash}`;
}

/** The last line of a function's name and parameters, as far as facts show: nothing of its surroundings is below. */
function headEnd({ span, nameSpan, params, nodes }: FunctionFacts): number {
  const ends = params.map((param) => nodes[param.node]?.span.endLine ?? 0);
  return Math.max(span.startLine, nameSpan.endLine, ...ends);
}
