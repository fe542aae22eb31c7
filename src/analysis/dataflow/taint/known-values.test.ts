import { expect, it } from '@jest/globals';
import { functionNamed, programOf } from '../../../../test/programs/program-of.ts';
import { isAlways, knownValues } from './known-values.ts';
import { nameOf } from '../link/operands.ts';
import { type Program, type ValueRef, valueIn } from '../link/program.ts';

async function asked(
  text: string,
  others: Record<string, string> = {},
): Promise<{ program: Program; value: ValueRef }> {
  const program = await programOf({
    'a.ts': `${text}\nexport function f(given, o = {}) { ask(${lastOf(text)}) }`,
    ...others,
  });
  const ref = functionNamed(program, 'a.ts', 'f');
  const call = ref.fn.calls.find((one) => nameOf(ref, one.callee) === 'ask');
  const [first] = call?.args ?? [];
  if (first === undefined) throw new Error('nothing asked');
  return { program, value: valueIn(ref, first) };
}

/** What stands behind `// ` in the last line is what is asked about. */
function lastOf(text: string): string {
  return text.slice(text.lastIndexOf('// ') + 3);
}

it.each<[string, unknown[], boolean]>([
  ['// false', [false], false],
  ['// !true', [false], false],
  ['// !!given', [], true],
  ['const A = false; // A', [false], false],
  ['let A = false; export function set(a) { A = a } // A', [false], true],
  ['// given ?? true', [true], true],
  ['// given || false', [false], true],
  ['// !given || false', [], true],
  ['// false || 1', [1], false],
  ['// given ? 1 : 2', [1, 2], false],
  ['const O = { a: { b: 0 } }; // O.a.b', [0], false],
  ['// undefined', [undefined], false],
  ['// given()', [], true],
])('%s', async (text, values, open) => {
  const { program, value } = await asked(text);
  expect(knownValues(program, value)).toEqual({ values, open });
});

it('follows imports', async () => {
  const { program, value } = await asked(`import { OFF } from './b.js'; // OFF`, {
    'b.ts': 'export const OFF = false;',
  });
  expect(isAlways(program, value, false)).toBe(true);
  expect(isAlways(program, value, true)).toBe(false);
});
