/** Who or what wrote a change, with the evidence. Never a figure about a person. */

export type SignalStrength = 'declared' | 'strong' | 'weak';

export type SignalSource =
  | { readonly kind: 'commit'; readonly sha: string }
  | { readonly kind: 'pull-request-body'; readonly line: number }
  | { readonly kind: 'pull-request-title' }
  | { readonly kind: 'pull-request-author' }
  | { readonly kind: 'branch' }
  | { readonly kind: 'label' };

/** One piece of evidence. `says` is what it claims: assistance, its denial, or a known bot that is not AI. */
export interface ProvenanceSignal {
  readonly says: 'assisted' | 'denied' | 'automation';
  readonly tool: string | null;
  readonly model: string | null;
  readonly strength: SignalStrength;
  readonly source: SignalSource;
  /** The text it was read from, cut to 200 characters. */
  readonly text: string;
}

export type ProvenanceVerdict = 'assisted' | 'denied' | 'undeclared' | 'no-evidence' | 'contradicted';

/** Added lines of the head by origin; null while attribution by line was not made. */
export interface LineShare {
  readonly total: number;
  readonly byTool: Readonly<Record<string, number>>;
}

export interface Provenance {
  readonly verdict: ProvenanceVerdict;
  readonly tools: readonly string[];
  readonly models: readonly string[];
  readonly signals: readonly ProvenanceSignal[];
  readonly lines: LineShare | null;
}
