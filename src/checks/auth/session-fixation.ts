/** A login that goes on with the session that was there before it. */
import { entryOf } from '#analysis/dataflow/entry/entry-points.ts';
import { rolesIn } from '#analysis/dataflow/entry/request-data.ts';
import { nameOf } from '#analysis/dataflow/link/operands.ts';
import type { FunctionRef, Program } from '#analysis/dataflow/link/program.ts';
import { SEALED_SESSIONS, SESSION_IDENTITY, SESSION_RENEWALS } from '#analysis/dataflow/models/login-words.ts';
import type { FlowNode } from '#analysis/module-facts.ts';
import type { Place, Side } from '#domain/span.ts';
import { defineRule, type RuleReport } from '../rule.ts';

export const rule = defineRule({
  meta: {
    title: 'The session is not renewed where somebody logs in',
    area: 'auth',
    severity: 'medium',
    confidence: 'medium',
    cwe: [384],
    owasp: 'A07:2021',
  },
  needs: 'program',
  check({ side, program }, report) {
    for (const module of program.changed) {
      if (module.facts.imports.some((made) => SEALED_SESSIONS.has(made.module))) continue;
      for (const fn of module.facts.functions) {
        const ref = { module, fn };
        const written = loggedIn(program, ref);
        if (written !== null && !isRenewed(ref)) report(tell(ref, written, side));
      }
    }
  },
});

type Update = Extract<FlowNode, { kind: 'update' }>;

/** `req.session.userId = account.id`, in a handler; with nothing (`null`) it is a logout. */
function loggedIn(program: Program, ref: FunctionRef): Update | null {
  if (entryOf(program, ref) === null) return null;
  const { nodes, points } = ref.fn;
  for (const point of points) {
    const node = point.kind === 'write' ? nodes[point.node] : undefined;
    if (node?.kind !== 'update' || node.name === null || !SESSION_IDENTITY.test(node.name)) continue;
    const value = nodes[node.value];
    const isEmpty =
      value?.kind === 'absent' ||
      (value?.kind === 'literal' && (value.value === null || value.value === false || value.value === ''));
    if (!isEmpty && isSession(program, ref, node.of)) return node;
  }
  return null;
}

/** `session` of a request or a context. What is read from the session itself and written back is no login. */
function isSession(program: Program, ref: FunctionRef, id: number): boolean {
  let at = id;
  for (let node = ref.fn.nodes[at]; node?.kind === 'update'; node = ref.fn.nodes[at]) at = node.of;
  const member = ref.fn.nodes[at];
  if (member?.kind !== 'member' || member.name !== 'session') return false;
  let owner = ref.fn.nodes[member.of];
  while (owner?.kind === 'member' || owner?.kind === 'update') owner = ref.fn.nodes[owner.of];
  const role = owner?.kind === 'param' ? rolesIn(program, ref)?.get(owner.index) : undefined;
  return role === 'request' || role === 'context';
}

/** Here, in the functions around it (it is a callback of the renewal) or in those inside it. */
function isRenewed(ref: FunctionRef): boolean {
  const { functions } = ref.module.facts;
  const around = new Set<number>();
  for (let at: number | null = ref.fn.id; at !== null && at !== 0; at = functions[at]?.parent ?? null) around.add(at);
  return functions.some(
    (fn) =>
      (around.has(fn.id) || (fn.parent !== null && around.has(fn.parent))) &&
      fn.calls.some((call) => SESSION_RENEWALS.has(nameOf({ module: ref.module, fn }, call.callee))),
  );
}

function tell(ref: FunctionRef, written: Update, side: Side): RuleReport {
  const place: Place = { path: ref.module.path, side, span: written.span };
  return {
    place,
    symbol: ref.fn.symbol,
    message: `\`session.${written.name ?? ''}\` is set in the session that the visitor came with: whoever gave them its id is logged in as well`,
    remedy: 'Renew the session first (`req.session.regenerate(…)`), then set who is logged in.',
    evidence: [{ place, message: 'the login is written into the old session' }],
  };
}
