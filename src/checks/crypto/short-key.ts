/** A key that is made too short, or on a curve that is, to stand for long. */
import { SHORT_CURVE } from '#analysis/dataflow/models/crypto-apis.ts';
import { nodeOf, type CallRef, type Program, type ValueRef } from '#analysis/dataflow/link/program.ts';
import { knownValues } from '#analysis/dataflow/taint/known-values.ts';
import { givenValues, optionOf } from '#analysis/dataflow/taint/written-options.ts';
import { replaceWith } from '../fix-edits.ts';
import { argumentOf, calledSymbols, changedCalls, placeIn, symbolIn } from '../call-places.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  meta: {
    title: 'A key is too short',
    area: 'crypto',
    severity: 'high',
    confidence: 'high',
    cwe: [326, 327],
    owasp: 'A02:2021',
  },
  needs: 'program',
  check({ side, program }, report) {
    for (const ref of changedCalls(program)) {
      for (const { value, says, least } of shortKeys(program, ref)) {
        const written = value.fn === ref.fn && nodeOf(value).kind === 'literal';
        const place = placeIn(ref, side, written ? nodeOf(value).span : ref.call.span);
        report({
          place,
          symbol: symbolIn(ref),
          message: says,
          remedy: `Make it at least ${least}.`,
          ...(written && /^\d+$/.test(least) ? { fix: replaceWith(place, least, `Make it ${least} bits long`) } : {}),
        });
      }
    }
  },
});

interface Short {
  readonly value: ValueRef;
  readonly says: string;
  readonly least: string;
}

function* shortKeys(program: Program, ref: CallRef): Generator<Short> {
  for (const symbol of calledSymbols(program, ref)) {
    if (symbol === 'crypto.generateKeyPair' || symbol === 'crypto.generateKeyPairSync') yield* pair(program, ref);
    else if (symbol === 'crypto.generateKey' || symbol === 'crypto.generateKeySync')
      yield* bits(program, givenValues(optionOf(program, argumentOf(ref, 1), 'length')), 'the key', 128);
    else if (symbol === 'crypto.createDiffieHellman')
      yield* bits(program, present(argumentOf(ref, 0)), 'the group', 2048);
    else if (symbol === 'crypto.createECDH') yield* curve(program, present(argumentOf(ref, 0)));
    else if (/\bsubtle\.generateKey$/.test(symbol)) {
      const algorithm = argumentOf(ref, 0);
      yield* bits(program, givenValues(optionOf(program, algorithm, 'modulusLength')), 'an RSA key', 2048);
      yield* bits(program, givenValues(optionOf(program, algorithm, 'length')), 'the key', 128);
    } else if (symbol === 'node-rsa' || symbol === 'node-rsa()')
      yield* bits(program, givenValues(optionOf(program, argumentOf(ref, 0), 'b')), 'an RSA key', 2048);
    else if (symbol === 'node-rsa().generateKeyPair')
      yield* bits(program, present(argumentOf(ref, 0)), 'an RSA key', 2048);
    else if (/^node-forge\.(?:pki\.rsa|rsa)\.generateKeyPair$/.test(symbol)) {
      const first = argumentOf(ref, 0);
      yield* bits(program, [...present(first), ...givenValues(optionOf(program, first, 'bits'))], 'an RSA key', 2048);
    } else if (/^crypto-js(?:\.|\/)(?:PBKDF2|pbkdf2|EvpKDF)$/.test(symbol)) {
      for (const size of givenValues(optionOf(program, argumentOf(ref, 2), 'keySize'))) yield* words(program, size);
    }
  }
}

function* pair(program: Program, ref: CallRef): Generator<Short> {
  const kind = argumentOf(ref, 0);
  const options = argumentOf(ref, 1);
  const kinds = kind === null ? [] : knownValues(program, kind).values;
  if (kinds.some((one) => one === 'rsa' || one === 'rsa-pss' || one === 'dsa'))
    yield* bits(
      program,
      givenValues(optionOf(program, options, 'modulusLength')),
      `a key of the kind ${String(kinds[0])}`,
      2048,
    );
  if (kinds.includes('ec')) yield* curve(program, givenValues(optionOf(program, options, 'namedCurve')));
  if (kinds.includes('dh'))
    yield* bits(program, givenValues(optionOf(program, options, 'primeLength')), 'the group', 2048);
}

function* bits(program: Program, given: readonly ValueRef[], what: string, least: number): Generator<Short> {
  for (const value of given) {
    const { values, open } = knownValues(program, value);
    const [length] = values;
    if (open || values.length !== 1 || typeof length !== 'number' || length >= least || length <= 0) continue;
    yield { value, says: `${length} bits are too few for ${what}: ${least} are the least`, least: String(least) };
  }
}

/** `crypto-js` counts its key sizes in words of 32 bits. */
function* words(program: Program, value: ValueRef): Generator<Short> {
  const [size] = knownValues(program, value).values;
  if (typeof size === 'number' && size > 0 && size < 4)
    yield { value, says: `A key of ${size * 32} bits is too short`, least: '4' };
}

function* curve(program: Program, given: readonly ValueRef[]): Generator<Short> {
  for (const value of given) {
    const name = knownValues(program, value).values.find((one) => typeof one === 'string' && SHORT_CURVE.test(one));
    if (name === undefined) continue;
    yield {
      value,
      says: `The curve \`${String(name).slice(0, 40)}\` is too small`,
      least: '256 bits, as `prime256v1` and X25519 are',
    };
  }
}

function present(value: ValueRef | null): ValueRef[] {
  return value === null ? [] : [value];
}
