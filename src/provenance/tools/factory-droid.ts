import type { ToolMarks } from '../marks.ts';

export const FACTORY_DROID: ToolMarks = {
  tool: 'factory-droid',
  title: 'Factory Droid',
  named: /\b(?:factory[ -])?droid\b/i,
  product: /^factory[ -]droid\b/i,
  mentioned: /\bFactory Droid\b|\bfactory-droid\b/,
  isWord: true,
  model: null,
  marks: [
    {
      kind: 'identity',
      roles: ['author', 'co-author'],
      addresses: ['droid@factory.ai'],
      accounts: [138933559],
      strength: 'declared',
      source: 'git-ai history',
    },
    {
      kind: 'identity',
      roles: ['committer'],
      addresses: [],
      accounts: [138933559],
      strength: 'weak',
      source: 'an agent also commits what others wrote, when it rebases',
    },
    {
      kind: 'account',
      ids: [138933559],
      logins: ['factory-droid[bot]'],
      strength: 'declared',
      source: 'git-ai history',
    },
  ],
};
