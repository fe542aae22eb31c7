import type { ToolMarks } from '../marks.ts';

const SETTINGS = 'Claude Code settings: attribution.commit and attribution.pr, docs.rs/claude-code-settings';

export const CLAUDE_CODE: ToolMarks = {
  tool: 'claude-code',
  title: 'Claude Code',
  named: /\bclaude\b/i,
  product: /^claude (?:code\b|(?:opus|sonnet|haiku|[a-z]{3,12}) \d|\d)/i,
  // A name of the tool's own, or no surname behind it.
  mentioned:
    /\bClaude\b(?! (?!Code\b|AI\b|Desktop\b|Max\b|Pro\b|Agent\b|CLI\b|[A-Z][a-z]{2,15} \d)[A-Z][a-z])|\b(?:used|using|with|by|from|asked|via) claude\b/,
  isWord: true,
  model:
    /\b(?:Claude (?:(?!Code\b)[A-Z][a-z]{2,15} \d(?:[\w.]{0,7}\w)?|\d(?:[\w.]{0,7}\w)? [A-Z][a-z]{2,15})|(?:Opus|Sonnet|Haiku) \d(?:[\w.]{0,7}\w)?)(?: \((?!Claude)[^()]{1,30}\))?/,
  marks: [
    {
      kind: 'identity',
      roles: ['author', 'co-author'],
      addresses: ['noreply@anthropic.com'],
      accounts: [],
      name: /^claude\b/i,
      strength: 'declared',
      source: SETTINGS,
    },
    {
      // Other tools borrow the address: it says that AI took part, and hardly which.
      kind: 'identity',
      roles: ['author', 'co-author', 'committer'],
      addresses: ['noreply@anthropic.com'],
      accounts: [],
      strength: 'weak',
      source: 'public history: "goose <noreply@anthropic.com>"',
    },
    {
      kind: 'identity',
      roles: ['author', 'co-author'],
      addresses: [],
      accounts: [209825114, 242468646, 208546643],
      strength: 'declared',
      source: 'account ids of claude[bot], anthropic-code-agent[bot] and claude-code-action[bot]: chaoss/disclosure',
    },
    {
      kind: 'identity',
      roles: ['co-author'],
      addresses: [],
      accounts: [],
      name: /^claude (?:code\b|(?:opus|sonnet|haiku) \d)/i,
      strength: 'strong',
      source: "written by hand where the tool's own trailer is turned off, in public history",
    },
    {
      kind: 'account',
      ids: [209825114, 242468646, 208546643],
      logins: ['claude[bot]', 'anthropic-code-agent[bot]', 'claude-code-action[bot]'],
      strength: 'declared',
      source: 'chaoss/disclosure, detection/constants.go',
    },
    {
      kind: 'trailer',
      key: 'claude-session',
      value: /^https:\/\/claude\.ai\/code\/session_\w+/,
      strength: 'declared',
      source: 'anthropics/claude-code#77830',
    },
    {
      kind: 'link',
      url: /^https:\/\/claude\.ai\/code\/session_\w{6,}/,
      strength: 'strong',
      source: 'session links of Claude Code on the web, in public history',
    },
    {
      kind: 'line',
      text: /^(?:🤖 ?)?generated (?:with|by) claude code[.!]?$/i,
      strength: 'declared',
      source: SETTINGS,
    },
    {
      // The web version ends its branches in five or six random characters: a digit among small letters ...
      kind: 'branch',
      pattern: /^claude\/[\w.-]+-(?=[a-z0-9]{5,6}$)(?=[a-z]*\d[a-z0-9]*[a-z])[a-z0-9]+$/,
      strength: 'strong',
      source: 'branches of Claude Code on the web, in public repositories',
    },
    {
      // ... or letters of both cases, in a way that no word or product is written.
      kind: 'branch',
      pattern:
        /^claude\/[\w.-]+-(?=[A-Za-z0-9]{5,6}$)(?=[a-z0-9]*[A-Z])(?=[A-Z0-9]*[a-z])(?![A-Z]+[a-z]+\d*$)(?![A-Z]*[a-z]+(?:[A-Z]+[a-z]*)?$)[A-Za-z0-9]+$/,
      strength: 'strong',
      source: 'branches of Claude Code on the web, in public repositories',
    },
    {
      kind: 'branch',
      pattern: /^claude\/(?:issue|pr)-\d+-\d{8}[-_]\d{4,6}$/,
      strength: 'strong',
      source: 'anthropics/claude-code-action: prefix, kind, number and time',
    },
    { kind: 'branch', pattern: /^claude\//, strength: 'weak', source: 'chaoss/disclosure, detection/constants.go' },
  ],
};
