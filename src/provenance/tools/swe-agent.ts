import type { ToolMarks } from '../marks.ts';

export const SWE_AGENT: ToolMarks = {
  tool: 'swe-agent',
  title: 'SWE-agent',
  named: /\bswe-agent\b/i,
  product: /^swe-agent\b/i,
  mentioned: /\bSWE-agent\b/,
  model: null,
  marks: [
    {
      kind: 'identity',
      roles: ['author', 'co-author'],
      addresses: ['noemail@swe-agent.com'],
      accounts: [],
      strength: 'strong',
      source: 'public commits and pull requests',
    },
  ],
};
