/** What a rule says about a change. */
import type { AreaName } from './area.ts';
import type { LineOrigin } from './provenance.ts';
import type { Place } from './span.ts';

export const SEVERITIES = ['low', 'medium', 'high', 'critical'] as const;
export type Severity = (typeof SEVERITIES)[number];

export const CONFIDENCES = ['low', 'medium', 'high'] as const;
export type Confidence = (typeof CONFIDENCES)[number];

/** A place in the code that a finding rests on, in the order it should be read. */
export interface EvidenceStep {
  readonly place: Place;
  readonly message: string;
}

export interface TextEdit {
  readonly place: Place;
  readonly replacement: string;
}

export interface Fix {
  readonly description: string;
  readonly edits: readonly TextEdit[];
}

/** New: the change brings it. Existing: it was there before. Fixed: the base had it, the head has not. */
export type FindingState = 'new' | 'existing' | 'fixed';

export interface Finding {
  readonly ruleId: string;
  readonly area: AreaName;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly cwe: readonly number[];
  /** What is wrong, naming what is seen here. One sentence, no final full stop needed to read well. */
  readonly message: string;
  /** What to do about it. */
  readonly remedy: string;
  readonly place: Place;
  /** The enclosing function or block, as a reader would name it; null at file level. */
  readonly symbol: string | null;
  readonly evidence: readonly EvidenceStep[];
  readonly fix: Fix | null;
  /** 32 hex characters; survives moves, renames and reformatting. */
  readonly fingerprint: string;
  readonly state: FindingState;
  /** Where the line comes from, for what the change adds; absent where that is not known. */
  readonly origin?: LineOrigin;
  /** What raised or lowered severity or confidence from the rule's own, each in words. */
  readonly adjustments: readonly string[];
}
