import type { ToolMarks } from '../marks.ts';

export const DEVIN: ToolMarks = {
  tool: 'devin',
  title: 'Devin',
  named: /\bdevin\b/i,
  product: /^devin(?:\.ai\b| ai\b)/i,
  mentioned: /\bDevin AI\b|\bDevin\.ai\b/,
  isWord: true,
  model: null,
  marks: [
    {
      kind: 'identity',
      roles: ['author', 'co-author'],
      addresses: [],
      accounts: [158243242],
      strength: 'declared',
      source: 'account id of devin-ai-integration[bot], in public history',
    },
    {
      kind: 'identity',
      roles: ['committer'],
      addresses: [],
      accounts: [158243242],
      strength: 'weak',
      source: 'an agent also commits what others wrote, when it rebases',
    },
    {
      kind: 'identity',
      roles: ['co-author'],
      addresses: [],
      accounts: [],
      name: /^Devin AI$/,
      strength: 'strong',
      source: 'written by hand, in public history',
    },
    {
      kind: 'account',
      ids: [158243242],
      logins: ['devin-ai-integration[bot]'],
      strength: 'declared',
      source: 'public pull requests',
    },
    {
      // Reviews (app.devin.ai/review/…) say nothing about who wrote the change.
      kind: 'link',
      url: /^https:\/\/app\.devin\.ai\/sessions\/[0-9a-f]{32}\b/,
      strength: 'declared',
      source: '"Link to Devin session" below pull requests, in public repositories',
    },
    {
      kind: 'line',
      text: /^(?:🤖 ?)?generated with devin[.!]?$/i,
      link: /^https:\/\/(?:www\.)?devin\.ai(?:\/|$)/,
      strength: 'declared',
      source: 'Devin on the command line, in public pull requests',
    },
    {
      kind: 'branch',
      pattern: /^devin\/\d{10}-[\w.-]+$/,
      strength: 'strong',
      source: 'devin/<unix seconds>-<slug>, in public repositories',
    },
    { kind: 'branch', pattern: /^devin\//, strength: 'weak', source: 'aavetis/PRarena' },
  ],
};
