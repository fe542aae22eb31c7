import type { ToolMarks } from '../marks.ts';

export const BOLT: ToolMarks = {
  tool: 'bolt',
  title: 'Bolt',
  named: /\bbolt\.new\b/i,
  product: /^bolt\.new\b/i,
  mentioned: /\b[Bb]olt\.new\b/,
  model: null,
  marks: [
    {
      kind: 'identity',
      roles: ['author', 'co-author'],
      addresses: [],
      accounts: [],
      logins: ['bolt-new-by-stackblitz[bot]', 'stackblitz[bot]'],
      strength: 'weak',
      source: 'trinhbentre/aiblame, docs/DETECTION.md, unconfirmed',
    },
    {
      kind: 'account',
      ids: [],
      logins: ['bolt-new-by-stackblitz[bot]', 'stackblitz[bot]'],
      strength: 'weak',
      source: 'trinhbentre/aiblame, docs/DETECTION.md, unconfirmed',
    },
  ],
};
