import type { ToolMarks } from '../marks.ts';

export const PI: ToolMarks = {
  tool: 'pi',
  title: 'Pi',
  named: /\bpi\b/i,
  product: /^pi coding agent\b/i,
  mentioned: /\bPi (?:coding )?agent\b|\bpi coding agent\b/,
  isWord: true,
  model: null,
  marks: [],
};
