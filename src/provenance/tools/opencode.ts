import type { ToolMarks } from '../marks.ts';

export const OPENCODE: ToolMarks = {
  tool: 'opencode',
  title: 'opencode',
  named: /\bopencode\b/i,
  product: /^opencode\b/i,
  mentioned: /\b[Oo]pen[Cc]ode\b/,
  model: null,
  marks: [
    {
      kind: 'identity',
      roles: ['author', 'co-author'],
      addresses: ['noreply@opencode.ai'],
      accounts: [],
      logins: ['opencode-agent[bot]'],
      strength: 'declared',
      source: 'crush history, 7627d715',
    },
    { kind: 'account', ids: [], logins: ['opencode-agent[bot]'], strength: 'declared', source: 'crush history' },
    {
      kind: 'line',
      text: /^(?:🤖 ?)?generated with opencode[.!]?$/iu,
      link: /^https:\/\/(?:www\.)?opencode\.ai(?:\/|$)/,
      strength: 'declared',
      source: 'crush history, 7627d715',
    },
    {
      kind: 'branch',
      pattern: /^opencode\//,
      strength: 'weak',
      source: 'crush history; the address opencode@sst.dev is that of a release bot',
    },
  ],
};
