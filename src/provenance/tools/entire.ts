import type { ToolMarks } from '../marks.ts';

export const ENTIRE: ToolMarks = {
  tool: 'entire',
  title: 'Entire',
  named: /\bentire\.io\b/i,
  product: /^entire\.io\b/i,
  mentioned: /\bentire\.io\b/,
  model: null,
  marks: [
    {
      kind: 'trailer',
      key: 'entire-checkpoint',
      value: /^[0-9a-f]{6,64}$/i,
      strength: 'weak',
      source: 'entireio/cli history: a checkpoint of a session; who wrote is in Entire-Agent',
    },
    {
      kind: 'trailer',
      key: 'entire-session',
      value: /^[\w.:-]{6,100}$/,
      strength: 'weak',
      source: 'entireio/cli history',
    },
    {
      kind: 'trailer',
      key: 'entire-strategy',
      value: /^[a-z][\w-]{2,40}$/i,
      strength: 'weak',
      source: 'entireio/cli history',
    },
  ],
};
