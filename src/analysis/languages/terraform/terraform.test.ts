import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createGrammars, type GrammarParser } from '#adapters/grammars/grammars.ts';
import type { ConfigFacts, ConfigValue } from '../../configuration-facts.ts';
import { extractTerraform } from './extract.ts';

const grammars = createGrammars();
let parser: GrammarParser;
beforeAll(async () => {
  parser = await grammars.parser('terraform');
});
afterAll(() => grammars.close());

function facts(...text: string[]): ConfigFacts {
  const source = `${text.join('\n')}\n`;
  const outcome = parser.parse(source);
  if ('failed' in outcome) throw new Error(outcome.failed);
  try {
    return extractTerraform(outcome.tree, source);
  } finally {
    outcome.tree.delete();
  }
}

function plain(value: ConfigValue | string): unknown {
  if (typeof value === 'string') return value;
  if (value.kind === 'scalar') return value.value;
  if (value.kind === 'list') return value.items.map(plain);
  if (value.kind === 'map') return value.entries.map((entry) => [entry.key, plain(entry.value)]);
  if (value.call !== undefined) return { call: value.call.name, args: value.call.args.map(plain) };
  return value.parts === undefined ? { expression: value.text } : { parts: value.parts.map(plain) };
}

function valueOf(text: string): unknown {
  const document = facts(`x = ${text}`).documents[0];
  const value = document?.kind === 'map' ? document.entries[0]?.value : undefined;
  return value === undefined ? undefined : plain(value);
}

describe('Terraform as configuration facts', () => {
  it('reads blocks with labels, nested blocks and attributes, and where they are', () => {
    const { blocks, broken } = facts(
      'resource "aws_s3_bucket" "logs" {',
      '  acl = "private"',
      '  website { index_document = "index.html" }',
      '}',
      'locals {}',
    );
    expect(broken).toEqual([]);
    expect(blocks).toMatchObject([
      {
        type: 'resource',
        labels: ['aws_s3_bucket', 'logs'],
        headerSpan: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 32 },
        span: { startLine: 1, endLine: 4 },
        attributes: [
          {
            key: 'acl',
            keySpan: { startLine: 2, startColumn: 3, endColumn: 6 },
            value: { kind: 'scalar', value: 'private', span: { startLine: 2, startColumn: 9, endColumn: 18 } },
          },
        ],
        blocks: [{ type: 'website', labels: [], attributes: [{ key: 'index_document' }] }],
      },
      { type: 'locals', labels: [], attributes: [], blocks: [] },
    ]);
  });

  it.each([
    ['"a\\n\\"b\\" \\u00e9 $${x} %%{y}"', 'a\n"b" é ${x} %{y}'],
    ['""', ''],
    ['"  a  "', '  a  '],
    ['" ${var.a} "', { parts: [' ', { expression: 'var.a' }, ' '] }],
    ['-1.5e3', -1500],
    ['!true', false],
    ['null', null],
    ['("in brackets")', 'in brackets'],
    ['[1, "b", [true],]', [1, 'b', [true]]],
    [
      '{ a = 1, "b c" : 2, (var.k) = 3 }',
      [
        ['a', 1],
        ['b c', 2],
        ['(var.k)', 3],
      ],
    ],
    ['var.acl', { expression: 'var.acl' }],
    ['"${var.acl}"', { expression: 'var.acl' }],
    ['"pre-${local.name}"', { parts: ['pre-', { expression: 'local.name' }] }],
    ['var.open ? "a" : "b"', { call: '?:', args: [{ expression: 'var.open' }, 'a', 'b'] }],
    ['[for s in var.list : s if s != ""]', { expression: '[for s in var.list : s if s != ""]' }],
    ['aws_s3_bucket.logs[0].arn', { expression: 'aws_s3_bucket.logs[0].arn' }],
    ['jsonencode({ P = "*" })', { call: 'jsonencode', args: [[['P', '*']]] }],
    ['1 + 2', { expression: '1 + 2' }],
  ])('reads %s', (text, expected) => {
    expect(valueOf(text)).toEqual(expected);
  });

  it('reads heredocs, indentation taken away where asked', () => {
    expect(valueOf('<<EOF\n  {\n    "a": "*"\n  }\nEOF')).toBe('  {\n    "a": "*"\n  }\n');
    expect(valueOf('<<-EOF\n  {\n    "a": "$${b}"\n  }\n  EOF')).toBe('{\n  "a": "${b}"\n}\n');
    expect(valueOf('<<EOF\na ${var.b} c\nEOF')).toEqual({ parts: ['a ', { expression: 'var.b' }, ' c\n'] });
  });

  it('keeps comments of all three kinds', () => {
    expect(facts('# one', 'a = 1 // two', '/* three */').comments.map((comment) => comment.text)).toEqual([
      '# one',
      '// two',
      '/* three */',
    ]);
  });

  it('says what is broken, keeps the rest, and half-reads nothing', () => {
    const { blocks, broken, documents } = facts(
      'resource "a" "b" {',
      '  acl =',
      '  versioned = 1',
      '}',
      'other = "kept"',
      'resource "c" "d" { y = [1, }',
    );
    expect(broken.length).toBeGreaterThan(0);
    expect(blocks[0]?.attributes.find((entry) => entry.key === 'acl')?.value.kind).toBe('expression');
    expect(blocks[1]).toMatchObject({ labels: ['c', 'd'], attributes: [] });
    expect(documents.map(plain)).toEqual([[['other', 'kept']]]);
  });

  it.each(['[', '(', '{ a = ', '!', '"${', 'f('])('ends on ten thousand nested %s', (unit) => {
    expect(facts(`x = ${unit.repeat(10_000)}`).kind).toBe('configuration');
    const closing = { '[': ']', '(': ')', '{ a = ': ' }', '!': '', '"${': '}"', 'f(': ')' }[unit] ?? '';
    expect(facts(`x = ${unit.repeat(2_000)}true${closing.repeat(2_000)}`).kind).toBe('configuration');
  });

  it('counts columns as UTF-16 units, and lines across CRLF', () => {
    const document = facts('a = "😀"\r', 'b = "😀" # x').documents[0];
    expect(document?.kind === 'map' ? document.entries[1]?.value.span : null).toEqual({
      startLine: 2,
      startColumn: 5,
      endLine: 2,
      endColumn: 9,
    });
  });
});
