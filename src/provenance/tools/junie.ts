import type { ToolMarks } from '../marks.ts';

export const JUNIE: ToolMarks = {
  tool: 'junie',
  title: 'Junie',
  named: /\bjunie\b/i,
  product: /^(?:jetbrains )?junie\b(?! \w+$)/i,
  mentioned: /\b(?:JetBrains Junie|(?:[Uu]sed|[Uu]sing|[Ww]ith|[Bb]y) Junie)\b/,
  isWord: true,
  model: null,
  marks: [
    {
      kind: 'identity',
      roles: ['author', 'co-author'],
      addresses: ['junie@jetbrains.com'],
      accounts: [],
      strength: 'declared',
      source: 'skills of the agent, in public code',
    },
  ],
};
