import { describe, expect, it } from '@jest/globals';
import { TOOLS } from './all-tools.ts';

const marks = TOOLS.flatMap((tool) => tool.marks.map((mark) => ({ tool: tool.tool, mark })));

describe('the tables of tools', () => {
  it('name each tool once', () => {
    const ids = TOOLS.map((tool) => tool.tool);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual([...ids].sort());
  });

  it.each(marks)('say where a fact was seen, and match wholes: $tool $mark.kind $mark.source', ({ mark }) => {
    expect(mark.source.length).toBeGreaterThan(10);
    switch (mark.kind) {
      case 'identity':
        for (const address of mark.addresses) expect(address).toMatch(/^[a-z0-9.+[\]-]+@[a-z0-9.-]+$/);
        for (const login of mark.logins ?? []) expect(login).toMatch(/^[a-z0-9-]+\[bot\]$/);
        if (mark.addresses.length + mark.accounts.length + (mark.logins ?? []).length === 0) {
          expect(mark.name?.source).toMatch(/^\^|\$$/);
        }
        break;
      case 'account':
        for (const login of mark.logins) expect(login).toBe(login.toLowerCase());
        // Without an id, only a login that nobody else can have.
        if (mark.ids.length === 0) for (const login of mark.logins) expect(login).toMatch(/\[bot\]$/);
        break;
      case 'trailer':
        expect(mark.key).toBe(mark.key.toLowerCase());
        expect(mark.value.source).toMatch(/^\^/);
        break;
      case 'line':
        expect(mark.text.source).toMatch(/^\^.*\$$/);
        break;
      case 'link':
        expect(mark.url.source).toMatch(/^\^https:/);
        break;
      case 'branch':
      case 'subject':
        expect(mark.pattern.source).toMatch(/^\^/);
        break;
      default:
        expect(mark).toBe('a mark of a known kind');
    }
  });

  it('keep no state in their patterns', () => {
    for (const { mark } of marks) {
      for (const value of Object.values(mark)) {
        if (value instanceof RegExp) expect([value.global, value.sticky]).toEqual([false, false]);
      }
    }
  });

  it('name strong identities of a tool before weak ones, since the first that fits is taken', () => {
    const rank = { declared: 0, strong: 1, weak: 2 };
    for (const tool of TOOLS) {
      for (const role of ['author', 'co-author', 'committer'] as const) {
        const same = tool.marks.filter((mark) => mark.kind === 'identity' && mark.roles.includes(role));
        for (const mark of same) {
          if (mark.kind !== 'identity' || mark.strength === 'weak') continue;
          const before = same
            .slice(0, same.indexOf(mark))
            .filter((one) => one.kind === 'identity' && rank[one.strength] > rank[mark.strength]);
          const shared = before.filter(
            (one) => one.kind === 'identity' && one.addresses.some((address) => mark.addresses.includes(address)),
          );
          expect(shared).toEqual([]);
        }
      }
    }
  });
});
