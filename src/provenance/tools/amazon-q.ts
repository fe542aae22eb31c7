import type { ToolMarks } from '../marks.ts';

export const AMAZON_Q: ToolMarks = {
  tool: 'amazon-q',
  title: 'Amazon Q Developer',
  named: /\bamazon q\b/i,
  product: /^amazon q\b/i,
  mentioned: /\bAmazon Q\b/,
  model: null,
  marks: [
    {
      kind: 'identity',
      roles: ['author', 'co-author'],
      addresses: [],
      accounts: [208079219],
      strength: 'declared',
      source: 'chaoss/disclosure, detection/constants.go',
    },
    {
      kind: 'account',
      ids: [208079219],
      logins: ['amazon-q-developer[bot]'],
      strength: 'declared',
      source: 'chaoss/disclosure, detection/constants.go; mergewarden, config schema',
    },
  ],
};
