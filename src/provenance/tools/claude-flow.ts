import type { ToolMarks } from '../marks.ts';

export const CLAUDE_FLOW: ToolMarks = {
  tool: 'claude-flow',
  title: 'claude-flow',
  named: /\bclaude-flow\b/i,
  product: /^claude-flow\b/i,
  mentioned: /\bclaude-flow\b/,
  model: null,
  marks: [
    {
      kind: 'identity',
      roles: ['co-author'],
      addresses: ['ruv@ruv.net'],
      accounts: [],
      name: /^claude-flow$/i,
      strength: 'declared',
      source: "ghostty history; the mailbox is also a person's, so the name counts",
    },
  ],
};
