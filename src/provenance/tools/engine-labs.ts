import type { ToolMarks } from '../marks.ts';

export const ENGINE_LABS: ToolMarks = {
  tool: 'engine-labs',
  title: 'Engine Labs',
  named: /\b(?:engine labs|cto\.new)\b/i,
  product: /^(?:engine labs|cto\.new)\b/i,
  mentioned: /\b(?:Engine Labs|cto\.new)\b/,
  model: null,
  marks: [
    {
      kind: 'identity',
      roles: ['author', 'co-author'],
      addresses: [],
      accounts: [140088366],
      strength: 'declared',
      source: 'ghostty history',
    },
    {
      kind: 'account',
      ids: [140088366],
      logins: ['engine-labs-app[bot]'],
      strength: 'declared',
      source: 'ghostty history',
    },
  ],
};
