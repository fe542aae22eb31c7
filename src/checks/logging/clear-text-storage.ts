/** A password or key is kept as it is where others read it: in the storage of a browser, in a cookie, in a file. */
import { secretIn } from '#analysis/dataflow/sinks/secret-in-value.ts';
import { wordsOf } from '#analysis/dataflow/models/access-words.ts';
import { nameOf } from '#analysis/dataflow/link/operands.ts';
import { nodeOf, type CallRef, type Program, type ValueRef, valueIn } from '#analysis/dataflow/link/program.ts';
import { argumentOf, calledSymbols, changedCalls, changedFunctions, placeIn, symbolIn } from '../call-places.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  meta: {
    title: 'A secret is kept as it is where others read it',
    area: 'logging',
    severity: 'medium',
    confidence: 'medium',
    cwe: [312, 315, 922],
    owasp: 'A04:2021',
  },
  needs: 'program',
  check({ side, program }, report) {
    const say = (ref: CallRef | ValueRef, value: ValueRef, where: string): void => {
      const secret = secretIn(program, value);
      if (secret === null || secret.kind !== 'named' || !isKept(secret.text)) return;
      report({
        place: placeIn(ref, side, 'call' in ref ? ref.call.span : nodeOf(ref).span),
        symbol: symbolIn(ref),
        message: `\`${secret.text}\` is kept as it is ${where}`,
        remedy:
          'Do not keep it; where it has to be kept, encrypt it, or leave it to a store of secrets or of the operating system.',
        ...(isPassword(secret.text)
          ? {}
          : {
              severity: 'low' as const,
              confidence: 'low' as const,
              adjustments: ['lowered: many applications keep tokens there knowingly'],
            }),
      });
    };
    for (const ref of changedCalls(program)) {
      const kept = keptBy(program, ref);
      if (kept !== null && kept.value !== null) say(ref, kept.value, kept.where);
    }
    for (const ref of changedFunctions(program))
      for (const [id, node] of ref.fn.nodes.entries())
        if (node.kind === 'update' && node.name === 'cookie' && nameOf(ref, node.of) === 'document')
          say(valueIn(ref, id), valueIn(ref, node.value), 'in a cookie that scripts can read');
  },
});

/** A password or a key that opens something; tokens of a session only in the storage of a browser. */
function isKept(text: string): boolean {
  return !/csrf|xsrf|hash|public/i.test(text);
}

function isPassword(text: string): boolean {
  const last = text.split(/[.('[\]]+/).findLast((part) => part !== '') ?? '';
  const words = wordsOf(last);
  return words.some((word) => /^(?:password|passwd|pwd|passphrase|secret|private|cvv|cvc|pin)$/.test(word));
}

interface Kept {
  readonly value: ValueRef | null;
  readonly where: string;
}

function keptBy(program: Program, ref: CallRef): Kept | null {
  for (const symbol of calledSymbols(program, ref)) {
    if (/^(?:(?:window|globalThis|self)\.)?(?:localStorage|sessionStorage)\.setItem$/.test(symbol))
      return { value: argumentOf(ref, 1), where: 'in the storage of the browser' };
    if (/^(?:@react-native-async-storage\/async-storage|localforage)\.setItem$/.test(symbol))
      return { value: argumentOf(ref, 1), where: 'in the storage of the device' };
    if (
      /^(?:fs|fs\/promises|fs-extra)(?:\.promises)?\.(?:writeFile|writeFileSync|appendFile|appendFileSync|outputFile|writeJson|writeJSON|outputJson)$/.test(
        symbol,
      )
    )
      return { value: argumentOf(ref, 1), where: 'in a file' };
    if (/^(?:js-cookie|es-cookie|browser-cookies)\.set$/.test(symbol))
      return { value: argumentOf(ref, 1), where: 'in a cookie that scripts can read' };
  }
  if (
    nameOf(ref, ref.call.callee) === 'cookie' &&
    ref.call.receiver !== null &&
    /^_?(?:res|response|reply)$/.test(nameOf(ref, ref.call.receiver))
  ) {
    const value = argumentOf(ref, 1);
    const secret = value === null ? null : secretIn(program, value);
    return secret !== null && isPassword(secret.text) ? { value, where: 'in a cookie' } : null;
  }
  return null;
}
