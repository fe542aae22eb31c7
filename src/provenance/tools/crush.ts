import type { ToolMarks } from '../marks.ts';

export const CRUSH: ToolMarks = {
  tool: 'crush',
  title: 'Crush',
  named: /\bcrush\b/i,
  product: /^(?:charm )?crush:/i,
  mentioned: /\b(?:Charm Crush|(?:[Uu]sed|[Uu]sing|[Ww]ith|[Bb]y) Crush)\b/,
  isWord: true,
  model: /(?<=\bCrush:)[\w./-]{1,80}|^.{1,60}(?= via Crush\b)/,
  marks: [
    {
      kind: 'identity',
      roles: ['author', 'co-author'],
      addresses: ['crush@charm.land'],
      accounts: [],
      strength: 'declared',
      source: 'crush history',
    },
    { kind: 'line', text: /^(?:💘 ?)?generated with crush[.!]?$/iu, strength: 'declared', source: 'crush history' },
  ],
};
