import { describe, expect, it } from '@jest/globals';
import { createSecretFinder } from '../find-secrets.ts';
import { literalStart } from '../format-matches.ts';
import { PROVIDERS } from './formats.ts';

/** One part of a pattern: the characters it takes, and how many of them. A group is a list of alternatives. */
type Piece = { readonly min: number; readonly max: number } & (
  { readonly characters: ReadonlySet<string> } | { readonly alternatives: readonly (readonly Piece[])[] }
);

const ASCII = Array.from({ length: 94 }, (_, index) => String.fromCharCode(33 + index));

/** Reads the small language that patterns are written in; anything else of regular expressions is refused. */
function read(pattern: string): readonly Piece[] {
  const { alternatives, at } = readAlternatives(pattern, 0);
  if (at !== pattern.length) throw new SyntaxError(`${pattern}: unread from ${at}`);
  return alternatives.length === 1 ? (alternatives[0] ?? []) : [{ min: 1, max: 1, alternatives }];
}

function readAlternatives(pattern: string, from: number): { alternatives: Piece[][]; at: number } {
  const alternatives: Piece[][] = [[]];
  let at = from;
  while (at < pattern.length && pattern[at] !== ')') {
    if (pattern[at] === '|') {
      alternatives.push([]);
      at += 1;
      continue;
    }
    if (pattern.startsWith('(?=', at)) {
      at = pattern.indexOf(')', at) + 1;
      continue;
    }
    let piece: { characters: ReadonlySet<string> } | { alternatives: readonly (readonly Piece[])[] };
    if (pattern.startsWith('(?:', at)) {
      const group = readAlternatives(pattern, at + 3);
      piece = { alternatives: group.alternatives };
      at = group.at + 1;
    } else {
      const atom = /^(?:\[(?:\\.|[^\]\\])+\]|\\.|[^[\](){}*+?.\\])/.exec(pattern.slice(at))?.[0];
      if (atom === undefined) throw new SyntaxError(`${pattern}: not in the language at ${at}`);
      const expression = new RegExp(`^${atom}$`);
      piece = { characters: new Set(ASCII.filter((character) => expression.test(character))) };
      at += atom.length;
    }
    const [whole = '', min, max] = /^(?:\?|\{(\d+)(?:,(\d+))?\})/.exec(pattern.slice(at)) ?? [];
    at += whole.length;
    const least = whole === '' ? 1 : Number(min ?? 0);
    alternatives.at(-1)?.push({ ...piece, min: least, max: whole === '' ? 1 : Number(max ?? min ?? 1) });
  }
  return { alternatives, at };
}

/** In how many ways a text could be tried: a repetition is free where what follows cannot be taken for more of it. */
function ways(pieces: readonly Piece[]): number {
  let product = 1;
  for (const [index, piece] of pieces.entries()) {
    if ('alternatives' in piece) product *= piece.alternatives.reduce((sum, own) => sum + ways(own), 0);
    const next = pieces[index + 1];
    const open = piece.max - piece.min + 1;
    if (open === 1 || next === undefined || !('characters' in piece)) continue;
    const follow = 'characters' in next ? next.characters : new Set(ASCII);
    if ([...follow].some((character) => piece.characters.has(character))) product *= open;
  }
  return product;
}

/** A token of the format, drawn by a generator that begins anew with each. */
function drawn(pieces: readonly Piece[], random: () => number): string {
  return pieces
    .map((piece) => {
      const count = Math.max(piece.min, Math.min(piece.max, 64));
      const one = (): string => {
        if ('alternatives' in piece) return drawn(piece.alternatives[0] ?? [], random);
        const letters = [...piece.characters];
        return letters[Math.floor(random() * letters.length)] ?? '';
      };
      return Array.from({ length: count }, one).join('');
    })
    .join('');
}

function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const FORMATS = PROVIDERS.flatMap(({ name, tokens }) =>
  tokens.map((token) => ({ title: `${name} ${token.what} ${token.pattern.slice(0, 24)}`, ...token })),
);
const finder = createSecretFinder([]);

describe('the formats of tokens', () => {
  it('are those of at least 150 providers, each named once, each with a published source', () => {
    expect(PROVIDERS.length).toBeGreaterThanOrEqual(150);
    expect(new Set(PROVIDERS.map(({ name }) => name)).size).toBe(PROVIDERS.length);
    expect(PROVIDERS.filter(({ source }) => !/^https:\/\/[a-z0-9.-]+\.[a-z]+\/\S*$/.test(source))).toEqual([]);
  });

  it.each(FORMATS)('$title is found in a token that has it', ({ pattern }) => {
    const pieces = read(pattern);
    const random = createRandom(7);
    // One of a few: a token drawn by chance may by chance count upwards, as a placeholder does.
    const tokens = Array.from({ length: 5 }, () => drawn(pieces, random));
    const found = tokens.filter((token) =>
      finder.find(`x('${token}')`, () => undefined).some(({ start, end }) => start === 3 && end === 3 + token.length),
    );
    expect(found.length).toBeGreaterThanOrEqual(3);
  });

  it.each(FORMATS)('$title never tries a text in many ways', ({ pattern }) => {
    expect(ways(read(pattern))).toBeLessThanOrEqual(300);
  });

  it.each(FORMATS)('$title has a literal to search for', ({ pattern, words }) => {
    const literals = words ?? [literalStart(pattern)];
    expect(literals.filter((word) => word.length < 2)).toEqual([]);
  });
});
