import type { ToolMarks } from '../marks.ts';

export const QWEN_CODE: ToolMarks = {
  tool: 'qwen-code',
  title: 'Qwen Code',
  named: /\bqwen(?:-?code|-?coder)?\b/i,
  product: /^qwen(?:[ -]?code(?:r)?)\b/i,
  mentioned: /\bQwen[ -]?Code(?:r)?\b/,
  model: /\bqwen\d[\w.-]{0,5}-(?:coder|max|plus)[\w.-]{0,20}/i,
  marks: [
    {
      kind: 'identity',
      roles: ['author', 'co-author'],
      addresses: ['qwen-coder@alibabacloud.com'],
      accounts: [],
      strength: 'declared',
      source: 'gitCoAuthor, on by default: tests of qwen-code, in public code',
    },
  ],
};
