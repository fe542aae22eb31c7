/** A password is kept in a form that can be guessed fast: a plain digest, or a slow hash with too little work. */
import { digestOf } from '#analysis/dataflow/sinks/digests.ts';
import { passwordIn } from '#analysis/dataflow/sinks/secret-in-value.ts';
import { nodeOf, type CallRef, type Program, type ValueRef } from '#analysis/dataflow/link/program.ts';
import { knownValues } from '#analysis/dataflow/taint/known-values.ts';
import { givenValues, optionOf } from '#analysis/dataflow/taint/written-options.ts';
import type { Span } from '#domain/span.ts';
import { argumentOf, calledSymbols, changedCalls, placeIn, symbolIn } from '../call-places.ts';
import { replaceWith } from '../fix-edits.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  meta: {
    title: 'A password is kept in a form that can be guessed fast',
    area: 'auth',
    severity: 'high',
    confidence: 'high',
    cwe: [916],
    owasp: 'A02:2021',
  },
  needs: 'program',
  check({ side, program }, report) {
    for (const ref of changedCalls(program)) {
      const found = fastHash(program, ref) ?? littleWork(program, ref);
      if (found === null) continue;
      const place = placeIn(ref, side, found.span);
      report({
        place,
        symbol: symbolIn(ref),
        message: found.message,
        remedy: REMEDY,
        ...(found.least === undefined ? {} : { severity: 'medium' as const }),
        ...(found.least === undefined || !found.literal
          ? {}
          : { fix: replaceWith(place, String(found.least), `Raise it to ${found.least}`) }),
      });
    }
  },
});

const REMEDY =
  'Hash passwords with argon2id, scrypt (N of 2^17) or bcrypt (a cost of at least 10), and hash old ones anew when their owners sign in.';

interface Found {
  readonly span: Span;
  readonly message: string;
  readonly least?: number;
  readonly literal?: boolean;
}

/** A digest without any work, or a cipher that anybody with the key can take off. */
function fastHash(program: Program, ref: CallRef): Found | null {
  const digest = digestOf(program, ref);
  if (digest !== null) {
    const password = passwordIn(program, digest.given);
    if (password === null || checksBreaches(ref)) return null;
    return {
      span: digest.made.fn === ref.fn ? digest.made.call.span : ref.call.span,
      message: `The password \`${password.text}\` is hashed with \`${digest.written}\`, of which billions are tried in a second`,
    };
  }
  const feeds = calledSymbols(program, ref).some((one) =>
    /^crypto\.createCipher(?:iv)?\(\)\.(?:update|write|end)$/.test(one),
  );
  const given = feeds ? argumentOf(ref, 0) : null;
  const password = given === null ? null : passwordIn(program, given);
  if (password === null) return null;
  return {
    span: ref.call.span,
    message: `The password \`${password.text}\` is encrypted, and so can be had back; passwords are hashed`,
  };
}

/** Lists of leaked passwords are asked by a part of the SHA-1 (haveibeenpwned.com/API/v3#PwnedPasswords). */
function checksBreaches(ref: CallRef): boolean {
  return ref.module.facts.functions.some((fn) =>
    fn.nodes.some(
      (node) => node.kind === 'literal' && typeof node.value === 'string' && node.value.includes('pwnedpasswords'),
    ),
  );
}

interface Work {
  readonly argument: number;
  /** Where the work is an option of that argument. */
  readonly option?: string;
  readonly least: number;
  readonly what: string;
}

/** OWASP Password Storage Cheat Sheet; what lies below these is far below what it asks for. */
const WORK: ReadonlyMap<string, Work> = new Map([
  ...['bcrypt', 'bcryptjs', '@node-rs/bcrypt'].flatMap((name): [string, Work][] => [
    [`${name}.hash`, { argument: 1, least: 10, what: 'rounds of bcrypt' }],
    [`${name}.hashSync`, { argument: 1, least: 10, what: 'rounds of bcrypt' }],
    [`${name}.genSalt`, { argument: 0, least: 10, what: 'rounds of bcrypt' }],
    [`${name}.genSaltSync`, { argument: 0, least: 10, what: 'rounds of bcrypt' }],
  ]),
  ['crypto.pbkdf2', { argument: 2, least: 100_000, what: 'rounds of PBKDF2' }],
  ['crypto.pbkdf2Sync', { argument: 2, least: 100_000, what: 'rounds of PBKDF2' }],
  ['crypto-js.PBKDF2', { argument: 2, option: 'iterations', least: 100_000, what: 'rounds of PBKDF2' }],
  ['crypto-js/pbkdf2', { argument: 2, option: 'iterations', least: 100_000, what: 'rounds of PBKDF2' }],
  ['crypto.scrypt', { argument: 3, option: 'N', least: 16_384, what: 'as the cost of scrypt' }],
  ['crypto.scryptSync', { argument: 3, option: 'N', least: 16_384, what: 'as the cost of scrypt' }],
]);

function littleWork(program: Program, ref: CallRef): Found | null {
  for (const symbol of calledSymbols(program, ref)) {
    const work = WORK.get(symbol);
    if (work === undefined) continue;
    const argument = argumentOf(ref, work.argument);
    const given = work.option === undefined ? [argument] : givenValues(optionOf(program, argument, work.option));
    for (const value of given) if (value !== null) return tooLittle(program, ref, value, work);
  }
  return null;
}

function tooLittle(program: Program, ref: CallRef, value: ValueRef, work: Work): Found | null {
  const { values, open } = knownValues(program, value);
  const numbers = values.filter((one): one is number => typeof one === 'number');
  const most = Math.max(...numbers);
  // A choice by the environment is often small for tests alone.
  if (open || numbers.length === 0 || numbers.length !== values.length || most >= work.least || most <= 0) return null;
  const literal = value.fn === ref.fn && nodeOf(value).kind === 'literal';
  return {
    span: literal ? nodeOf(value).span : ref.call.span,
    message: `${most} ${work.what} are too little work: at least ${work.least}`,
    least: work.least,
    literal,
  };
}
