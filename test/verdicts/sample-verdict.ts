/** One verdict with something of everything, and the sources that its places lie in. Invented. */
import type { Finding } from '#domain/finding.ts';
import type { Place, Side } from '#domain/span.ts';
import type { Verdict } from '#domain/verdict.ts';

const REPORT_ROUTE = `import { requireLogin } from '../auth/login.js';
import { reports, membership } from '../services.js';

app.get('/projects/:projectId/report', requireLogin, async (req, res) => {
\tconst report = await reports.buildProjectReport(req.params.projectId);
\tif (!await membership.canView(req.user.id, req.params.projectId)) {
\t\treturn res.status(403).send({ error: 'Forbidden' });
\t}
\treturn res.send(report);
});
`;

const INVOICES_BASE = `export async function cancelInvoice(session, id) {
  if (!session.user.roles.includes('billing')) throw new Forbidden();
  return invoices.cancel(id);
}
`;

const INVOICES_HEAD = `export async function cancelInvoice(session, id) {
  return invoices.cancel(id);
}
`;

const SEARCH = `export const find = (db, q) => db.query(\`select * from 価格 where name = '\${q}'\`);\n`;

const SAMPLE_SOURCES: Readonly<Record<string, string>> = {
  'head:src/routes/report.js': REPORT_ROUTE,
  'base:src/billing/invoices.js': INVOICES_BASE,
  'head:src/billing/invoices.js': INVOICES_HEAD,
  'head:src/search.js': SEARCH,
  'base:src/search.js': SEARCH,
};

export function sampleSourceText(side: Side, path: string): string | null {
  return SAMPLE_SOURCES[`${side}:${path}`] ?? null;
}

function placeAt(path: string, side: Side, line: number, from: number, to: number): Place {
  return { path, side, span: { startLine: line, startColumn: from, endLine: line, endColumn: to } };
}

export const LATE_GUARD: Finding = {
  ruleId: 'auth/late-guard',
  area: 'auth',
  severity: 'high',
  confidence: 'high',
  cwe: [863, 696],
  message: 'The project report is built before the refusal that membership.canView decides',
  remedy: 'Ask membership.canView first, and build the report only for those who may see it.',
  place: placeAt('src/routes/report.js', 'head', 5, 23, 71),
  symbol: "app.get('/projects/:projectId/report')",
  evidence: [
    {
      place: placeAt('src/routes/report.js', 'head', 5, 23, 71),
      message: 'The report is built here, for whoever is signed in',
    },
    {
      place: {
        path: 'src/routes/report.js',
        side: 'head',
        span: { startLine: 6, startColumn: 2, endLine: 8, endColumn: 3 },
      },
      message: 'Only here are others refused',
    },
  ],
  fix: null,
  fingerprint: '0123456789abcdef0123456789abcdef',
  state: 'new',
  adjustments: [],
};

export const REMOVED_GUARD: Finding = {
  ruleId: 'auth/removed-guard',
  area: 'auth',
  severity: 'critical',
  confidence: 'medium',
  cwe: [862],
  message: 'cancelInvoice no longer refuses callers without the role billing',
  remedy: 'Put the check back, or show where it is made now.',
  place: placeAt('src/billing/invoices.js', 'base', 2, 3, 69),
  symbol: 'cancelInvoice',
  evidence: [
    { place: placeAt('src/billing/invoices.js', 'base', 2, 3, 69), message: 'The refusal that is gone' },
    { place: placeAt('src/billing/invoices.js', 'head', 2, 10, 29), message: 'What it protected is still done' },
  ],
  fix: {
    description: 'Put the refusal back',
    edits: [
      {
        place: placeAt('src/billing/invoices.js', 'head', 2, 1, 1),
        replacement: "  if (!session.user.roles.includes('billing')) throw new Forbidden();\n",
      },
    ],
  },
  fingerprint: 'fedcba9876543210fedcba9876543210',
  state: 'new',
  adjustments: ['graver because the call writes'],
};

