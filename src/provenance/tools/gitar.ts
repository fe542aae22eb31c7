import type { ToolMarks } from '../marks.ts';

export const GITAR: ToolMarks = {
  tool: 'gitar',
  title: 'Gitar',
  named: /\bgitar\b/i,
  product: /^gitar(?:\.ai| ai)\b/i,
  mentioned: /\bGitar\b/,
  model: null,
  marks: [
    {
      kind: 'identity',
      roles: ['author', 'co-author'],
      addresses: ['noreply@gitar.ai'],
      accounts: [],
      strength: 'declared',
      source: 'git-ai history',
    },
  ],
};
