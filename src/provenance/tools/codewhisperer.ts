import type { ToolMarks } from '../marks.ts';

export const CODEWHISPERER: ToolMarks = {
  tool: 'codewhisperer',
  title: 'CodeWhisperer',
  named: /\bcode ?whisperer\b/i,
  product: /^(?:amazon )?code ?whisperer\b/i,
  mentioned: /\bCode ?Whisperer\b/,
  model: null,
  marks: [],
};
