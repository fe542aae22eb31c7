/** Who or what wrote a change, with the evidence. Never a figure about a person. */

export type SignalStrength = 'declared' | 'strong' | 'weak';

export type SignalSource =
  | { readonly kind: 'commit'; readonly sha: string }
  /** A record that a tool keeps of a commit, in `refs/notes/ai`. */
  | { readonly kind: 'note'; readonly sha: string }
  /** A line of `.agent-trace/traces.jsonl`. */
  | { readonly kind: 'trace'; readonly line: number }
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
  /** It was there when the pull request was looked at before, and is not any more. It counts as it did. */
  readonly earlier?: true;
}

export type ProvenanceVerdict = 'assisted' | 'denied' | 'undeclared' | 'no-evidence' | 'contradicted';

/**
 * Where the added lines of the head come from. Of a line that two tools took part in, each counts it; what the other
 * counts leave of `total` was there in some other way (a merge that nobody wrote). Never a figure about a person.
 */
export interface LineShare {
  /** `lines`: by the commit that brought each line. `commits`: the change is too large for that, and commits are counted. */
  readonly unit: 'lines' | 'commits';
  readonly total: number;
  readonly byTool: Readonly<Record<string, number>>;
  /** By commits that carry no mark of AI, in a change that carries none beside them. */
  readonly handWritten: number;
  /** By commits without a mark, in a change that says that AI took part. */
  readonly undetermined: number;
}

/** Where one line comes from. */
export interface LineOrigin {
  readonly kind: 'assisted' | 'hand-written' | 'undetermined';
  /** Ids of tools; empty where none is named. */
  readonly tools: readonly string[];
  /** The commit that brought it; null where the commits of the change do not differ in this. */
  readonly commit: string | null;
}

/** Something that may say who wrote the change, and could not be read. */
export interface NotRead {
  readonly source: SignalSource;
  readonly reason: string;
}

export interface Provenance {
  readonly verdict: ProvenanceVerdict;
  readonly tools: readonly string[];
  readonly models: readonly string[];
  readonly signals: readonly ProvenanceSignal[];
  /** Null where no line was added, or nothing is committed yet. */
  readonly lines: LineShare | null;
  readonly notRead: readonly NotRead[];
}
