/** Unknown is not safe: what could not be looked at, and why. */
import type { LineRange } from './span.ts';

export type NotCheckedReason =
  | 'binary'
  | 'minified'
  | 'generated'
  | 'too-large'
  | 'not-utf8'
  | 'unparsable'
  | 'unreadable'
  | 'no-analyser'
  | 'submodule'
  | 'symlink'
  | 'budget'
  | 'rule-crashed'
  | 'source-unavailable'
  | 'unresolved';

export interface NotChecked {
  readonly path: string | null;
  readonly reason: NotCheckedReason;
  /** A sentence for people: what was left out, and what to do where something can be done. */
  readonly detail: string;
  readonly lines: LineRange | null;
  readonly ruleId: string | null;
}

/** Reasons that need nobody: a picture or a language without an analyser is a note, outside sensitive areas. */
export const HARMLESS_REASONS: ReadonlySet<NotCheckedReason> = new Set(['no-analyser', 'binary']);
