import type { ToolMarks } from '../marks.ts';

export const OPENHANDS: ToolMarks = {
  tool: 'openhands',
  title: 'OpenHands',
  named: /\bopen-?hands\b/i,
  product: /^open-?hands\b/i,
  mentioned: /\b[Oo]pen-?[Hh]ands\b/,
  model: null,
  marks: [
    {
      kind: 'identity',
      roles: ['author', 'co-author'],
      addresses: ['openhands@all-hands.dev'],
      accounts: [],
      strength: 'declared',
      source: 'system prompt of OpenHands, in public code',
    },
    {
      kind: 'identity',
      roles: ['committer'],
      addresses: ['openhands@all-hands.dev'],
      accounts: [],
      strength: 'weak',
      source: 'an agent also commits what others wrote, when it rebases',
    },
    {
      kind: 'account',
      ids: [],
      logins: ['openhands-agent[bot]', 'openhands-ai[bot]'],
      strength: 'weak',
      source: 'apps of OpenHands, unconfirmed',
    },
  ],
};
