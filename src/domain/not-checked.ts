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
  /** Code around the change that was left out: what is said about the change itself may be less sure for it. */
  | 'context'
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

/** Reasons that need nobody by themselves: a picture, a language without an analyser, code around the change. */
export const HARMLESS_REASONS: ReadonlySet<NotCheckedReason> = new Set([
  'no-analyser',
  'binary',
  'context',
  'unresolved',
]);
