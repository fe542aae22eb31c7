import { describe, expect, it } from '@jest/globals';
import { importWords, wordOf, wordsFor } from './import-words.ts';

describe('the words of what a text imports', () => {
  it.each([
    ["import { a } from './users.js';", ['users']],
    ["import './side-effect'", ['side-effect']],
    ["export * from '../routes/index.ts';", ['routes']],
    ["const a = require ( 'pkg/lib/a' );", ['a']],
    ['const b = await import(/* webpackChunkName: "b" */ `./b`);', ['b']],
    ["import type { T } from '@acme/mail';", ['mail']],
    ["jest.mock('./clock');", ['clock']],
    ["import x from '..';\nimport y from '.';\nimport z from './';", ['.', '..']],
    ["import a from './a.controller';\nimport b from './b.vue?raw';", ['a.controller', 'b.vue']],
    ['const from = \'nothing\'; const text = "imported";', []],
  ])('%s', (text, words) => {
    expect(importWords(text)).toEqual(words);
  });

  it('are read in time that grows with the text alone', () => {
    const text = `import${' '.repeat(300_000)}from${'('.repeat(300_000)}require("${'x'.repeat(300_000)}`;
    expect(importWords(text)).toEqual([]);
  });
});

describe('the words by which a file is found', () => {
  it.each([
    ['src/users.ts', './users.js'],
    ['src/users.controller.ts', '../users.controller'],
    ['src/routes/index.ts', '@/routes'],
    ['src/routes/index.ts', './routes/index'],
    ['src/routes/index.ts', '..'],
    ['index.js', './'],
    ['lib/a.b.mjs', '#lib/a.b.mjs'],
  ])('%s by %s', (path, specifier) => {
    expect(wordsFor(path)).toContain(wordOf(specifier));
  });
});
