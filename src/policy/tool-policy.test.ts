import { describe, expect, it } from '@jest/globals';
import { parsePolicy } from './parse.ts';
import { objectionsTo, stricterTools, type ToolPolicy, type UsedTool } from './tool-policy.ts';

function toolsOf(text: string): ToolPolicy {
  const result = parsePolicy(`version: 1\nprovenance:\n  tools:\n${text}`, { knownRules: [] });
  if (!result.ok) throw new Error(result.errors.map((error) => error.message).join('\n'));
  return result.policy.provenance.tools;
}

const used = (tool: string | null, model: string | null = null): UsedTool => ({ tool, model });
const against = (policy: ToolPolicy, ...tools: UsedTool[]) => objectionsTo(tools, policy).map(({ then }) => then);

describe('tools that a policy allows', () => {
  it('are all where it says nothing', () => {
    expect(against(toolsOf('    deny: []'), used('cursor'), used(null))).toEqual([]);
  });

  it('are those of its list; any other waits for somebody, or blocks', () => {
    const policy = toolsOf('    allow: [claude-code, { tool: cursor, model: "some-*" }]');
    expect(against(policy, used('claude-code', 'Any 1'), used('cursor', 'some-model'), used('cursor'))).toEqual([]);
    expect(against(policy, used('devin'), used('cursor', 'other'))).toEqual(['countersign', 'countersign']);
    expect(against(toolsOf('    allow: [claude-code]\n    otherwise: block'), used('devin'))).toEqual(['block']);
    expect(against(policy, used(null))).toEqual([]);
  });

  it('are not those it denies, by tool or by model', () => {
    const policy = toolsOf('    deny: [devin, { model: "gpt-3*", then: countersign, because: too old }]');
    expect(objectionsTo([used('devin'), used('openai-codex', 'GPT-3.5'), used('cursor')], policy)).toEqual([
      { used: used('devin'), then: 'block', because: null },
      { used: used('openai-codex', 'GPT-3.5'), then: 'countersign', because: 'too old' },
    ]);
  });

  it('of two policies that both hold are those that both allow', () => {
    const both = stricterTools(toolsOf('    allow: [claude-code, cursor]'), toolsOf('    allow: [cursor, devin]'));
    expect(against(both, used('cursor'))).toEqual([]);
    expect(against(both, used('claude-code'), used('devin'))).toEqual(['countersign', 'countersign']);
  });
});
