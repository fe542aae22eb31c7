import type { ToolMarks } from '../marks.ts';

export const REPLIT_AGENT: ToolMarks = {
  tool: 'replit-agent',
  title: 'Replit Agent',
  named: /\breplit\b/i,
  product: /^replit(?: agent)?\b/i,
  mentioned: /\bReplit (?:Agent|AI|Assistant)\b/,
  isWord: true,
  model: null,
  marks: [
    {
      kind: 'trailer',
      key: 'replit-commit-author',
      value: /^(?:agent|assistant)$/i,
      strength: 'declared',
      source: 'public code; chaoss/disclosure, detection/constants.go. The value Deployment is not AI',
    },
  ],
};
