import { describe, expect, it } from '@jest/globals';
import { labelEvidence } from './label-evidence.ts';

describe('labels', () => {
  it.each([
    ['ai-assisted', null, 'declared'],
    ['AI generated', null, 'declared'],
    ['written-by: AI', null, 'declared'],
    ['codex', 'openai-codex', 'weak'],
    ['Claude Code', 'claude-code', 'weak'],
    ['devin', 'devin', 'weak'],
    ['copilot', 'github-copilot', 'weak'],
  ])('%s', (label, tool, strength) => {
    expect(labelEvidence(label)).toMatchObject([{ says: 'assisted', tool, strength, source: { kind: 'label' } }]);
  });

  it.each(['bug', 'ai', 'area: ai', 'ai-policy', 'cursor-pagination', 'feature: copilot-support', '', '__proto__'])(
    '%j says nothing',
    (label) => {
      expect(labelEvidence(label)).toEqual([]);
    },
  );
});
