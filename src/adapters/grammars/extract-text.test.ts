import { afterAll, describe, expect, it } from '@jest/globals';
import { extractText } from './extract-text.ts';
import { createGrammars, type GrammarParser, type Grammars } from './grammars.ts';

const grammars = createGrammars();
afterAll(() => grammars.close());

/** The same grammars, whose trees are counted; `broken` ones cannot be read. */
function counted(broken: boolean): { readonly grammars: Grammars; readonly alive: () => number } {
  let alive = 0;
  const watch = (parser: GrammarParser): GrammarParser => ({
    parse(text) {
      const outcome = parser.parse(text);
      if ('failed' in outcome) return outcome;
      alive += 1;
      const tree = new Proxy(outcome.tree, {
        get(target, name) {
          if (name === 'delete') alive -= 1;
          else if (broken) throw new RangeError('Maximum call stack size exceeded');
          const value: unknown = Reflect.get(target, name, target);
          return typeof value === 'function' ? (value.bind(target) as unknown) : value;
        },
      });
      return { ...outcome, tree };
    },
  });
  return {
    grammars: { ...grammars, parser: async (name) => watch(await grammars.parser(name)) },
    alive: () => alive,
  };
}

// What lives in WebAssembly is collected by nobody: sixty trees that stay are most of a gigabyte.
describe('a tree is given back', () => {
  it.each([
    ['typescript', 'export const a = (b: string) => b;'],
    ['typescript', 'export const = ( {'],
    ['terraform', 'resource "a" "b" { c = 1 }'],
  ] as const)('once %s is read: %s', async (dialect, text) => {
    const watched = counted(false);
    expect(await extractText(watched.grammars, { dialect, text })).toHaveProperty('facts');
    expect(watched.alive()).toBe(0);
  });

  it('where it could not be read, which is that file’s problem alone', async () => {
    const watched = counted(true);
    expect(await extractText(watched.grammars, { dialect: 'typescript', text: 'a()' })).toEqual({
      failed: 'its structure could not be read (nested too deeply)',
    });
    expect(watched.alive()).toBe(0);
  });
});
