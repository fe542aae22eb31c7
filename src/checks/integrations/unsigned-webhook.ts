/** A hook of another system is believed without looking at its signature: anybody who knows the address can send one. */
import { effectsIn } from '#analysis/dataflow/access/effects.ts';
import { entryPoints } from '#analysis/dataflow/entry/entry-points.ts';
import type { EntryPoint } from '#analysis/dataflow/entry/handlers.ts';
import { functionsOf } from '#analysis/dataflow/link/meaning.ts';
import { nameOf } from '#analysis/dataflow/link/operands.ts';
import { type FunctionRef, type Program, valueIn } from '#analysis/dataflow/link/program.ts';
import { placeIn, symbolIn } from '../call-places.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  meta: {
    title: 'A hook of another system is believed without its signature',
    area: 'integrations',
    severity: 'high',
    confidence: 'medium',
    cwe: [345, 347],
    owasp: 'A08:2021',
  },
  needs: 'program',
  check({ side, program }, report) {
    const changed = new Set(program.changed);
    for (const entry of entryPoints(program)) {
      if (
        !changed.has(entry.handler.module) ||
        !isHook(entry) ||
        isVerified(program, entry) ||
        !doesSomething(program, entry)
      )
        continue;
      report({
        place: placeIn(entry.handler, side, entry.handler.fn.nameSpan),
        symbol: symbolIn(entry.handler),
        message: `\`${entry.path ?? ''}\` does what is sent to it, and nothing looks whether its sender signed it`,
        remedy:
          'Compute the signature over the body as it came (the raw bytes) with the secret that you share, and compare it in constant time before anything is done.',
      });
    }
  },
});

function isHook({ path, method }: EntryPoint): boolean {
  if (path === null || (method !== null && method !== 'post' && method !== 'all')) return false;
  // Where hooks are set up, by people who are signed in, is another path: `/webhooks/:id/edit`.
  return /(?:^|[/_-])(?:web-?hooks?|callbacks?\/(?:stripe|github|paypal|twilio|slack)|hooks?)(?:\/(?:stripe|github|gitlab|slack|paypal|twilio|shopify|mailgun|sendgrid|[a-z-]+))?\/?$/i.test(
    path,
  );
}

const VERIFYING =
  /verif|signature|sign|hmac|constructEvent|validateRequest|timingSafe|secret|svix|unwrap|authenticate|auth|token|digest|checksum|webhooks?\.receive/i;
const MAX_LOOK = 3;

/** Something by its name looks at a signature: before the handler, in it, or in what it calls. */
function isVerified(program: Program, entry: EntryPoint): boolean {
  return (
    entry.before.some(
      (value) =>
        VERIFYING.test(nameOf(value, value.node)) ||
        functionsOf(program, value).some((fn) => verifies(program, fn, MAX_LOOK)),
    ) || verifies(program, entry.handler, MAX_LOOK)
  );
}

function verifies(program: Program, ref: FunctionRef, look: number): boolean {
  if (VERIFYING.test(ref.fn.name ?? '')) return true;
  const words = ref.fn.nodes.some(
    (node) =>
      ((node.kind === 'member' || node.kind === 'global' || node.kind === 'captured') && VERIFYING.test(node.name)) ||
      (node.kind === 'literal' &&
        typeof node.value === 'string' &&
        node.value.length < 80 &&
        VERIFYING.test(node.value)),
  );
  if (words) return true;
  const inner = ref.module.facts.functions
    .filter((fn) => fn.parent === ref.fn.id)
    .map((fn) => ({ module: ref.module, fn }));
  const called = look === 0 ? [] : ref.fn.calls.flatMap((call) => functionsOf(program, valueIn(ref, call.callee)));
  return look > 0 && [...inner, ...called].some((fn) => fn.fn !== ref.fn && verifies(program, fn, look - 1));
}

/** It changes something or starts something by what was sent. */
function doesSomething(program: Program, { handler }: EntryPoint): boolean {
  const reads = handler.fn.nodes.some(
    (node) => node.kind === 'member' && /^(?:body|rawBody|payload|json|text|data)$/.test(node.name),
  );
  return reads && effectsIn(program, handler).length > 0;
}
