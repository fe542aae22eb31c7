import type { ToolMarks } from '../marks.ts';

export const WARP: ToolMarks = {
  tool: 'warp',
  title: 'Warp',
  named: /\bwarp(?:\.dev| agent)?\b/i,
  product: /^warp agent\b/i,
  mentioned: /\b(?:Warp (?:Agent|AI)|[Uu]sing Warp)\b/,
  isWord: true,
  model: null,
  marks: [
    {
      kind: 'identity',
      roles: ['author', 'co-author'],
      addresses: ['oz-agent@warp.dev', 'agent@warp.dev'],
      accounts: [],
      strength: 'declared',
      source: 'aider history',
    },
  ],
};
