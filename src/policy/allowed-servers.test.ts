import { describe, expect, it } from '@jest/globals';
import { allowsServer } from './allowed-servers.ts';
import { policyDigest } from './digest.ts';
import { parsePolicy } from './parse.ts';
import { defaultPolicy, type Policy } from './policy.ts';
import { stricter } from './stricter.ts';

function policyWith(servers: string): Policy {
  const result = parsePolicy(`version: 1\nagents:\n  servers: ${servers}\n`, { knownRules: [] });
  if (!result.ok) throw new Error(result.errors[0]?.message);
  return result.policy;
}

describe('servers that a policy allows', () => {
  it('are not limited where it names none', () => {
    expect(allowsServer(defaultPolicy())).toBeNull();
  });

  it.each([
    ["['@acme/*', mcp.acme.example/docs]", '@acme/orders-mcp', true],
    ["['@acme/*', mcp.acme.example/docs]", 'MCP.acme.example/docs', true],
    ["['@acme/*', mcp.acme.example/docs]", 'mcp.acme.example/other', false],
    ["['@acme/*']", 'x@acme/orders', false],
    ['[]', '@acme/orders-mcp', false],
  ])('%s, for %s: %s', (servers, identity, allowed) => {
    expect(allowsServer(policyWith(servers))?.(identity)).toBe(allowed);
  });

  it('are those on both lists where two policies hold', () => {
    const both = allowsServer(stricter(policyWith("['@acme/*']"), policyWith("['@acme/a', other]")));
    expect(['@acme/a', '@acme/b', 'other'].map((name) => both?.(name))).toEqual([true, false, false]);
    expect(allowsServer(stricter(defaultPolicy(), policyWith('[a]')))?.('b')).toBe(false);
  });

  it('are part of what a policy is known by, and leave no trace where there are none', () => {
    expect(policyDigest(policyWith('[a]'))).not.toBe(policyDigest(policyWith('[b]')));
    expect(policyDigest({ ...defaultPolicy(), agents: { servers: [] } })).toBe(policyDigest(defaultPolicy()));
  });

  it('have to be a list of names', () => {
    expect(parsePolicy('version: 1\nagents:\n  servers: all\n', { knownRules: [] }).ok).toBe(false);
    expect(parsePolicy('version: 1\nagents:\n  server: []\n', { knownRules: [] }).ok).toBe(false);
  });
});