const SQL: Finding = {
  ruleId: 'data/sql-injection',
  area: 'data',
  severity: 'medium',
  confidence: 'low',
  cwe: [89],
  message: 'The parameter q becomes part of an SQL statement',
  remedy: 'Pass it as a parameter of the query.',
  place: placeAt('src/search.js', 'head', 1, 32, 81),
  symbol: 'find',
  evidence: [],
  fix: null,
  fingerprint: '00112233445566778899aabbccddeeff',
  state: 'existing',
  adjustments: [],
};

const FIXED: Finding = {
  ...SQL,
  place: placeAt('src/search.js', 'base', 1, 32, 81),
  fingerprint: 'ffeeddccbbaa99887766554433221100',
  state: 'fixed',
};

export const SAMPLE_VERDICT: Verdict = {
  version: 1,
  engine: '0.1.0',
  outcome: 'blocked',
  title: '2 findings to fix, and waiting for an owner of auth',
  subject: {
    repository: 'acme/projects',
    pullRequest: 12,
    base: { sha: '1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d', ref: 'main' },
    head: { sha: 'abcdef0123456789abcdef0123456789abcdef01', ref: 'reports' },
    target: { sha: '1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d', ref: 'main' },
  },
  decidedAt: '2026-03-01T12:00:00.000Z',
  policy: {
    source: '.github/countersign.yml at main (1a2b3c4)',
    digest: 'c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00',
    mode: 'enforce',
    warnings: ['rules.data/sql-injecton is no rule; did you mean data/sql-injection?'],
  },
  size: { files: 6, addedLines: 31, removedLines: 4 },
  provenance: {
    verdict: 'assisted',
    tools: ['Claude Code'],
    models: ['Claude Opus'],
    signals: [
      {
        says: 'assisted',
        tool: 'Claude Code',
        model: 'Claude Opus',
        strength: 'declared',
        source: { kind: 'commit', sha: 'abcdef0123456789abcdef0123456789abcdef01' },
        text: 'Co-authored-by: Claude <noreply@ai.example>',
      },
    ],
    lines: { unit: 'lines', total: 31, byTool: { 'Claude Code': 27 }, handWritten: 4, undetermined: 0 },
    notRead: [],
  },
  areas: [
    {
      area: 'auth',
      paths: ['src/billing/invoices.js', 'src/routes/report.js'],
      reasons: [
        {
          kind: 'content',
          detail: 'answers 403',
          place: placeAt('src/routes/report.js', 'head', 7, 10, 25),
          path: 'src/routes/report.js',
        },
        { kind: 'finding', detail: 'auth/removed-guard', place: null, path: 'src/billing/invoices.js' },
      ],
    },
    {
      area: 'infrastructure',
      paths: ['deploy/roles.tf'],
      reasons: [{ kind: 'path', detail: 'path matches **/*.tf', place: null, path: 'deploy/roles.tf' }],
      permissions: true,
    },
  ],
  requirements: [
    {
      id: 'fix:fedcba9876543210fedcba9876543210',
      kind: 'fix',
      area: 'auth',
      state: 'unmet',
      outcome: 'blocked',
      reason: 'auth/removed-guard is of critical severity',
      satisfiedBy: 'repair it',
      findings: ['fedcba9876543210fedcba9876543210'],
      paths: ['src/billing/invoices.js'],
    },
    {
      id: 'countersign:auth',
      kind: 'countersign',
      area: 'auth',
      state: 'unmet',
      outcome: 'needs-countersign',
      reason: 'The change touches auth',
      satisfiedBy: 'an approval by an owner of auth',
      findings: [],
      paths: ['src/billing/invoices.js', 'src/routes/report.js'],
    },
    {
      id: 'declaration',
      kind: 'declaration',
      area: null,
      state: 'met',
      outcome: 'needs-countersign',
      reason: 'AI assistance is declared',
      satisfiedBy: 'the trailer of commit abcdef0',
      findings: [],
      paths: [],
    },
  ],
  findings: [REMOVED_GUARD, LATE_GUARD],
  fixed: [FIXED],
  existing: [SQL],
  notChecked: [
    { path: 'assets/logo.png', reason: 'binary', detail: 'A binary file is not read.', lines: null, ruleId: null },
    {
      path: 'src/legacy.js',
      reason: 'unparsable',
      detail: 'These lines could not be parsed.',
      lines: { start: 10, end: 14 },
      ruleId: null,
    },
    {
      path: null,
      reason: 'rule-crashed',
      detail: 'The rule failed and its answer is missing.',
      lines: null,
      ruleId: 'logging/secret-in-log',
    },
  ],
};

