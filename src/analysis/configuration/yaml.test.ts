import { describe, expect, it } from '@jest/globals';
import type { ConfigValue } from '../configuration-facts.ts';
import { MAX_DEPTH } from './limits.ts';
import { extractYaml } from './yaml.ts';

function plain(value: ConfigValue | undefined): unknown {
  if (value === undefined) return undefined;
  if (value.kind === 'scalar') return value.value;
  if (value.kind === 'list') return value.items.map(plain);
  if (value.kind === 'map') return Object.fromEntries(value.entries.map((entry) => [entry.key, plain(entry.value)]));
  return value.call === undefined ? { expression: value.text } : { [value.call.name]: value.call.args.map(plain) };
}

function lines(...text: string[]): string {
  return `${text.join('\n')}\n`;
}

describe('YAML as configuration facts', () => {
  it('reads maps, lists, scalars of every style, and keeps `on` a word', () => {
    const facts = extractYaml(
      lines(
        'on: push',
        'a:',
        '  - 1',
        "  - 'two'",
        '  - "thr\\u0065e"',
        '  - |',
        '    four',
        'b: {c: true, d: ~}',
        'e:',
        '1: one',
      ),
    );
    expect(facts.broken).toEqual([]);
    expect(plain(facts.documents[0])).toEqual({
      on: 'push',
      a: [1, 'two', 'three', 'four\n'],
      b: { c: true, d: null },
      e: null,
      '1': 'one',
    });
  });

  it('gives keys and values their places and keeps the comment beside them', () => {
    const facts = extractYaml('steps:\r\n  - uses: acme/setup@0a1b # v4\r\n');
    const steps = facts.documents[0]?.kind === 'map' ? facts.documents[0].entries[0]?.value : undefined;
    const step = steps?.kind === 'list' && steps.items[0]?.kind === 'map' ? steps.items[0].entries[0] : undefined;
    expect(step?.keySpan).toEqual({ startLine: 2, startColumn: 5, endLine: 2, endColumn: 9 });
    expect(step?.value.span).toEqual({ startLine: 2, startColumn: 11, endLine: 2, endColumn: 26 });
    expect(facts.comments).toEqual([
      { text: '# v4', span: { startLine: 2, startColumn: 27, endLine: 2, endColumn: 31 } },
    ]);
  });

  it('reads each document of many', () => {
    const facts = extractYaml(lines('# first', 'a: 1', '---', 'b: 2', '...', '---', '# nothing here'));
    expect(facts.documents.map(plain)).toEqual([{ a: 1 }, { b: 2 }]);
  });

  it('follows aliases and merge keys, nearer keys winning', () => {
    const facts = extractYaml(
      lines('base: &b {x: 1, y: 2}', 'c: {<<: *b, y: 3}', 'd: {<<: [*b, {x: 9, z: 4}]}', 'e: *b'),
    );
    expect(plain(facts.documents[0])).toEqual({
      base: { x: 1, y: 2 },
      c: { x: 1, y: 3 },
      d: { x: 1, y: 2, z: 4 },
      e: { x: 1, y: 2 },
    });
  });

  it('shows what an alias repeats where it is written', () => {
    const facts = extractYaml(lines('a: &a', '  k: v', 'b: *a'));
    const map = facts.documents[0];
    const repeated = map?.kind === 'map' ? map.entries[1]?.value : undefined;
    expect(repeated?.kind === 'map' ? repeated.entries[0]?.keySpan.startLine : undefined).toBe(2);
  });

  it('takes functions of CloudFormation as calls and unknown tags on maps as their maps', () => {
    const facts = extractYaml(
      lines(
        'a: !Ref Bucket',
        'b: !Sub "${A}/*"',
        'c: !If [Public, "*", !GetAtt X.Arn]',
        'd: !mine {k: 1}',
        'e: !!str 12',
      ),
    );
    expect(facts.broken).toEqual([]);
    expect(plain(facts.documents[0])).toEqual({
      a: { '!Ref': ['Bucket'] },
      b: { '!Sub': ['${A}/*'] },
      c: { '!If': ['Public', '*', { '!GetAtt': ['X.Arn'] }] },
      d: { k: 1 },
      e: '12',
    });
    const map = facts.documents[0];
    expect(map?.kind === 'map' ? map.entries[0]?.value : undefined).toMatchObject({
      text: '!Ref Bucket',
      span: { startLine: 1, startColumn: 4 },
    });
  });

  it('says what is broken and keeps the rest', () => {
    const facts = extractYaml(lines('a: [1, 2', 'b: 3', '---', 'c: 4'));
    expect(facts.broken.length).toBeGreaterThan(0);
    expect(facts.documents.map(plain)).toContainEqual({ c: 4 });
  });

  it('ends a bomb of aliases, and says so', () => {
    const bomb = ['a0: &a0 [x, x, x, x, x, x, x, x, x]'];
    for (let n = 1; n < 12; n += 1)
      bomb.push(
        `a${n}: &a${n} [${Array(9)
          .fill(`*a${n - 1}`)
          .join(', ')}]`,
      );
    const facts = extractYaml(lines(...bomb));
    expect(facts.broken.map((region) => region.reason)).toContain('aliases repeat more than 20000 values');
    expect(JSON.stringify(facts).length).toBeLessThan(6_000_000);
  });

  it('ends an alias inside what it names', () => {
    const facts = extractYaml(lines('a: &a [1, *a]'));
    expect(facts.broken.map((region) => region.reason)).toContain('alias of what it is in');
  });

  it.each([
    ['brackets', '['.repeat(100_000)],
    ['maps', '{a: '.repeat(100_000)],
    ['dashes', '- '.repeat(100_000)],
    ['questions', '? '.repeat(100_000)],
  ])('does not follow a hundred thousand %s down', (_, text) => {
    const facts = extractYaml(text);
    expect(facts.documents).toEqual([]);
    expect(facts.broken[0]?.reason).toBe(`nested deeper than ${MAX_DEPTH} levels`);
  });

  it('keeps hostile keys as they are', () => {
    const map = extractYaml(lines('__proto__: {polluted: true}', 'constructor: 1', '{a: b}: 2')).documents[0];
    expect(map?.kind === 'map' ? map.entries.map((entry) => entry.key) : []).toEqual([
      '__proto__',
      'constructor',
      '{a: b}',
    ]);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it('has no document for an empty text or comments alone', () => {
    expect(extractYaml('').documents).toEqual([]);
    expect(extractYaml('# nothing\n').documents).toEqual([]);
  });
});
