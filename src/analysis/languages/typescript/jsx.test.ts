import { afterAll, describe, expect, it } from '@jest/globals';
import { createLowerer } from '../../../../test/lowering/lowered.ts';

const lowerer = createLowerer();
afterAll(() => lowerer.close());

describe('JSX', () => {
  for (const dialect of ['tsx', 'javascript'] as const) {
    it.each([
      ['<div/>', '(element "div" {})'],
      ['<></>', '(element _ {})'],
      ['<Page/>', '(element Page {})'],
      ['<ui.Page id={id}/>', '(element (. ui Page) {id: id})'],
      ['<x-y/>; <svg:rect/>; <_a/>', '(element "x-y" {}) (element "svg:rect" {}) (element _a {})'],
      [
        `<a b="1" c='x&amp;y' d e={f()} {...g} h:i="j"/>`,
        '(element "a" {b: "1", c: "x&y", d: true, e: (call f), ...g, h:i: "j"})',
      ],
      ['<a on={() => f()} b=<i/>/>', '(element "a" {on: (arrow on [] {(return (call f))}), b: (element "i" {})})'],
      [
        '<a>text &lt; {v} <br/>{...items}</a>',
        '(element "a" {} "text " "<" " " v " " (element "br" {}) (spread items))',
      ],
      ['<a>\n  <b/>\n  two\n  lines\n  {/* nothing */}\n</a>', '(element "a" {} (element "b" {}) "two lines")'],
      [
        '<ul>{items.map((one) => <li key={one}>{one}</li>)}</ul>',
        '(element "ul" {} (call (. items map) (arrow _ [one] {(return (element "li" {key: one} one))})))',
      ],
    ])(`${dialect}: %s`, async (source, sketch) => {
      expect(await lowerer.sketch(source, dialect)).toBe(sketch);
    });
  }

  it('drops type arguments of a component', async () => {
    expect(await lowerer.sketch('<List<string> of={a}/>', 'tsx')).toBe('(element List {of: a})');
  });
});
