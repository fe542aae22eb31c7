import type { ToolMarks } from '../marks.ts';

export const CONTINUE: ToolMarks = {
  tool: 'continue',
  title: 'Continue',
  named: /\bcontinue\.dev\b/i,
  product: /^continue\.dev\b/i,
  mentioned: /\bcontinue\.dev\b/i,
  model: null,
  marks: [
    {
      kind: 'identity',
      roles: ['author', 'co-author'],
      addresses: ['noreply@continue.dev'],
      accounts: [230936708],
      strength: 'weak',
      source: 'chaoss/disclosure, detection/constants.go',
    },
    {
      kind: 'account',
      ids: [230936708],
      logins: ['continue[bot]'],
      strength: 'weak',
      source: 'chaoss/disclosure, detection/constants.go',
    },
  ],
};
