import { afterAll, describe, expect, it } from '@jest/globals';
import { createLowerer } from '../../../../test/lowering/lowered.ts';

const lowerer = createLowerer();
afterAll(() => lowerer.close());

async function importsOf(source: string): Promise<string[]> {
  const { ir } = await lowerer.lowered(source);
  return ir.imports.map(
    ({ module, imported, local, typeOnly }) =>
      `${typeOnly ? 'type ' : ''}${imported} as ${local ?? '-'} from ${module}`,
  );
}

async function exportsOf(source: string): Promise<string[]> {
  const { ir } = await lowerer.lowered(source);
  return ir.exports.map(({ exported, local, module, imported }) =>
    module === null ? `${exported} = ${local ?? '-'}` : `${exported} = ${imported ?? '-'} from ${module}`,
  );
}

describe('imports', () => {
  it.each([
    ["import a from 'm'", ['default as a from m']],
    ["import * as b from 'm'", ['* as b from m']],
    [
      "import c, { d, e as f, default as g } from 'm'",
      ['default as c from m', 'd as d from m', 'e as f from m', 'default as g from m'],
    ],
    ["import 'm'", ['* as - from m']],
    ["import type I from 'm'", ['type default as I from m']],
    ["import type { J, K as L } from 'm'", ['type J as J from m', 'type K as L from m']],
    ["import { type M, n } from 'm'", ['type M as M from m', 'n as n from m']],
    ["import type from 'm'", ['default as type from m']],
    ["import { 'a b' as q } from 'm'", ['a b as q from m']],
    ["import json from './x.json' with { type: 'json' }", ['default as json from ./x.json']],
    ["import k = require('m')", ['* as k from m']],
    ['import L = M.N', []],
  ])('%s', async (source, imports) => {
    expect(await importsOf(source)).toEqual(imports);
  });

  it('gives each binding its own place', async () => {
    const { ir } = await lowerer.lowered("import a, { b } from 'm'");
    expect(ir.imports.map(({ span }) => span.startColumn)).toEqual([8, 13]);
  });

  it('reads an alias of a namespace as a declaration', async () => {
    expect(await lowerer.sketch('import L = M.N.O')).toBe('(const L (. (. M N) O))');
  });
});

describe('exports', () => {
  it.each([
    ['export const a = 1, { b, c: [d] } = e', ['a = a', 'b = b', 'd = d']],
    ['export function f() {}', ['f = f']],
    ['export class G {}', ['G = G']],
    ['export enum R { S }', ['R = R']],
    ['export namespace N { export const x = 1 }', ['N = N']],
    ['export import A = B.C', ['A = A']],
    ['export { i, j as k, type L }', ['i = i', 'k = j']],
    ["export { m, n as default } from 'mod'", ['m = m from mod', 'default = n from mod']],
    ["export * from 'mod'", ['* = * from mod']],
    ["export * as p from 'mod'", ['p = * from mod']],
    ["export { default } from 'mod'", ['default = default from mod']],
    ["export { x as 'y z' }", ['y z = x']],
    ['export { none as null, b }', ['null = none', 'b = b']],
    ['export default function named() {}', ['default = named']],
    ['export default function () {}', ['default = *default*']],
    ['export default class {}', ['default = *default*']],
    ['export default a.b()', ['default = *default*']],
    ["export interface J {} export type { T } from 'm'; export type U = 1; export default interface V {}", []],
    ['export declare const w: string; export as namespace Foo', []],
  ])('%s', async (source, exports) => {
    expect(await exportsOf(source)).toEqual(exports);
  });

  it.each([
    ['export default a.b()', '(const *default* (call (. a b)))'],
    ['export default async (x) => x', '(const *default* (async arrow default [x] {(return x)}))'],
    ['export = thing', '(= (. module exports) thing)'],
  ])('%s keeps its value in the body', async (source, sketch) => {
    expect(await lowerer.sketch(source)).toBe(sketch);
  });

  it('does not take names of a namespace for exports of the module', async () => {
    expect(await exportsOf('namespace N { export const a = 1; export { a as b } } export const c = 1')).toEqual([
      'c = c',
    ]);
  });

  it('reads a reserved word as an exported name, and says nothing of it', async () => {
    const { ir } = await lowerer.lowered('export { none as null, b as function };', 'javascript');
    expect(ir.exports.map(({ exported }) => exported)).toEqual(['null', 'function']);
    expect(ir.broken).toEqual([]);
  });
});

describe('comments', () => {
  it('are kept without their signs, wherever they are', async () => {
    const source = [
      '// one',
      '/** two',
      ' * more */',
      'f(/* three */ a, <p>{/* four */}</p>); //five',
      'interface A { b: /* six */ C }',
    ].join('\n');
    const { ir } = await lowerer.lowered(source, 'tsx');
    expect(ir.comments.map(({ text }) => text)).toEqual(['one', 'two\nmore', 'three', 'four', 'five', 'six']);
    expect(ir.comments.map(({ span }) => span.startLine)).toEqual([1, 2, 4, 4, 4, 5]);
  });
});
