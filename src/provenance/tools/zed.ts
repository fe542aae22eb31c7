import type { ToolMarks } from '../marks.ts';

export const ZED: ToolMarks = {
  tool: 'zed',
  title: 'Zed',
  named: /\bzed(?: agent| ai)?\b/i,
  product: /^zed (?:agent|ai)\b/i,
  mentioned: /\bZed (?:[Aa]gent|AI|[Aa]ssistant)\b/,
  isWord: true,
  model: null,
  marks: [
    {
      kind: 'identity',
      roles: ['author', 'co-author'],
      addresses: ['agent@zed.dev'],
      accounts: [],
      strength: 'weak',
      source: 'public commits and pull requests, two of them; unconfirmed',
    },
  ],
};
