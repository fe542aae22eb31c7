/** Something is encrypted with a cipher or a mode that no longer hides it: told where the cipher is chosen. */
import {
  BROKEN_CIPHERS,
  CIPHER_CALLS,
  cipherFault,
  CRYPTO_JS_CIPHERS,
  UNSALTED_CIPHERS,
} from '#analysis/dataflow/models/crypto-apis.ts';
import { nodeOf, type CallRef, type Program } from '#analysis/dataflow/link/program.ts';
import { knownValues } from '#analysis/dataflow/taint/known-values.ts';
import { givenValues, optionOf } from '#analysis/dataflow/taint/written-options.ts';
import type { Span } from '#domain/span.ts';
import { argumentOf, calledSymbols, changedCalls, placeIn, plainSymbols, symbolIn } from '../call-places.ts';
import { defineRule, type RuleReport } from '../rule.ts';

export const rule = defineRule({
  meta: {
    title: 'Something is encrypted with a cipher that no longer hides it',
    area: 'crypto',
    severity: 'high',
    confidence: 'high',
    cwe: [327],
    owasp: 'A02:2021',
  },
  needs: 'program',
  check({ side, program }, report) {
    for (const ref of changedCalls(program)) {
      const found = weakCipher(program, ref);
      if (found === null) continue;
      report({ place: placeIn(ref, side, found.span), symbol: symbolIn(ref), remedy: REMEDY, ...found.told });
    }
  },
});

const REMEDY =
  'Use `aes-256-gcm` (or `chacha20-poly1305`) with `createCipheriv` and a fresh nonce for every message. What is stored already has to be decrypted once more, and encrypted anew.';

interface Found {
  readonly span: Span;
  readonly told: Pick<RuleReport, 'message' | 'severity' | 'confidence' | 'adjustments'>;
}

function weakCipher(program: Program, ref: CallRef): Found | null {
  const symbols = calledSymbols(program, ref);
  for (const symbol of symbols) {
    const use = CIPHER_CALLS.get(symbol);
    if (use !== undefined) return byName(program, ref, use, UNSALTED_CIPHERS.has(symbol));
    const library = ofCryptoJs(program, ref, symbol);
    if (library !== null) return library;
  }
  return null;
}

function byName(program: Program, ref: CallRef, use: 'encrypts' | 'decrypts', unsalted: boolean): Found | null {
  const algorithm = argumentOf(ref, 0);
  const names = algorithm === null ? [] : knownValues(program, algorithm).values;
  for (const name of names) {
    const fault = typeof name === 'string' ? cipherFault(name) : null;
    if (fault !== null) return found(ref.call.span, `\`${String(name).slice(0, 40)}\`: ${fault}`, use);
  }
  if (!unsalted) return null;
  return found(ref.call.span, 'key and IV are made of the password alone, the same for every message', use);
}

function ofCryptoJs(program: Program, ref: CallRef, symbol: string): Found | null {
  const named = /^crypto-js(?:\.|\/)(\w+)\.(encrypt|decrypt)$/.exec(symbol);
  if (named === null) return null;
  const use = named[2] === 'encrypt' ? 'encrypts' : 'decrypts';
  const [, written = ''] = named;
  const cipher = [...CRYPTO_JS_CIPHERS].find(([name]) => name.toLowerCase() === written.toLowerCase())?.[1];
  const fault = cipher === undefined ? undefined : BROKEN_CIPHERS.get(cipher);
  if (fault !== undefined) return found(ref.call.span, `\`${written}\`: ${fault}`, use);
  const modes = givenValues(optionOf(program, argumentOf(ref, 2), 'mode'));
  const mode = modes.find((value) => plainSymbols(program, value).some((one) => /^crypto-js.*\bECB$/i.test(one)));
  return mode === undefined ? null : found(nodeOf(mode).span, 'equal blocks of text stay equal in ECB mode', use);
}

function found(span: Span, fault: string, use: 'encrypts' | 'decrypts'): Found {
  if (use === 'encrypts') return { span, told: { message: `Encrypted with a weak cipher: ${fault}` } };
  return {
    span,
    told: {
      message: `Decrypted with a weak cipher: ${fault}`,
      severity: 'medium',
      confidence: 'medium',
      adjustments: ['severity and confidence lowered: what others encrypted may have to be read'],
    },
  };
}
