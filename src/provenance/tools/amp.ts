import type { ToolMarks } from '../marks.ts';

export const AMP: ToolMarks = {
  tool: 'amp',
  title: 'Amp',
  named: /\bamp\b(?!-|\.)/i,
  product: /^amp code\b|^sourcegraph amp\b/i,
  mentioned: /\bAmp\b(?! (?:hours?|fuse|curve))/,
  isWord: true,
  model: null,
  marks: [
    {
      kind: 'identity',
      roles: ['author', 'co-author'],
      addresses: ['amp@ampcode.com'],
      accounts: [],
      strength: 'declared',
      source: 'ghostty history',
    },
    {
      kind: 'trailer',
      key: 'amp-thread-id',
      value: /^https:\/\/ampcode\.com\/threads\/T-[0-9a-f-]{8,}/,
      strength: 'declared',
      source: 'ghostty history',
    },
    {
      kind: 'link',
      url: /^https:\/\/ampcode\.com\/threads\/T-[0-9a-f-]{8,}/,
      strength: 'weak',
      source: 'threads that a text refers to: strong inside a disclosure alone, ghostty history',
    },
  ],
};
