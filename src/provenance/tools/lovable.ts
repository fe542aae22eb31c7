import type { ToolMarks } from '../marks.ts';

export const LOVABLE: ToolMarks = {
  tool: 'lovable',
  title: 'Lovable',
  named: /\blovable\b/i,
  product: /^lovable(?:\.dev)?\b/i,
  mentioned: /\bLovable\b/,
  isWord: true,
  model: null,
  marks: [
    {
      kind: 'identity',
      roles: ['author', 'co-author'],
      addresses: ['noreply@lovable.dev'],
      accounts: [159125892],
      logins: ['lovable-dev[bot]'],
      strength: 'declared',
      source: 'public commits and pull requests',
    },
    {
      kind: 'account',
      ids: [159125892],
      logins: ['gpt-engineer-app[bot]', 'lovable-dev[bot]'],
      strength: 'declared',
      source: 'public commits and pull requests',
    },
  ],
};
