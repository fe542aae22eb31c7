import type { ToolMarks } from '../marks.ts';

export const GEMINI: ToolMarks = {
  tool: 'gemini',
  title: 'Gemini',
  named: /\bgemini\b/i,
  product: /^(?:google )?gemini (?:cli|code assist|\d)/i,
  mentioned: /\bGemini\b/,
  model: /\bGemini \d(?:\.\d{1,2})?(?: (?:Pro|Flash|Ultra|Nano|Deep Think)(?:[ -]Lite)?)?/i,
  marks: [
    {
      kind: 'identity',
      roles: ['author', 'co-author'],
      addresses: ['gemini-cli-agent@google.com', 'gemini-cli-robot@google.com'],
      accounts: [176961590],
      logins: ['gemini-cli[bot]'],
      strength: 'strong',
      source: 'chaoss/disclosure, detection/constants.go; trinhbentre/aiblame, docs/DETECTION.md',
    },
    {
      kind: 'account',
      ids: [176961590],
      logins: ['gemini-code-assist[bot]', 'gemini-cli[bot]'],
      strength: 'strong',
      source: 'chaoss/disclosure, detection/constants.go',
    },
  ],
};
