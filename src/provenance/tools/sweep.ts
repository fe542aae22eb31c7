import type { ToolMarks } from '../marks.ts';

export const SWEEP: ToolMarks = {
  tool: 'sweep',
  title: 'Sweep',
  named: /\bsweep(?: ai|\.dev)\b/i,
  product: /^sweep ai\b/i,
  mentioned: /\bSweep AI\b/,
  model: null,
  marks: [
    {
      kind: 'identity',
      roles: ['author', 'co-author'],
      addresses: [],
      accounts: [],
      logins: ['sweep-ai[bot]'],
      strength: 'strong',
      source: 'labri-progress/agent-mining, heuristics',
    },
    {
      kind: 'account',
      ids: [],
      logins: ['sweep-ai[bot]'],
      strength: 'strong',
      source: 'labri-progress/agent-mining, heuristics',
    },
    { kind: 'branch', pattern: /^sweep\//, strength: 'strong', source: 'labri-progress/agent-mining, heuristics' },
  ],
};
