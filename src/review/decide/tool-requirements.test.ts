import { describe, expect, it } from '@jest/globals';
import type { Provenance } from '#domain/provenance.ts';
import { ASSISTED, inputOf, policyOf } from '../../../test/decisions/sample-input.ts';
import { decide } from './decide.ts';

const TOOLS =
  'provenance:\n  tools:\n    deny: [{ tool: claude-code, because: not reviewed yet }]\n    allow: [cursor]';
const by = (tool: string): Provenance => ({
  ...ASSISTED,
  tools: [tool],
  signals: [
    {
      ...{ says: 'assisted', tool, model: null, strength: 'declared', text: '' },
      source: { kind: 'commit', sha: 'a'.repeat(40) },
    },
  ],
});

describe('AI that a policy does not allow', () => {
  it('blocks where it is denied, and says why', () => {
    const verdict = decide(inputOf({ policy: policyOf(TOOLS), provenance: by('claude-code') }));
    expect([verdict.outcome, verdict.title]).toEqual(['blocked', 'AI that the policy does not allow']);
    expect(verdict.requirements).toMatchObject([
      { kind: 'tool', state: 'unmet', reason: expect.stringContaining('Claude Code (not reviewed yet)') as unknown },
    ]);
  });

  it('waits for somebody where it is on no list', () => {
    const input = { policy: policyOf(TOOLS), provenance: by('devin') };
    expect(decide(inputOf(input)).outcome).toBe('needs-countersign');
    const approvals = [{ by: '@bo', areas: 'all' as const }];
    expect(decide(inputOf({ ...input, approvals })).outcome).toBe('pass');
    expect(decide(inputOf({ policy: policyOf(TOOLS), provenance: by('cursor') })).outcome).toBe('pass');
  });

  it('is no matter where there is no evidence of any', () => {
    expect(decide(inputOf({ policy: policyOf(TOOLS) })).outcome).toBe('pass');
  });
});
