import type { ToolMarks } from '../marks.ts';

export const CODY: ToolMarks = {
  tool: 'cody',
  title: 'Cody',
  named: /\bcody\b/i,
  product: /^sourcegraph cody\b/i,
  mentioned: /\b(?:Sourcegraph Cody|(?:[Uu]sed|[Uu]sing|[Ww]ith) Cody)\b/,
  isWord: true,
  model: null,
  marks: [
    {
      kind: 'identity',
      roles: ['author', 'co-author'],
      addresses: [],
      accounts: [201248094],
      strength: 'weak',
      source: 'chaoss/disclosure, detection/constants.go; that it writes is unconfirmed',
    },
    {
      kind: 'account',
      ids: [201248094],
      logins: ['sourcegraph-cody[bot]'],
      strength: 'weak',
      source: 'chaoss/disclosure, detection/constants.go',
    },
  ],
};
