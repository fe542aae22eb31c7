import type { ToolMarks } from '../marks.ts';

export const COSINE: ToolMarks = {
  tool: 'cosine',
  title: 'Cosine',
  named: /\bcosine(?: genie)?\b/i,
  product: /^cosine genie\b/i,
  mentioned: /\bCosine (?:AI|Genie)\b/,
  isWord: true,
  model: null,
  marks: [
    {
      kind: 'identity',
      roles: ['author', 'co-author'],
      addresses: ['agent@cosine.sh'],
      accounts: [],
      strength: 'declared',
      source: 'aider history',
    },
    {
      kind: 'identity',
      roles: ['committer'],
      addresses: ['agent@cosine.sh'],
      accounts: [],
      strength: 'declared',
      source: 'the agent commits what it wrote: aider history',
    },
  ],
};
