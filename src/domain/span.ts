/** Positions in text. Vocabulary only: nothing here reads or renders. */

/** A region of one file. Lines and columns are 1-based; columns count UTF-16 code units; the end is exclusive in columns. */
export interface Span {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** Which side of the diff a place lies on. A deleted guard is a place on the base side. */
export type Side = 'base' | 'head';

export interface Place {
  readonly path: string;
  readonly side: Side;
  readonly span: Span;
}

/** Whole lines, both ends included, 1-based. */
export interface LineRange {
  readonly start: number;
  readonly end: number;
}
