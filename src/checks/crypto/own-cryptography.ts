/** A cipher or a password hash that was made up: characters are mixed with a key, or moved along, under a name that promises more. */
import { wordsOf } from '#analysis/dataflow/models/access-words.ts';
import { nameOf, operandsOf } from '#analysis/dataflow/link/operands.ts';
import { nodeOf, type FunctionRef, valueIn } from '#analysis/dataflow/link/program.ts';
import { changedFunctions, placeIn, symbolIn } from '../call-places.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  meta: {
    title: 'A cipher or a password hash was made up',
    area: 'crypto',
    severity: 'medium',
    confidence: 'medium',
    cwe: [327, 1240],
    owasp: 'A02:2021',
  },
  needs: 'program',
  check({ side, program }, report) {
    for (const ref of changedFunctions(program)) {
      const promise = promiseOf(ref.fn.name ?? '');
      if (promise === null || usesRealOne(ref)) continue;
      const inside = ref.module.facts.functions.filter((fn) => fn.id === ref.fn.id || fn.parent === ref.fn.id);
      const mixing = inside.flatMap((fn) => mixesCharacters({ module: ref.module, fn }));
      const [first] = mixing;
      if (first === undefined) continue;
      report({
        place: placeIn(ref, side, ref.fn.nameSpan),
        symbol: symbolIn(ref),
        message: `\`${ref.fn.name ?? ''}\` ${promise} by mixing characters, which anybody can undo`,
        remedy:
          'Use what the platform has: `createCipheriv` with `aes-256-gcm`, `scrypt` for passwords. Where it is no secret, call it encoding.',
        evidence: [{ place: placeIn(first, side, first.span), message: 'characters are mixed here' }],
      });
    }
  },
});

function promiseOf(name: string): string | null {
  const words = wordsOf(name);
  if (words.some((word) => /^(?:encrypt|decrypt|cipher|decipher|encipher)(?:ed|er)?$/.test(word))) return 'encrypts';
  if (
    words.some((word) => word === 'hash' || word === 'digest') &&
    words.some((word) => /^(?:password|passwd|pwd|secret|token|pin)$/.test(word))
  )
    return 'hashes a secret';
  return null;
}

/** A module that has real cryptography at hand may well mix characters for another reason. */
function usesRealOne({ module }: FunctionRef): boolean {
  return module.facts.imports.some(({ module: from }) =>
    /crypto|sodium|nacl|forge|aes|bcrypt|argon2|scrypt|noble/i.test(from),
  );
}

interface Mixing extends FunctionRef {
  readonly span: FunctionRef['fn']['span'];
}

/** `a.charCodeAt(i) ^ key.charCodeAt(j)`, `String.fromCharCode(c.charCodeAt(0) + 3)`, `(hash << 5) - hash + c`. */
function mixesCharacters(ref: FunctionRef): Mixing[] {
  const found: Mixing[] = [];
  for (const [id, node] of ref.fn.nodes.entries()) {
    const isXor = node.kind === 'binary' && node.operator === '^';
    const isMade = node.kind === 'call' && nameOf(ref, ref.fn.calls[node.call]?.callee ?? -1) === 'fromCharCode';
    const isShift = node.kind === 'binary' && node.operator === '<<';
    if (!isXor && !isMade && !isShift) continue;
    const parts = operandsOf(valueIn(ref, id), { throughCalls: true });
    const reads = parts.some((part) => /^(?:charCodeAt|codePointAt)$/.test(nameOf(part, part.node)));
    const computes = isXor || parts.some((part) => isArithmetic(part));
    if (computes && (reads || (isShift && readsCharacters(ref)))) found.push({ ...ref, span: node.span });
  }
  return found;
}

function isArithmetic(part: Parameters<typeof nodeOf>[0]): boolean {
  const node = nodeOf(part);
  return (node.kind === 'binary' && /^[-+*%^]$/.test(node.operator)) || node.kind === 'concat';
}

function readsCharacters(ref: FunctionRef): boolean {
  return ref.fn.calls.some((call) => /^(?:charCodeAt|codePointAt)$/.test(nameOf(ref, call.callee)));
}
