import { afterAll, describe, expect, it } from '@jest/globals';
import { createGrammars } from '#adapters/grammars/grammars.ts';
import { TYPESCRIPT_TRAITS } from '../languages/typescript/traits.ts';
import { lowerModule } from '../languages/typescript/lower.ts';
import type { FunctionFacts } from '../module-facts.ts';
import { extractModule } from './extract-module.ts';

const grammars = createGrammars();
afterAll(() => grammars.close());

async function topLevel(text: string): Promise<FunctionFacts> {
  const outcome = (await grammars.parser('typescript')).parse(text);
  if ('failed' in outcome) throw new Error(outcome.failed);
  try {
    const facts = extractModule(lowerModule(outcome.tree, text), {
      dialect: 'typescript',
      lineCount: text.split('\n').length,
      traits: TYPESCRIPT_TRAITS,
    });
    const [module] = facts.functions;
    if (module === undefined) throw new Error('a module has top-level code');
    return module;
  } finally {
    outcome.tree.delete();
  }
}

describe('values where two sides of an if meet', () => {
  it('say which side gave which', async () => {
    const { nodes } = await topLevel(`let order = 'id'; if (ok(input)) order = input.sort; use(order);`);
    const join = nodes.find((node) => node.kind === 'join');
    if (join?.kind !== 'join') throw new Error('no join');
    expect(join.branch).toBe(0);
    expect(join.of.map((id) => nodes[id]?.kind)).toEqual(['member', 'literal']);
  });

  it('say nothing where one side leaves, or where a default is taken', async () => {
    const { nodes } = await topLevel(`let { a = 1 } = input; if (a) { throw a; } else { a = 2; } use(a);`);
    expect(nodes.filter((node) => node.kind === 'join').map((node) => 'branch' in node)).toEqual([false]);
  });
});

describe('points at which values are made', () => {
  it('tell what holds there, behind a side that leaves, too', async () => {
    const { nodes, madeAt, points, branches } = await topLevel(
      `if (a) { use({ b: 1 }); } else { use([2]); } for (const c of list) { if (c) continue; use('d'); }`,
    );
    const held = nodes.flatMap((node, id) => {
      if (node.kind !== 'object' && node.kind !== 'array' && (node.kind !== 'literal' || node.value !== 'd')) return [];
      const assumed: unknown[] = [];
      for (let at = points[madeAt[id] ?? 0]; at?.parent != null; at = points[at.parent])
        if (at.kind === 'assume') assumed.push([nodes[branches[at.branch]?.condition ?? -1]?.kind, at.holds]);
      return [[node.kind, ...assumed]];
    });
    expect(held).toEqual([
      ['object', ['global', true]],
      ['array', ['global', false]],
      ['literal', ['element', false]],
    ]);
    expect(madeAt).toHaveLength(nodes.length);
  });
});

describe('collections that grow', () => {
  it('hold what is put under a key, and not the key', async () => {
    const { nodes } = await topLevel(`list.push(a, b); map.set('x', c); map.set(k, d); set.add(e);`);
    const updates = nodes.flatMap((node) => {
      if (node.kind !== 'update') return [];
      const value = nodes[node.value];
      return [[node.name, value?.kind === 'global' ? value.name : null]];
    });
    expect(updates).toEqual([
      [null, 'a'],
      [null, 'b'],
      ['x', 'c'],
      [null, 'd'],
      [null, 'e'],
    ]);
  });
});

describe('names of locals', () => {
  it('are kept where the value does not tell them', async () => {
    const { locals, nodes } = await topLevel(
      `const secret = make(); const { id, key: apiKey } = input; let id2 = id; id2 = secret;`,
    );
    expect(locals.map(({ name, node }) => [name, nodes[node]?.kind])).toEqual([
      ['secret', 'call'],
      ['apiKey', 'member'],
      ['id2', 'member'],
      ['id2', 'call'],
    ]);
  });

  it('do not enter the hash of a function', async () => {
    const [one, other] = await Promise.all([topLevel('const a = f(); g(a);'), topLevel('const b = f(); g(b);')]);
    expect(one.hash).toBe(other.hash);
  });
});
