/** A small pull request to publish to: a file with two hunks, findings on it, and what GitHub shows. Invented. */
import type { FileChange } from '#domain/change.ts';
import type { Finding } from '#domain/finding.ts';
import type { Place, Side } from '#domain/span.ts';
import type { Verdict } from '#domain/verdict.ts';
import { markerOf, type NoteKind, withMarker } from '#review/publish/marker.ts';
import type { PublishedCheckRun, PublishedComment } from '#review/publish/published-state.ts';
import type { PublishRequest } from '#review/publish/publish-request.ts';
import type { SourceText } from '#review/render/source-text.ts';
import { SAMPLE_VERDICT } from '../verdicts/sample-verdict.ts';

export const HEAD = SAMPLE_VERDICT.subject.head.sha;
export const SCOPE = { key: 'a key for markers', repositoryId: 77, pullRequest: 12 };
export const FILE = 'src/routes/pages.ts';

/** Lines 10 and 40 to 42 are new in the head; the base had one line for the latter. 60 lines in the head. */
export const CHANGES: readonly FileChange[] = [
  {
    status: 'modified',
    base: { path: FILE, oid: '1'.repeat(40), kind: 'file', executable: false },
    head: { path: FILE, oid: '2'.repeat(40), kind: 'file', executable: false },
    hunks: [
      { base: { start: 10, end: 9 }, head: { start: 10, end: 10 } },
      { base: { start: 39, end: 39 }, head: { start: 40, end: 42 } },
    ],
  },
];

const HEAD_TEXT = Array.from({ length: 60 }, (_, index) => `line(${String(index + 1)});\n`).join('');
const BASE_TEXT = Array.from({ length: 57 }, (_, index) => `line(${String(index + 1)});\n`).join('');

export const sourceText: SourceText = (side, path) => {
  if (path !== FILE) return null;
  return side === 'head' ? HEAD_TEXT : BASE_TEXT;
};

export function fingerprintOf(index: number): string {
  return index.toString(16).padStart(32, '0');
}

export function placeOn(line: number, side: Side = 'head', path: string = FILE, endLine: number = line): Place {
  return { path, side, span: { startLine: line, startColumn: 1, endLine, endColumn: 8 } };
}

export function findingOn(index: number, place: Place = placeOn(10), more: Partial<Finding> = {}): Finding {
  return {
    ruleId: 'auth/late-guard',
    area: 'auth',
    severity: 'high',
    confidence: 'high',
    cwe: [863],
    message: `Finding number ${String(index)}`,
    remedy: 'Ask first.',
    place,
    symbol: null,
    evidence: [],
    fix: null,
    fingerprint: fingerprintOf(index),
    state: 'new',
    adjustments: [],
    ...more,
  };
}

export function verdictOf(findings: readonly Finding[], more: Partial<Verdict> = {}): Verdict {
  return { ...SAMPLE_VERDICT, findings, fixed: [], existing: [], notChecked: [], ...more };
}

export const OBSERVING = { ...SAMPLE_VERDICT.policy, mode: 'observe' } as const;

export function requestOf(findings: readonly Finding[], more: Partial<PublishRequest> = {}): PublishRequest {
  return {
    verdict: verdictOf(findings),
    changes: CHANGES,
    sourceText,
    conversation: {
      repositoryId: SCOPE.repositoryId,
      number: SCOPE.pullRequest,
      draft: false,
      byAutomation: false,
      beforeInstallation: false,
    },
    published: { checkRuns: [], comments: [] },
    markerKey: SCOPE.key,
    detailsUrl: 'https://countersign.example/reports/12',
    ...more,
  };
}

/** A comment of ours on the finding of that index, made for an earlier head. */
export function commentOn(
  index: number,
  more: Partial<PublishedComment> = {},
  note: NoteKind | null = null,
): PublishedComment {
  const marker = markerOf(SCOPE, { fingerprint: fingerprintOf(index), ruleId: 'auth/late-guard' });
  const block = note === null ? null : { kind: note, markdown: 'A note.' };
  return {
    id: 100 + index,
    nodeId: `comment-${String(index)}`,
    threadId: `thread-${String(index)}`,
    byUs: true,
    isReply: false,
    path: FILE,
    body: withMarker(`Finding number ${String(index)}`, marker, 60_000, block),
    commitSha: 'e'.repeat(40),
    outdated: false,
    minimised: false,
    resolved: false,
    repliedByOthers: false,
    ...more,
  };
}

export function runOf(more: Partial<PublishedCheckRun> = {}): PublishedCheckRun {
  return {
    id: 1,
    byUs: true,
    headSha: HEAD,
    status: 'in_progress',
    conclusion: null,
    externalId: '',
    annotations: [],
    ...more,
  };
}
