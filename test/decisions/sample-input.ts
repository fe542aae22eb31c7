/** Inputs of decisions for tests: an empty change, and parts to put into it. Everything is invented. */
import type { AreaName, AreaTouch } from '#domain/area.ts';
import type { Finding } from '#domain/finding.ts';
import type { NotChecked } from '#domain/not-checked.ts';
import type { Provenance } from '#domain/provenance.ts';
import type { Commit, PullRequest, PullRequestSnapshot } from '#domain/snapshot.ts';
import { parsePolicy } from '#policy/parse.ts';
import type { Policy } from '#policy/policy.ts';
import { readProvenance } from '#provenance/read-provenance.ts';
import type { DecisionInput } from '#review/decide/decision-input.ts';

export const NO_EVIDENCE: Provenance = readProvenance({ commits: [], pullRequest: null });
export const ASSISTED: Provenance = { ...NO_EVIDENCE, verdict: 'assisted', tools: ['claude-code'] };

export function policyOf(text: string): Policy {
  const result = parsePolicy(`version: 1\n${text}`, { knownRules: [] });
  if (!result.ok) throw new Error(result.errors.map((error) => error.message).join('\n'));
  return result.policy;
}

export function snapshotOf(changes: Partial<PullRequestSnapshot> = {}): PullRequestSnapshot {
  return {
    base: { sha: 'a'.repeat(40), ref: 'main' },
    head: { sha: 'b'.repeat(40), ref: 'feature' },
    target: { sha: 'a'.repeat(40), ref: 'main' },
    pullRequest: null,
    commits: [],
    changes: [],
    secrets: [],
    packages: [],
    earlier: [],
    lineage: { blame: null, notes: new Map(), traces: null, notRead: [] },
    notChecked: [],
    decidedAt: '2026-01-01T00:00:00.000Z',
    ...changes,
  };
}

export function inputOf(changes: Partial<DecisionInput> = {}): DecisionInput {
  const policy = changes.policy ?? policyOf('');
  return {
    engine: '0.0.0',
    snapshot: snapshotOf(),
    policy,
    policyUse: { source: 'built-in default', digest: '0'.repeat(64), mode: policy.mode, warnings: [] },
    provenance: NO_EVIDENCE,
    areas: [],
    findings: [],
    notChecked: [],
    ...changes,
  };
}

export function touchOf(area: AreaName, path = `src/${area}/index.ts`, changes: Partial<AreaTouch> = {}): AreaTouch {
  const detail = `path is that of ${area}`;
  return { area, paths: [path], reasons: [{ kind: 'path', detail, place: null, path }], ...changes };
}

let fingerprints = 0;

export function findingOf(changes: Partial<Finding> = {}): Finding {
  fingerprints += 1;
  return {
    ruleId: 'auth/late-guard',
    area: 'auth',
    severity: 'high',
    confidence: 'high',
    cwe: [863],
    message: 'The report is built before the refusal',
    remedy: 'Refuse first.',
    place: { path: 'src/report.ts', side: 'head', span: { startLine: 3, startColumn: 1, endLine: 3, endColumn: 9 } },
    symbol: null,
    evidence: [],
    fix: null,
    fingerprint: fingerprints.toString(16).padStart(32, '0'),
    state: 'new',
    adjustments: [],
    ...changes,
  };
}

export function notCheckedOf(changes: Partial<NotChecked> = {}): NotChecked {
  return {
    path: 'src/a.ts',
    reason: 'unparsable',
    detail: 'It could not be parsed.',
    lines: null,
    ruleId: null,
    ...changes,
  };
}

export function commitOf(
  message: string,
  author: Commit['author'] = { name: 'Ada', email: 'ada@example.org' },
): Commit {
  return { sha: 'c'.repeat(40), parents: [], author, committer: author, authoredAt: '2026-01-01T00:00:00Z', message };
}

export function pullRequestOf(changes: Partial<PullRequest> = {}): PullRequest {
  return {
    repository: 'acme/shop',
    number: 1,
    title: 'Export',
    body: '',
    author: { login: 'ada', id: 7, type: 'User' },
    labels: [],
    headRef: 'export',
    baseRef: 'main',
    draft: false,
    ...changes,
  };
}
