import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { createGrammars, type GrammarParser } from './grammars.ts';
import { locateInFolder, locateInPackages, WASM_NAMES, wasmFileName } from './locate-wasm.ts';
import { defaultBudget } from './parse-with-budget.ts';

const grammars = createGrammars();
afterAll(() => grammars.close());

function rootOf(parser: GrammarParser, text: string): string {
  const outcome = parser.parse(text);
  if ('failed' in outcome) return outcome.failed;
  const root = outcome.tree.rootNode.toString();
  outcome.tree.delete();
  return root;
}

describe('grammars', () => {
  it.each([
    ['typescript', 'let a: b;', 'type_annotation'],
    ['tsx', '<a/>;', 'jsx_self_closing_element'],
    ['javascript', '<a/>;', 'jsx_self_closing_element'],
    ['terraform', 'a "b" {}', 'block'],
  ] as const)('%s reads its language', async (name, text, kind) => {
    const root = rootOf(await grammars.parser(name), text);
    expect(root).toContain(kind);
    expect(root).not.toContain('ERROR');
  });

  it('loads each grammar once, however often it is asked for at once', async () => {
    const asked: string[] = [];
    const counted = createGrammars({
      locate: (name) => {
        asked.push(name);
        return locateInPackages(name);
      },
    });
    await Promise.all([counted.parser('tsx'), counted.parser('tsx'), counted.parser('tsx')]);
    expect(asked.filter((name) => name === 'tsx')).toHaveLength(1);
    counted.close();
  });

  it('reads the files beside a bundle', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'grammars-'));
    for (const name of WASM_NAMES) await copyFile(locateInPackages(name), join(folder, wasmFileName(name)));
    const bundled = createGrammars({ locate: locateInFolder(folder) });
    expect(rootOf(await bundled.parser('javascript'), 'a()')).toContain('call_expression');
    bundled.close();
    await rm(folder, { recursive: true });
  });

  it('has a file name of its own for each file', () => {
    expect(new Set(WASM_NAMES.map(wasmFileName)).size).toBe(WASM_NAMES.length);
  });

  it('rejects where a file is missing, and says which', async () => {
    const lost = createGrammars({
      locate: (name) => (name === 'javascript' ? join('nowhere', wasmFileName(name)) : locateInPackages(name)),
    });
    await expect(lost.parser('javascript')).rejects.toThrow('tree-sitter-javascript.wasm');
    lost.close();
  });
});

/** Text that makes the lexer run to the end again and again: the time it takes grows with the square of its length. */
const HOSTILE = Array.from({ length: 60_000 }, (_, i) => '({[<`/*+=\'"'[(i * 7919) % 11]).join('');

describe('parsing within a budget', () => {
  it('gives up where there is none left, always at the same step', async () => {
    const parser = await grammars.parser('javascript');
    const failures = [parser.parse(HOSTILE), parser.parse(HOSTILE)];
    expect(failures[0]).toEqual({ failed: expect.stringMatching(/^parsing took more than [\d,]+ steps$/) });
    expect(failures[1]).toEqual(failures[0]);
  });

  it('leaves the parser as it was', async () => {
    const parser = await grammars.parser('javascript');
    parser.parse(HOSTILE);
    expect(rootOf(parser, 'f(1)')).toBe(
      '(program (expression_statement (call_expression function: (identifier) arguments: (arguments (number)))))',
    );
  });

  it('takes the same steps for the same text', async () => {
    const parser = await grammars.parser('typescript');
    const steps = [1, 2].map(() => {
      const outcome = parser.parse('const a = f(b, c);\n'.repeat(1_000));
      if ('failed' in outcome) throw new Error(outcome.failed);
      outcome.tree.delete();
      return outcome.steps;
    });
    expect(steps[0]).toBe(steps[1]);
    expect(steps[0]).toBeGreaterThan(10);
  });

  it('has room to spare for ordinary text, dense or long', async () => {
    const parser = await grammars.parser('javascript');
    for (const text of ['a=b?c(d):[e,f];', 'a<b>(c);', ';', '({a:1,b:[2,{c:d}]});', '/* words */\n']) {
      const source = text.repeat(200_000 / text.length);
      const outcome = parser.parse(source);
      if ('failed' in outcome) throw new Error(outcome.failed);
      outcome.tree.delete();
      expect(outcome.steps).toBeLessThan(defaultBudget(source.length).maxSteps * 0.8);
    }
  });

  it('reads text across chunks, whatever stands at their edges', async () => {
    const parser = await grammars.parser('javascript');
    for (let shift = 0; shift < 3; shift += 1) {
      const text = `${' '.repeat(shift)}'${'😀'.repeat(12_000)}';\nf();`;
      const outcome = parser.parse(text);
      if ('failed' in outcome) throw new Error(outcome.failed);
      const { rootNode } = outcome.tree;
      expect([rootNode.hasError, rootNode.endIndex, rootNode.lastChild?.startPosition.row]).toEqual([
        false,
        text.length,
        1,
      ]);
      outcome.tree.delete();
    }
  });

  it('outlasts text that makes the parser recurse', async () => {
    const parser = await grammars.parser('typescript');
    const outcome = parser.parse('<a b={c}>d</a>;'.repeat(6_000));
    if ('failed' in outcome) throw new Error(outcome.failed);
    expect(outcome.tree.rootNode.endIndex).toBe(90_000);
    outcome.tree.delete();
    expect(rootOf(parser, 'f(1)')).not.toContain('ERROR');
  });

  it('obeys a budget that is asked for', async () => {
    const parser = await grammars.parser('javascript');
    expect(parser.parse('f();'.repeat(1_000), { maxSteps: 5 })).toEqual({ failed: 'parsing took more than 5 steps' });
  });
});
