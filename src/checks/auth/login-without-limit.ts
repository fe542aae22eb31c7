/** A login that may be tried as often as one likes. */
import { requestsOf } from '#analysis/dataflow/access/protection.ts';
import type { EntryPoint } from '#analysis/dataflow/entry/handlers.ts';
import { functionsOf, symbolsOf } from '#analysis/dataflow/link/meaning.ts';
import { nameOf, operandsOf } from '#analysis/dataflow/link/operands.ts';
import { type FunctionRef, type Program, type ValueRef, valueIn } from '#analysis/dataflow/link/program.ts';
import { CREDENTIAL_CHECKS, LIMIT_NAME, LIMIT_PACKAGES } from '#analysis/dataflow/models/login-words.ts';
import type { CallFact } from '#analysis/module-facts.ts';
import type { Place, Side, Span } from '#domain/span.ts';
import { defineRule, type RuleReport } from '../rule.ts';

export const rule = defineRule({
  meta: {
    title: 'A password can be tried as often as one likes',
    area: 'auth',
    severity: 'medium',
    confidence: 'medium',
    cwe: [307, 770],
    owasp: 'A07:2021',
  },
  needs: 'program',
  check({ side, program }, report) {
    for (const module of program.changed) {
      for (const entry of requestsOf(program, module)) {
        const call = entry.method === 'get' ? null : credentialCheck(entry.handler);
        if (call !== null && !isLimited(program, entry)) report(tell(entry, call, side));
      }
    }
  },
});

/** `bcrypt.compare(…)`, `users.verifyPassword(…)`, `this.auth.login(…)`: what tells a right password from a wrong one. */
function credentialCheck(ref: FunctionRef): CallFact | null {
  return (
    ref.fn.calls.find((call) => {
      const name = nameOf(ref, call.callee);
      const receiver = call.receiver === null ? '' : nameOf(ref, call.receiver);
      return CREDENTIAL_CHECKS.test(`${receiver}.${name}`) && takesPassword(ref, call);
    }) ?? null
  );
}

/** Among what it is given is something called a password, a code, or the whole of what was sent. */
function takesPassword(ref: FunctionRef, call: CallFact): boolean {
  return call.args.some((id) =>
    operandsOf(valueIn(ref, id), { throughCalls: true }).some((part) =>
      /^(?:password|passwd|pass|pwd|pin|otp|code|credentials|body|loginDto|dto|input)$/i.test(nameOf(part, part.node)),
    ),
  );
}

function isLimited(program: Program, entry: EntryPoint): boolean {
  const { handler } = entry;
  if (entry.before.some((value) => limits(program, value))) return true;
  if (importsLimiter(handler)) return true;
  const called = handler.fn.calls.flatMap((call) => functionsOf(program, valueIn(handler, call.callee)));
  return [handler, ...called].some(({ module, fn }) =>
    fn.calls.some((call) => {
      const ref = { module, fn };
      const receiver = call.receiver === null ? '' : nameOf(ref, call.receiver);
      return LIMIT_NAME.test(nameOf(ref, call.callee)) || LIMIT_NAME.test(receiver);
    }),
  );
}

function limits(program: Program, value: ValueRef): boolean {
  const parts = operandsOf(value, { throughCalls: true });
  return parts.some(
    (part) =>
      LIMIT_NAME.test(nameOf(part, part.node)) ||
      symbolsOf(program, part).some((symbol) => [...LIMIT_PACKAGES].some((name) => symbol.startsWith(name))),
  );
}

/** The same file knows a limiter: it is used in a way that was not followed. */
function importsLimiter({ module }: FunctionRef): boolean {
  return module.facts.imports.some(
    (made) => LIMIT_PACKAGES.has(made.module) || LIMIT_NAME.test(made.imported) || LIMIT_NAME.test(made.module),
  );
}

function tell({ handler, before, framework }: EntryPoint, call: CallFact, side: Side): RuleReport {
  const at = (span: Span): Place => ({ path: handler.module.path, side, span });
  return {
    place: at(handler.fn.nameSpan),
    symbol: handler.fn.symbol,
    message: `\`${nameOf(handler, call.callee)}\` can be tried without a limit: nothing on the way here counts attempts`,
    remedy: 'Limit attempts by account and by address, with growing delays, before the password is looked at.',
    evidence: [{ place: at(call.span), message: 'here a right password is told from a wrong one' }],
    ...(before.length === 0 || framework === 'decorators'
      ? {}
      : { confidence: 'low' as const, adjustments: ['what runs before it was not all seen'] }),
  };
}
