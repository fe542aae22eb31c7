import type { ToolMarks } from '../marks.ts';

export const FIREBENDER: ToolMarks = {
  tool: 'firebender',
  title: 'Firebender',
  named: /\bfirebender\b/i,
  product: /^firebender\b/i,
  mentioned: /\bFirebender\b/,
  model: null,
  marks: [
    {
      kind: 'identity',
      roles: ['author', 'co-author'],
      addresses: ['help@firebender.com'],
      accounts: [],
      name: /^firebender\b/i,
      strength: 'declared',
      source: 'git-ai history',
    },
  ],
};
