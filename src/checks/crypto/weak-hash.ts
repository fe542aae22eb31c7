/** A digest that can be made to collide, where something rests on that it cannot: a signature, a token, a secret. */
import { digestOf } from '#analysis/dataflow/sinks/digests.ts';
import { isPasswordName, secretIn } from '#analysis/dataflow/sinks/secret-in-value.ts';
import { BROKEN_DIGESTS, digestName } from '#analysis/dataflow/models/crypto-apis.ts';
import { wordsOf } from '#analysis/dataflow/models/access-words.ts';
import type { CallRef, FunctionRef, Program } from '#analysis/dataflow/link/program.ts';
import { knownValues } from '#analysis/dataflow/taint/known-values.ts';
import type { Confidence } from '#domain/finding.ts';
import { argumentOf, calledSymbols, changedCalls, placeIn, symbolIn } from '../call-places.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  meta: {
    title: 'Something rests on a digest that can be made to collide',
    area: 'crypto',
    severity: 'medium',
    confidence: 'medium',
    cwe: [328, 327],
    owasp: 'A02:2021',
  },
  needs: 'program',
  check({ side, program }, report) {
    for (const ref of changedCalls(program)) {
      const found = signedWith(program, ref) ?? digested(program, ref);
      if (found === null) continue;
      report({
        place: placeIn(ref, side, found.at.call.span),
        symbol: symbolIn(ref),
        message: found.message,
        remedy: 'Use SHA-256 or better; for passwords, a slow hash such as argon2, scrypt or bcrypt.',
        ...(found.confidence === undefined ? {} : { confidence: found.confidence }),
        ...(found.adjustments === undefined ? {} : { adjustments: found.adjustments }),
      });
    }
  },
});

interface Found {
  readonly at: CallRef;
  readonly message: string;
  readonly confidence?: Confidence;
  readonly adjustments?: readonly string[];
}

/** `createSign('RSA-SHA1')`, and the verifying half: a forged message would pass. */
function signedWith(program: Program, ref: CallRef): Found | null {
  const symbol = calledSymbols(program, ref).find((one) => SIGNERS.test(one));
  if (symbol === undefined) return null;
  const algorithm = argumentOf(ref, 0);
  const names = algorithm === null ? [] : knownValues(program, algorithm).values;
  const weak = names.find(
    (one) => typeof one === 'string' && BROKEN_DIGESTS.has(digestName(one.replace(/^(?:RSA|DSA|ECDSA)-/i, ''))),
  );
  if (weak === undefined) return null;
  if (/Hmac$/.test(symbol) && !/md/i.test(String(weak))) return null;
  return {
    at: ref,
    message: `\`${String(weak).slice(0, 40)}\` is used to sign, and messages can be made that have the same digest`,
    confidence: 'high',
  };
}

const SIGNERS = /^crypto\.(?:createSign|createVerify|sign|verify|createHmac)$/;

function digested(program: Program, ref: CallRef): Found | null {
  const digest = digestOf(program, ref);
  if (digest === null || !BROKEN_DIGESTS.has(digest.algorithm)) return null;
  const secret = secretIn(program, digest.given);
  if (secret !== null && secret.kind === 'named') {
    if (isPasswordName(secret.text)) return null;
    return {
      at: digest.made,
      message: `The secret \`${secret.text}\` is hashed with \`${digest.written}\`, which is broken`,
    };
  }
  const word = purposeOf(ref, digest.made);
  if (word === null) return null;
  return {
    at: digest.made,
    message: `\`${digest.written}\` is broken, and by its name this is about a ${word}`,
    confidence: 'low',
    adjustments: ['confidence lowered: only names say what the digest is for'],
  };
}

const PURPOSES: ReadonlySet<string> = new Set([
  ...['signature', 'sign', 'signed', 'token', 'password', 'csrf', 'nonce', 'credential', 'credentials', 'hmac'],
  ...['certificate', 'license', 'apikey', 'otp'],
]);

/** What a digest is for, by the names of the function and of what its result is called. */
function purposeOf(ref: FunctionRef, made: CallRef): string | null {
  const line = made.call.span.startLine;
  const names = [
    ref.fn.name ?? '',
    ...ref.fn.locals.filter(({ node }) => isOn(ref, node, line)).map(({ name }) => name),
    ...ref.fn.nodes.flatMap((node) =>
      node.kind === 'object'
        ? node.properties.flatMap((part) => (part.key !== null && isOn(ref, part.value, line) ? [part.key] : []))
        : [],
    ),
  ];
  for (const name of names) for (const word of wordsOf(name)) if (PURPOSES.has(word)) return word;
  return null;
}

function isOn(ref: FunctionRef, id: number, line: number): boolean {
  const node = ref.fn.nodes[id];
  return node?.kind === 'call' && node.span.startLine <= line && node.span.endLine >= line;
}
