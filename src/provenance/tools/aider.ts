import type { ToolMarks } from '../marks.ts';

export const AIDER: ToolMarks = {
  tool: 'aider',
  title: 'aider',
  named: /\baider\b/i,
  product: /^aider\b/i,
  mentioned: /\b[Aa]ider\b/,
  model: /(?<=\baider \()[^()]{1,80}(?=\))/,
  marks: [
    {
      kind: 'identity',
      roles: ['author', 'co-author'],
      addresses: ['aider@aider.chat', 'noreply@aider.chat', 'noreply@aider.dev'],
      accounts: [],
      name: /^aider\b/i,
      strength: 'declared',
      source: 'aider/repo.py, and the history of aider',
    },
    {
      kind: 'identity',
      roles: ['author'],
      addresses: [],
      accounts: [],
      name: /\(aider\)$/,
      strength: 'declared',
      source: "aider/repo.py, commit(): the author's name with its own behind it",
    },
    {
      kind: 'identity',
      roles: ['committer'],
      addresses: [],
      accounts: [],
      name: /\(aider\)$/,
      strength: 'weak',
      source: 'aider/repo.py: a change of its user that it commits',
    },
    {
      kind: 'subject',
      pattern: /^aider: /,
      strength: 'weak',
      source: 'older versions; chaoss/disclosure, detection/constants.go',
    },
  ],
};
