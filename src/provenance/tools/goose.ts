import type { ToolMarks } from '../marks.ts';

export const GOOSE: ToolMarks = {
  tool: 'goose',
  title: 'Goose',
  named: /\bgoose\b/i,
  product: /^goose (?:ai|agent|cli)\b/i,
  mentioned: /\b(?:Block Goose|(?:[Uu]sed|[Uu]sing|[Ww]ith) [Gg]oose)\b/,
  isWord: true,
  model: null,
  marks: [
    {
      kind: 'identity',
      roles: ['author', 'co-author'],
      addresses: ['goose@block.xyz', 'goose-agent@block.xyz'],
      accounts: [271095942],
      strength: 'weak',
      source: 'no single identity: public commits and pull requests',
    },
    {
      kind: 'identity',
      roles: ['author', 'co-author'],
      addresses: ['noreply@anthropic.com'],
      accounts: [],
      name: /^goose$/i,
      strength: 'strong',
      source: 'goose on a borrowed address: public commits and pull requests',
    },
  ],
};
