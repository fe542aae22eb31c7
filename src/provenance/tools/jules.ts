import type { ToolMarks } from '../marks.ts';

export const JULES: ToolMarks = {
  tool: 'jules',
  title: 'Jules',
  named: /\bjules\b/i,
  product: /^(?:google )?jules(?: ai)?$/i,
  mentioned: /\b(?:Google Jules|(?:[Uu]sed|[Uu]sing|[Ww]ith|[Bb]y) Jules)\b/,
  isWord: true,
  model: null,
  marks: [
    {
      kind: 'identity',
      roles: ['author', 'co-author'],
      addresses: [],
      accounts: [161369871],
      strength: 'declared',
      source: 'aider history',
    },
    {
      kind: 'identity',
      roles: ['committer'],
      addresses: [],
      accounts: [161369871],
      strength: 'weak',
      source: 'an agent also commits what others wrote, when it rebases',
    },
    {
      kind: 'account',
      ids: [161369871],
      logins: ['google-labs-jules[bot]'],
      strength: 'declared',
      source: 'aider history',
    },
    {
      kind: 'line',
      text: /^pr created automatically by jules for task \d{5,30} started by @[\w-]{1,60}[.!]?$/i,
      link: /^https:\/\/jules\.google\.com\/task\/\d+/,
      strength: 'declared',
      source: 'public commits and pull requests',
    },
    {
      kind: 'link',
      url: /^https:\/\/jules\.google\.com\/task\/\d{5,}/,
      strength: 'strong',
      source: 'links to tasks below pull requests, public commits and pull requests',
    },
    { kind: 'branch', pattern: /^jules\//, strength: 'weak', source: 'labri-progress/agent-mining, heuristics' },
  ],
};
