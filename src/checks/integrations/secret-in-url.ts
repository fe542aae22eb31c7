/** A secret is part of an address: it lies in the logs of every machine on the way, and in histories. */
import { secretIn } from '#analysis/dataflow/sinks/secret-in-value.ts';
import { nodeOf, type FunctionRef, type Program, valueIn } from '#analysis/dataflow/link/program.ts';
import { knownValues } from '#analysis/dataflow/taint/known-values.ts';
import type { FlowNode } from '#analysis/module-facts.ts';
import { changedFunctions, placeIn, symbolIn } from '../call-places.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  meta: {
    title: 'A secret is part of an address',
    area: 'integrations',
    severity: 'medium',
    confidence: 'medium',
    cwe: [598, 200],
    owasp: 'A04:2021',
  },
  needs: 'program',
  check({ side, program }, report) {
    for (const ref of changedFunctions(program)) {
      for (const node of ref.fn.nodes) {
        const secret = node.kind === 'concat' ? secretInQuery(program, ref, node) : null;
        if (secret === null) continue;
        report({
          place: placeIn(ref, side, node.span),
          symbol: symbolIn(ref),
          message: `\`${secret}\` is part of the query of an address, which is written to logs wherever it passes`,
          remedy: 'Send it in a header (`Authorization`), or in the body of a POST.',
        });
      }
    }
  },
});

/** `https://…?key=${apiKey}`: what stands behind `name=` in the query of something that is an address. */
function secretInQuery(program: Program, ref: FunctionRef, node: Extract<FlowNode, { kind: 'concat' }>): string | null {
  let before = '';
  for (const part of node.parts) {
    const value = valueIn(ref, part);
    const { values, open } = knownValues(program, value);
    const text = !open && values.length === 1 && typeof values[0] === 'string' ? values[0] : null;
    if (text !== null) {
      before += text;
      continue;
    }
    const named = /[?&]([\w.-]{1,40})=$/.exec(before)?.[1];
    // What is sent once, to whom it belongs: links in mails, answers of a sign-in.
    if (
      named !== undefined &&
      isAddress(before) &&
      !/token|code|state|sig|nonce|invite|reset|verif/i.test(named) &&
      !inOther(before)
    ) {
      const secret = secretIn(program, value);
      if (secret?.kind === 'named' && secret.certainty === 'sure' && nodeOf(value).kind !== 'concat')
        return secret.text;
    }
    before += UNKNOWN;
  }
  return null;
}

/** Stands for what is not known. */
const UNKNOWN = '…';

function isAddress(text: string): boolean {
  return text.startsWith(UNKNOWN) || /^(?:https?:\/\/|\/)/i.test(text);
}

/** An address of something that has no query in logs: `otpauth://…?secret=`, which is the secret's own form. */
function inOther(text: string): boolean {
  return /^(?!https?:)[a-z][a-z0-9+.-]*:\/\//i.test(text);
}
