import type { ToolMarks } from '../marks.ts';

export const JETBRAINS_AI: ToolMarks = {
  tool: 'jetbrains-ai',
  title: 'JetBrains AI',
  named: /\bjetbrains ai\b/i,
  product: /^jetbrains ai\b/i,
  mentioned: /\bJetBrains AI\b/,
  model: null,
  marks: [
    {
      kind: 'identity',
      roles: ['author', 'co-author'],
      addresses: [],
      accounts: [220155983],
      strength: 'weak',
      source: 'chaoss/disclosure, detection/constants.go',
    },
    {
      kind: 'account',
      ids: [220155983],
      logins: ['jetbrains-ai[bot]'],
      strength: 'weak',
      source: 'chaoss/disclosure, detection/constants.go',
    },
  ],
};
