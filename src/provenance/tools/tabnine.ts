import type { ToolMarks } from '../marks.ts';

export const TABNINE: ToolMarks = {
  tool: 'tabnine',
  title: 'Tabnine',
  named: /\btabnine\b/i,
  product: /^tabnine\b/i,
  mentioned: /\bTab[Nn]ine\b/,
  model: null,
  marks: [
    {
      kind: 'identity',
      roles: ['author', 'co-author'],
      addresses: [],
      accounts: [],
      name: /^tabnine(?: agent| ai)?$/i,
      strength: 'weak',
      source: 'trinhbentre/aiblame, docs/DETECTION.md; the domain is shared with people',
    },
  ],
};
