/** A way in which storage is open to people nobody chose, as the detectors tell it to the rule. */
import type { Confidence, Severity } from '#domain/finding.ts';
import type { Span } from '#domain/span.ts';

export interface Exposure {
  /** The block it is said in: `aws_s3_bucket.logs`. */
  readonly symbol: string;
  readonly span: Span;
  readonly message: string;
  readonly remedy: string;
  readonly severity: Severity;
  readonly confidence?: Confidence;
  readonly adjustments?: readonly string[];
  readonly evidence?: readonly { readonly span: Span; readonly message: string }[];
  readonly identity?: string;
}

/** What people outside can do, gravest last. */
export type Reach = 'allowed-below' | 'read' | 'write';

export const SEVERITY_OF_REACH: Readonly<Record<Reach, Severity>> = {
  'allowed-below': 'medium',
  read: 'high',
  write: 'critical',
};
