import type { ToolMarks } from '../marks.ts';

export const ROO_CODE: ToolMarks = {
  tool: 'roo-code',
  title: 'Roo Code',
  named: /\broo(?: code)?\b/i,
  product: /^roo code\b/i,
  mentioned: /\bRoo Code\b|\bRoomote\b/,
  model: null,
  marks: [
    {
      kind: 'identity',
      roles: ['author', 'co-author'],
      addresses: ['roomote@roocode.com'],
      accounts: [],
      logins: ['roomote[bot]'],
      strength: 'declared',
      source: 'public commits and pull requests',
    },
    {
      kind: 'account',
      ids: [],
      logins: ['roomote[bot]'],
      strength: 'declared',
      source: 'public commits and pull requests',
    },
  ],
};
