/**
 * What is kept of configuration: one tree with positions for YAML, JSON and HCL alike, so that a rule reads
 * a value and not a syntax. Plain data, from the bytes alone.
 */
import type { Span } from '#domain/span.ts';

export type ConfigFormat = 'yaml' | 'json' | 'toml' | 'terraform' | 'dockerfile';

export interface ConfigFacts {
  readonly kind: 'configuration';
  readonly version: number;
  readonly format: ConfigFormat;
  readonly lineCount: number;
  /** Top-level values: one a document for YAML, one for JSON; for HCL one `map` of attributes. */
  readonly documents: readonly ConfigValue[];
  /** HCL blocks (`resource "aws_s3_bucket" "b" { … }`), a Dockerfile's instructions; empty elsewhere. */
  readonly blocks: readonly ConfigBlock[];
  /** Comments that say something: suppressions, and versions beside pinned hashes (`# v4`). */
  readonly comments: readonly { readonly text: string; readonly span: Span }[];
  readonly broken: readonly { readonly span: Span; readonly reason: string }[];
}

export type ConfigValue = (
  | { readonly kind: 'scalar'; readonly value: string | number | boolean | null; readonly span: Span }
  | ConfigExpression
  | { readonly kind: 'map'; readonly entries: readonly ConfigEntry[]; readonly span: Span }
  | { readonly kind: 'list'; readonly items: readonly ConfigValue[]; readonly span: Span }
) & {
  /** Never in facts: where a value came from that was found by following a name, the nearest step first. */
  readonly via?: readonly ConfigStep[];
};

/** A name that was followed: `var.acl`, `local.access`, a parameter of a template. */
export interface ConfigStep {
  readonly name: string;
  readonly path: string;
  readonly span: Span;
  /** A default, which whoever calls may replace. */
  readonly isDefault: boolean;
}

/**
 * Not a constant: a reference, an interpolation, a function call, kept as written (`text`, cut to 1,000 characters).
 * Where its shape is plain, it is kept too: `call` of a function (`jsonencode({ … })`, or a tag of CloudFormation as
 * `!Ref`), `parts` of a template, literal text and holes in turn.
 */
export interface ConfigExpression {
  readonly kind: 'expression';
  readonly text: string;
  readonly span: Span;
  readonly call?: { readonly name: string; readonly args: readonly ConfigValue[] };
  readonly parts?: readonly (string | ConfigValue)[];
}

export interface ConfigEntry {
  readonly key: string;
  readonly keySpan: Span;
  readonly value: ConfigValue;
}

export interface ConfigBlock {
  readonly type: string;
  readonly labels: readonly string[];
  readonly attributes: readonly ConfigEntry[];
  readonly blocks: readonly ConfigBlock[];
  readonly span: Span;
  readonly headerSpan: Span;
}
