/** What is kept of a text that is written for coding agents: what a reader would not see, and what it asks for. Plain data, from the bytes alone. */
import type { Span } from '#domain/span.ts';

export interface InstructionFacts {
  readonly kind: 'instructions';
  readonly version: number;
  readonly lineCount: number;
  /** Runs of characters that are not shown, or that show text in another order than it is read. */
  readonly invisible: readonly InvisibleRun[];
  /** Texts that a rendered page does not show: comments, and elements that are hidden. */
  readonly hidden: readonly { readonly text: string; readonly span: Span }[];
  /** Sentences that ask an agent to do without a check, a permission, or its user. */
  readonly requests: readonly InstructionRequest[];
  readonly broken: readonly { readonly span: Span; readonly reason: string }[];
}

export interface InvisibleRun {
  readonly kind: 'zero-width' | 'bidirectional' | 'tag' | 'variation' | 'control';
  readonly count: number;
  /** What characters of the kind `tag` or `variation` spell, where they spell ASCII; empty otherwise. */
  readonly spells: string;
  readonly span: Span;
}

export type RequestKind =
  | 'skip-hooks'
  | 'skip-tests'
  | 'weaken-checks'
  | 'skip-permissions'
  | 'hide-from-user'
  | 'hide-authorship'
  | 'send-away'
  | 'ignore-rules'
  | 'run-remote';

export interface InstructionRequest {
  readonly kind: RequestKind;
  /** The sentence, cut to 200 characters. */
  readonly text: string;
  /** Whether it stands in a text that is not shown. */
  readonly hidden: boolean;
  readonly span: Span;
}
