import type { ToolMarks } from '../marks.ts';

export const V0: ToolMarks = {
  tool: 'v0',
  title: 'v0',
  named: /\bv0(?:\.dev|\.app| agent)\b/i,
  product: /^v0(?:\.dev|\.app)\b/i,
  mentioned: /\bv0\.(?:dev|app)\b/,
  model: null,
  marks: [
    {
      kind: 'identity',
      roles: ['author', 'co-author'],
      addresses: ['it+v0agent@vercel.com'],
      accounts: [],
      logins: ['v0[bot]'],
      strength: 'declared',
      source: 'public commits and pull requests',
    },
    { kind: 'account', ids: [], logins: ['v0[bot]'], strength: 'declared', source: 'public commits and pull requests' },
    { kind: 'branch', pattern: /^v0\//, strength: 'weak', source: 'branches of v0, public commits and pull requests' },
  ],
};
