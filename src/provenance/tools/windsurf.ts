import type { ToolMarks } from '../marks.ts';

export const WINDSURF: ToolMarks = {
  tool: 'windsurf',
  title: 'Windsurf',
  named: /\b(?:windsurf|codeium)\b/i,
  product: /^windsurf\b/i,
  mentioned: /\bWindsurf\b|\bCodeium\b/,
  model: null,
  marks: [
    {
      kind: 'identity',
      roles: ['author', 'co-author'],
      addresses: ['noreply@windsurf.com', 'cascade@windsurf.ai', 'noreply@codeium.com'],
      accounts: [],
      strength: 'weak',
      source:
        'labri-progress/agent-mining, heuristics; no mark is written by default, and the first is also a sender of mail',
    },
  ],
};
