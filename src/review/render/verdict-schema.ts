/**
 * The shape of a verdict as others may rely on it, from which `schemas/verdict.schema.json` is made. The vocabulary
 * stays in the domain: the compiler holds this to be the same type, and nothing here is needed to review.
 */
import { z } from 'zod';
import { CONFIDENCES, SEVERITIES } from '#domain/finding.ts';
import type { Verdict } from '#domain/verdict.ts';
import { OUTCOMES } from '#domain/verdict.ts';

const side = z.enum(['base', 'head']);
const position = z.int().min(0);
const span = z.strictObject({
  startLine: position.describe('1-based.'),
  startColumn: position.describe('1-based, in UTF-16 code units.'),
  endLine: position,
  endColumn: position.describe('Exclusive.'),
});
const place = z.strictObject({
  path: z.string(),
  side: side.describe('The tree that the place lies in: before the change, or with it.'),
  span,
});
const lineRange = z.strictObject({ start: position, end: position }).describe('Whole lines, both ends included.');
const revision = z.strictObject({
  sha: z.string().describe('A commit id, or WORKTREE or STAGED for what is not committed yet.'),
  ref: z.string().describe('The name it was asked for by.'),
});

const areaReason = z.strictObject({
  kind: z.enum(['path', 'content', 'finding']),
  detail: z.string(),
  place: place.nullable(),
  path: z.string(),
});
const areaTouch = z.strictObject({
  area: z.string().describe('A built-in area, or one that the policy defines.'),
  paths: z.array(z.string()),
  reasons: z.array(areaReason),
  permissions: z.exactOptional(z.boolean()).describe('Of infrastructure: the change touches who may do what.'),
});

const lineOrigin = z.strictObject({
  kind: z.enum(['assisted', 'hand-written', 'undetermined']),
  tools: z.array(z.string()),
  commit: z.string().nullable(),
});

const finding = z.strictObject({
  ruleId: z.string(),
  area: z.string(),
  severity: z.enum(SEVERITIES),
  confidence: z.enum(CONFIDENCES),
  cwe: z.array(z.int().positive()),
  message: z.string(),
  remedy: z.string(),
  place,
  symbol: z.string().nullable().describe('The enclosing function or block; null at file level.'),
  evidence: z
    .array(z.strictObject({ place, message: z.string() }))
    .describe('What the finding rests on, in reading order.'),
  fix: z
    .strictObject({
      description: z.string(),
      edits: z.array(z.strictObject({ place, replacement: z.string() })),
    })
    .nullable(),
  fingerprint: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .describe('Survives moves, renames and reformatting.'),
  state: z.enum(['new', 'existing', 'fixed']),
  origin: z
    .exactOptional(lineOrigin)
    .describe('Where the line comes from, for what the change adds; absent where that is not known.'),
  adjustments: z.array(z.string()),
});

const signalSource = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('commit'), sha: z.string() }),
  z.strictObject({ kind: z.literal('note'), sha: z.string() }),
  z.strictObject({ kind: z.literal('trace'), line: position }),
  z.strictObject({ kind: z.literal('pull-request-body'), line: position }),
  z.strictObject({ kind: z.literal('pull-request-title') }),
  z.strictObject({ kind: z.literal('pull-request-author') }),
  z.strictObject({ kind: z.literal('branch') }),
  z.strictObject({ kind: z.literal('label') }),
]);
const provenance = z.strictObject({
  verdict: z.enum(['assisted', 'denied', 'undeclared', 'no-evidence', 'contradicted']),
  tools: z.array(z.string()),
  models: z.array(z.string()),
  signals: z.array(
    z.strictObject({
      says: z.enum(['assisted', 'denied', 'automation']),
      tool: z.string().nullable(),
      model: z.string().nullable(),
      strength: z.enum(['declared', 'strong', 'weak']),
      source: signalSource,
      text: z.string(),
      earlier: z
        .exactOptional(z.literal(true))
        .describe('It was there when the pull request was looked at before, and is not any more.'),
    }),
  ),
  lines: z
    .strictObject({
      unit: z
        .enum(['lines', 'commits'])
        .describe('What is counted: commits where there are too many lines to ask git.'),
      total: position,
      byTool: z.record(z.string(), position).describe('A line of two tools counts for each.'),
      handWritten: position,
      undetermined: position.describe('By commits without a mark, in a change that says that AI took part.'),
    })
    .nullable()
    .describe('Added lines by origin; null where lines were not attributed.'),
  notRead: z
    .array(z.strictObject({ source: signalSource, reason: z.string() }))
    .describe('What may say who wrote the change, and could not be read.'),
});

const requirement = z.strictObject({
  id: z.string(),
  kind: z.enum(['fix', 'countersign', 'declaration', 'unknown', 'tool', 'policy', 'review-failed']),
  area: z.string().nullable(),
  state: z.enum(['met', 'unmet']),
  outcome: z.enum(OUTCOMES).exclude(['pass']).describe('What an unmet one makes of the verdict.'),
  reason: z.string(),
  satisfiedBy: z.string(),
  findings: z.array(z.string()).describe('Fingerprints.'),
  paths: z.array(z.string()),
});

const notChecked = z.strictObject({
  path: z.string().nullable(),
  reason: z.enum([
    'binary',
    'minified',
    'generated',
    'too-large',
    'not-utf8',
    'unparsable',
    'unreadable',
    'no-analyser',
    'submodule',
    'symlink',
    'budget',
    'context',
    'rule-crashed',
    'source-unavailable',
    'unresolved',
  ]),
  detail: z.string(),
  lines: lineRange.nullable(),
  ruleId: z.string().nullable(),
});

const verdictSchema = z
  .strictObject({
    version: z.literal(1),
    engine: z.string(),
    outcome: z.enum(OUTCOMES),
    title: z.string().describe('One sentence that says who must do what.'),
    subject: z.strictObject({
      repository: z.string().nullable(),
      pullRequest: z.int().nullable(),
      base: revision,
      head: revision,
      target: revision,
    }),
    decidedAt: z.iso.datetime(),
    policy: z.strictObject({
      source: z.string(),
      digest: z.string(),
      mode: z.enum(['observe', 'enforce']),
      warnings: z.array(z.string()),
    }),
    size: z.strictObject({ files: position, addedLines: position, removedLines: position }),
    provenance,
    areas: z.array(areaTouch),
    requirements: z.array(requirement),
    findings: z.array(finding).describe('What the change brings, gravest first.'),
    fixed: z.array(finding).describe('What the change repairs.'),
    existing: z.array(finding).describe('What was there before, in the files of the change.'),
    notChecked: z.array(notChecked),
  })
  .meta({ title: 'Verdict', description: 'What Countersign decided about a change, and what it rests on.' });

/** Fails to compile where the schema and the vocabulary part. */
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never;
type Mutable<T> = T extends string | number | boolean | null ? T : { -readonly [Key in keyof T]: Mutable<T[Key]> };
true satisfies Same<z.infer<typeof verdictSchema>, Mutable<Verdict>>;

/** The JSON Schema (2020-12) of a verdict, as published. */
export function verdictJsonSchema(): object {
  return z.toJSONSchema(verdictSchema, { target: 'draft-2020-12' });
}
