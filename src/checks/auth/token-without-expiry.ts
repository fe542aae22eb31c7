/** A token is signed that never expires: neither the options nor what it says give it an end. */
import { nodeOf, type CallRef, type Program, type ValueRef } from '#analysis/dataflow/link/program.ts';
import { optionOf } from '#analysis/dataflow/taint/written-options.ts';
import { argumentOf, calledSymbols, changedCalls, placeIn, symbolIn } from '../call-places.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  meta: {
    title: 'A token is signed that never expires',
    area: 'auth',
    severity: 'medium',
    confidence: 'medium',
    cwe: [613],
    owasp: 'A07:2021',
  },
  needs: 'program',
  check({ side, program }, report) {
    for (const ref of changedCalls(program)) {
      if (!signsForEver(program, ref)) continue;
      report({
        place: placeIn(ref, side, ref.call.span),
        symbol: symbolIn(ref),
        message: 'The token has no end: whoever gets hold of it is let in for ever',
        remedy: 'Give it an end (`expiresIn: "15m"`), and let what must last longer be renewed.',
      });
    }
  },
});

function signsForEver(program: Program, ref: CallRef): boolean {
  const symbols = calledSymbols(program, ref);
  if (symbols.some((symbol) => /^jose\.SignJWT\(\)(?:\.\w+\(\))*\.sign$/.test(symbol)))
    return symbols.every((symbol) => !symbol.includes('.setExpirationTime()')) && chainStartsPlain(program, ref);
  if (!symbols.includes('jsonwebtoken.sign')) return false;
  const payload = argumentOf(ref, 0);
  const options = argumentOf(ref, 2);
  if (payload === null || optionOf(program, payload, 'exp').kind !== 'absent') return false;
  if (options !== null && nodeOf(options).kind === 'function') return true;
  return optionOf(program, options, 'expiresIn').kind === 'absent';
}

/** `new SignJWT({ … })` with what it says in sight, and no `exp` among it. */
function chainStartsPlain(program: Program, ref: CallRef): boolean {
  let at: ValueRef | null = ref.call.receiver === null ? null : { ...ref, node: ref.call.receiver };
  for (let steps = 0; at !== null && steps < 16; steps += 1) {
    const node = nodeOf(at);
    const call = node.kind === 'call' ? at.fn.calls[node.call] : undefined;
    if (call === undefined) return false;
    if (call.construct) {
      const [first] = call.args;
      return first === undefined || optionOf(program, { ...at, node: first }, 'exp').kind === 'absent';
    }
    at = call.receiver === null ? null : { ...at, node: call.receiver };
  }
  return false;
}