/** Text that tries to be more than text, wherever a change can put any. */
export const HOSTILE = '\u001b[2J\u202e@acme/owners <img src=x onerror=y> [a](http://x.example) ``` ##[error]x | #1';
/** What a build system would obey. */
const HOSTILE_COMMAND = '::set-output name=a::b';

/** The sample with every string that a change controls turned hostile. */
export function hostileVerdict(): Verdict {
  const path = `src/\n${HOSTILE_COMMAND}\n${HOSTILE}.js`;
  const finding: Finding = {
    ...LATE_GUARD,
    message: `${HOSTILE_COMMAND} ${HOSTILE}`,
    remedy: `${HOSTILE_COMMAND} ${HOSTILE}`,
    symbol: HOSTILE,
    place: placeAt(path, 'head', 1, 1, 9),
    evidence: [{ place: placeAt(path, 'head', 2, 1, 5), message: `\n${HOSTILE_COMMAND}\n${HOSTILE}` }],
    fix: {
      description: HOSTILE,
      edits: [{ place: placeAt(path, 'head', 1, 1, 2), replacement: `\n${HOSTILE_COMMAND}\n${HOSTILE}` }],
    },
    adjustments: [HOSTILE],
  };
  return {
    ...SAMPLE_VERDICT,
    title: `${HOSTILE_COMMAND} ${HOSTILE}`,
    subject: { ...SAMPLE_VERDICT.subject, head: { sha: 'abcdef0123456789abcdef0123456789abcdef01', ref: HOSTILE } },
    policy: { ...SAMPLE_VERDICT.policy, source: HOSTILE, warnings: [`${HOSTILE_COMMAND} ${HOSTILE}`] },
    provenance: {
      verdict: 'contradicted',
      tools: [HOSTILE],
      models: [HOSTILE_COMMAND],
      signals: [
        {
          says: 'assisted',
          tool: HOSTILE,
          model: null,
          strength: 'weak',
          source: { kind: 'branch' },
          text: `\n${HOSTILE_COMMAND} ${HOSTILE}`,
        },
      ],
      lines: {
        ...{ unit: 'lines', total: 2, handWritten: 0, undetermined: 0 },
        byTool: { [HOSTILE]: 1, ['__proto__']: 1 },
      },
      notRead: [{ source: { kind: 'note', sha: HOSTILE }, reason: HOSTILE }],
    },
    areas: [{ area: HOSTILE, paths: [path], reasons: [{ kind: 'path', detail: HOSTILE, place: null, path }] }],
    requirements: SAMPLE_VERDICT.requirements.map((each) => ({
      ...each,
      area: HOSTILE,
      reason: `${HOSTILE_COMMAND} ${HOSTILE}`,
      satisfiedBy: `${HOSTILE_COMMAND} ${HOSTILE}`,
      paths: [path],
    })),
    findings: [finding],
    fixed: [{ ...finding, state: 'fixed' }],
    existing: [{ ...finding, state: 'existing' }],
    notChecked: [{ path, reason: 'unreadable', detail: HOSTILE, lines: null, ruleId: null }],
  };
}

export function hostileSourceText(): string {
  return `${HOSTILE_COMMAND}\n${HOSTILE}\n\`\`\`\`\n${HOSTILE}`;
}
