import type { ToolMarks } from '../marks.ts';

export const AUGMENT: ToolMarks = {
  tool: 'augment',
  title: 'Augment Code',
  named: /\baugment(?: code)?\b/i,
  product: /^augment code\b/i,
  mentioned: /\bAugment Code\b/,
  isWord: true,
  model: null,
  marks: [
    {
      kind: 'identity',
      roles: ['author', 'co-author'],
      addresses: [],
      accounts: [],
      logins: ['augmentcode[bot]'],
      strength: 'declared',
      source: 'public commits and pull requests',
    },
    {
      kind: 'account',
      ids: [],
      logins: ['augmentcode[bot]'],
      strength: 'declared',
      source: 'public commits and pull requests',
    },
    {
      kind: 'line',
      text: /^pull request opened by augment code with guidance from the pr author[.!]?$/i,
      link: /^https:\/\/(?:www\.)?augmentcode\.com(?:\/|$)/,
      strength: 'declared',
      source: 'public commits and pull requests',
    },
  ],
};
