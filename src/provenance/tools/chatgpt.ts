import type { ToolMarks } from '../marks.ts';

export const CHATGPT: ToolMarks = {
  tool: 'chatgpt',
  title: 'ChatGPT',
  named: /\bchat-?gpt\b/i,
  product: /^chat-?gpt\b/i,
  mentioned: /\b[Cc]hat-?GPT\b|\bchatgpt\b/,
  model: /\bgpt-?\d[\w.-]{0,20}(?: (?:x?high|medium|low|mini|pro)\b)?/i,
  marks: [],
};
