/**
 * Which lines of a hunk say something new: a hunk that only re-indents, or ends its lines differently, changes lines but
 * nothing that runs. Lines are paired in their order, so that what moved stays a change.
 */
import type { Hunk } from '#domain/change.ts';

export interface SaidLines {
  readonly base: readonly number[];
  readonly head: readonly number[];
}

/** Pairs are looked for this far around where they would stand. */
const REACH = 200;

export function saidLines(hunk: Hunk, baseLines: readonly string[], headLines: readonly string[]): SaidLines {
  const base = slice(baseLines, hunk.base.start, hunk.base.end);
  const head = slice(headLines, hunk.head.start, hunk.head.end);
  const said: { base: number[]; head: number[] } = { base: [], head: [] };
  let [b, h] = [0, 0];
  while (b < base.length || h < head.length) {
    if (b < base.length && h < head.length && base[b] === head[h]) {
      b += 1;
      h += 1;
      continue;
    }
    // The nearest place where both go on alike.
    const skip = nextMeeting(base, b, head, h);
    for (let n = 0; n < skip.base; n += 1) said.base.push(hunk.base.start + b + n);
    for (let n = 0; n < skip.head; n += 1) said.head.push(hunk.head.start + h + n);
    b += skip.base;
    h += skip.head;
  }
  return said;
}

/** How many lines of each side to leave until they are alike again; all that is left where they never are. */
function nextMeeting(
  base: readonly string[],
  b: number,
  head: readonly string[],
  h: number,
): { base: number; head: number } {
  for (let reach = 1; reach <= REACH; reach += 1) {
    for (let n = 0; n <= reach; n += 1) {
      const other = reach - n;
      const line = base[b + n];
      if (line !== undefined && line !== '' && line === head[h + other]) return { base: n, head: other };
    }
  }
  return { base: base.length - b, head: head.length - h };
}

/** Lines without indentation, line ends, and how wide their gaps are. */
function slice(lines: readonly string[], start: number, end: number): string[] {
  return lines.slice(start - 1, end).map((line) => line.trim().replace(/\s+/g, ' '));
}
