/** What a tool's own record says about lines: which of them it wrote, in which file, at which commit. */

export interface RecordedLines {
  readonly path: string;
  /** 1-based, both ends included. */
  readonly ranges: readonly { readonly start: number; readonly end: number }[];
  /** The tool as the record names it, or null. */
  readonly tool: string | null;
  readonly model: string | null;
  /** False for what the record says a person wrote: it takes nothing away. */
  readonly assisted: boolean;
}

export type ReadRecord =
  | { readonly kind: 'read'; readonly lines: readonly RecordedLines[] }
  | { readonly kind: 'not-read'; readonly reason: string };

/** Longer ones are not read: no record of one change is near this. */
export const MAX_RECORD_LENGTH = 4 * 1024 * 1024;
/** Ranges of all files together. */
export const MAX_RANGES = 50_000;
