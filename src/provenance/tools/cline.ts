import type { ToolMarks } from '../marks.ts';

export const CLINE: ToolMarks = {
  tool: 'cline',
  title: 'Cline',
  named: /\bcline\b/i,
  product: /^cline\b(?! \w+$)/i,
  mentioned: /\b(?:[Uu]sed|[Uu]sing|[Ww]ith|[Bb]y) Cline\b/,
  isWord: true,
  model: null,
  marks: [
    {
      kind: 'identity',
      roles: ['author', 'co-author'],
      addresses: ['noreply@cline.bot', 'cline@example.com'],
      accounts: [205137888],
      strength: 'weak',
      source:
        'chaoss/disclosure, detection/constants.go; labri-progress/agent-mining, heuristics; no trailer is written by default',
    },
    {
      kind: 'account',
      ids: [205137888],
      logins: ['cline[bot]'],
      strength: 'weak',
      source: 'chaoss/disclosure, detection/constants.go',
    },
  ],
};
