import type { ToolMarks } from '../marks.ts';

export const KIRO: ToolMarks = {
  tool: 'kiro',
  title: 'Kiro',
  named: /\bkiro\b/i,
  product: /^kiro\b(?! \w+$)/i,
  mentioned: /\bKiro\b/,
  model: null,
  marks: [
    {
      kind: 'identity',
      roles: ['author', 'co-author'],
      addresses: [],
      accounts: [],
      logins: ['kiro-agent[bot]'],
      strength: 'declared',
      source: 'mergewarden, release notes 0.7.0',
    },
    {
      kind: 'account',
      ids: [],
      logins: ['kiro-agent[bot]'],
      strength: 'declared',
      source: 'mergewarden, release notes 0.7.0',
    },
    {
      kind: 'line',
      text: /^(?:this (?:pr|pull request) (?:was|is) )?created by @?kiro-agent on behalf of @?[\w-]{1,60}[.!]?$/i,
      strength: 'declared',
      source: 'public commits and pull requests',
    },
    {
      kind: 'link',
      url: /^https:\/\/app\.kiro\.dev\/session\/[\w-]{4,}/,
      strength: 'declared',
      source: 'public commits and pull requests',
    },
  ],
};
