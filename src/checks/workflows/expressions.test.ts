import { describe, expect, it } from '@jest/globals';
import { expressionsIn } from './expressions.ts';

function contextsIn(text: string): readonly string[] {
  return expressionsIn(text).flatMap(({ contexts }) => contexts);
}

describe('what an expression can become', () => {
  it.each([
    ['github.event.issue.title', ['github.event.issue.title']],
    ["github['event']['ISSUE'].Title", ['github.event.issue.title']],
    ['github.event.commits[0].message', ['github.event.commits.*.message']],
    ['github.event.commits.*.message', ['github.event.commits.*.message']],
    ["github.head_ref == 'main'", []],
    ["github.head_ref == 'main' && github.head_ref || 'x'", ['github.head_ref']],
    ['github.event.issue.title && env.safe', ['env.safe']],
    ["inputs.a || inputs['b']", ['inputs.a', 'inputs.b']],
    ['!inputs.a', []],
    ["contains(github.head_ref, 'x')", []],
    ["format('{0} {1}', inputs.a, join(inputs.b, ', '))", ['inputs.a', 'inputs.b']],
    ['toJSON(github.event)', ['github.event']],
    [
      '(github.event.pull_request || github.event.issue).number',
      ['github.event.pull_request.number', 'github.event.issue.number'],
    ],
    ["secrets[format('A_{0}', inputs.b)]", ['secrets.*']],
    ["'it''s inputs.a'", []],
    ['true && 1.5', []],
    ['', []],
    ['inputs.a ||', ['inputs.a']],
    [')(', []],
  ])('%s', (expression, contexts) => {
    expect(contextsIn(`before \${{ ${expression} }} after`)).toEqual(contexts);
  });

  it('is read for each expression of a text, with its place', () => {
    const found = expressionsIn('a ${{ inputs.a }} b ${{ inputs.b }} c ${{ never closed');
    expect(found.map(({ index, contexts }) => [index, ...contexts])).toEqual([
      [2, 'inputs.a'],
      [20, 'inputs.b'],
    ]);
  });

  it.each(['(', 'a[', '!', 'f(', 'a.', 'a && ', "'"])('ends for many of %j', (piece) => {
    expect(contextsIn(`\${{ ${piece.repeat(1_900 / piece.length)} }}`).length).toBeLessThan(2_000);
    expect(expressionsIn('${{ a }}'.repeat(100_000)).length).toBe(500);
  });
});
