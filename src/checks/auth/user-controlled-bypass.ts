/** Who the caller is, or what they may, is taken from what the caller sent. */
import { isAnswer } from '#analysis/dataflow/access/answers.ts';
import { isClear, refusalOf } from '#analysis/dataflow/access/refusals.ts';
import { isIdentity } from '#analysis/dataflow/entry/request-data.ts';
import { entryOf } from '#analysis/dataflow/entry/entry-points.ts';
import { ASSERTING_WORDS, AUTHENTICATION_WORDS, hasWord, wordsOf } from '#analysis/dataflow/models/access-words.ts';
import { describeWritten, nameOf, operandsOf } from '#analysis/dataflow/link/operands.ts';
import { type FunctionRef, nodeOf, type Program, type ValueRef, valueIn } from '#analysis/dataflow/link/program.ts';
import type { Branch } from '#analysis/module-facts.ts';
import type { Place, Side, Span } from '#domain/span.ts';
import { defineRule, type RuleReport } from '../rule.ts';

export const rule = defineRule({
  meta: {
    title: 'Whether the caller may is decided by what the caller sent',
    area: 'auth',
    severity: 'high',
    confidence: 'medium',
    cwe: [807, 639, 290],
    owasp: 'A01:2021',
  },
  needs: 'program',
  check({ side, program }, report) {
    for (const module of program.changed) {
      for (const fn of module.facts.functions) {
        const ref = { module, fn };
        if (entryOf(program, ref) === null) continue;
        for (const branch of fn.branches) {
          const sent = branch.form === 'if' ? decidingClaim(program, ref, branch) : null;
          if (sent !== null) report(tell(ref, branch, sent, side));
        }
      }
    }
  },
});

/** The part of the request that decides, where nothing else does. */
function decidingClaim(program: Program, ref: FunctionRef, branch: Branch): string | null {
  const condition = valueIn(ref, branch.condition);
  const parts = operandsOf(condition, { throughCalls: true });
  const sent = parts.filter((part) => nodeOf(part).kind === 'member').map((part) => describeWritten(part, part.node));
  const names = sent.filter((name) => SENT.test(name));
  const trusted = parts.some((part) => isIdentity(program, part) && !SENT.test(describeWritten(part, part.node)));
  if (trusted || parts.some((part) => nodeOf(part).kind === 'call' || isSigned(part))) return null;
  const claims = names.find((name) => CLAIM.test(name));
  if (claims === undefined || !isAboutAccess(program, ref, branch)) return null;
  return claims;
}

/** A field of what was sent: `req.cookies.role`, `ctx.request.body.isAdmin`. */
const SENT = /^\w+(?:\.(?:request|req))?\.(?:cookies|body|query|params|headers)\./;

/** `isAdmin`, `role`, `loggedInUserId`: what only a server may say of somebody. */
const CLAIM =
  /\.(?:_?is_?(?:admin|staff|owner|super_?user|logged_?in|authenticated|moderator)|roles?|user_?role|x-user-role|x-admin|x-role|admin|logged_?in\w*|authenticated|permissions?|scopes?|access_?level|privileges?)$/i;

function isSigned(part: ValueRef): boolean {
  const node = nodeOf(part);
  return node.kind === 'member' && /^(?:signedCookies|session|auth|claims|payload)$/.test(node.name);
}

/** One side refuses, or asks for a login. A filter of a list by role is no decision. */
function isAboutAccess(program: Program, ref: FunctionRef, branch: Branch): boolean {
  const refusal = refusalOf(ref, branch);
  if (refusal !== null && isClear(refusal.kind)) return true;
  const calls = [branch.whenTrue, branch.whenFalse].flatMap((side) =>
    ref.fn.calls.slice(side.calls.from, side.calls.to),
  );
  return calls.some((call) => {
    const name = nameOf(ref, call.callee);
    const [first = ''] = wordsOf(name);
    return !isAnswer(program, ref, call.receiver) && ASSERTING_WORDS.has(first) && hasWord(name, AUTHENTICATION_WORDS);
  });
}

function tell(ref: FunctionRef, branch: Branch, sent: string, side: Side): RuleReport {
  const at = (span: Span): Place => ({ path: ref.module.path, side, span });
  const node = ref.fn.nodes[branch.condition];
  return {
    place: at(node?.span ?? branch.span),
    symbol: ref.fn.symbol,
    message: `\`${sent}\`, which the caller sends, decides whether they are let through`,
    remedy: 'Take who the caller is and what they may from the session or a verified token, or look it up.',
    evidence: [{ place: at(branch.span), message: 'the decision' }],
  };
}
