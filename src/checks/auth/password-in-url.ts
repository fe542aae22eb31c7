/** A password that is sent as part of an address. */
import { requestsOf } from '#analysis/dataflow/access/protection.ts';
import { rolesIn } from '#analysis/dataflow/entry/request-data.ts';
import { nameOf } from '#analysis/dataflow/link/operands.ts';
import type { FunctionRef, Program } from '#analysis/dataflow/link/program.ts';
import type { NodeId } from '#analysis/module-facts.ts';
import type { Place, Side } from '#domain/span.ts';
import { defineRule, type RuleReport } from '../rule.ts';

export const rule = defineRule({
  meta: {
    title: 'A password is sent as part of the address',
    area: 'auth',
    severity: 'medium',
    confidence: 'high',
    cwe: [598, 200],
    owasp: 'A04:2021',
  },
  needs: 'program',
  check({ side, program }, report) {
    for (const module of program.changed) {
      for (const { method, handler } of requestsOf(program, module)) {
        if (method !== 'get') continue;
        for (const node of passwordsRead(program, handler)) report(tell(handler, node, side));
      }
    }
  },
});

const PASSWORD = /passw(?:or)?d|passphrase|passcode|^pwd$|credit_?card|card_?number|^cvv$/i;
/** A request to have it changed or reset names the password, and carries none. */
const ABOUT = /reset|forgot|token|expir|changed|length|policy|strength|hint|has|is_?|enabled|required/i;

/** Values of the query that are called passwords, by their key or by the variable that takes them. */
function passwordsRead(program: Program, ref: FunctionRef): NodeId[] {
  const locals = new Map(ref.fn.locals.map(({ node, name }) => [node, name]));
  return ref.fn.nodes.flatMap((_, id) => {
    const key = queryKey(program, ref, id);
    if (key === null) return [];
    return [key, locals.get(id) ?? ''].some((name) => PASSWORD.test(name) && !ABOUT.test(name)) ? [id] : [];
  });
}

const READERS: ReadonlySet<string> = new Set(['param', 'query', 'get']);

/** `password` of `req.query.password`, of `{ query }` as a parameter, of `req.param('password')`, of `searchParams.get('password')`. */
function queryKey(program: Program, ref: FunctionRef, id: NodeId): string | null {
  const node = ref.fn.nodes[id];
  if (node?.kind === 'member') {
    const owner = ref.fn.nodes[node.of];
    return owner?.kind === 'member' && owner.name === 'query' && isRequest(program, ref, owner.of) ? node.name : null;
  }
  const call = node?.kind === 'call' ? ref.fn.calls[node.call] : undefined;
  const [first] = call?.args ?? [];
  const text = first === undefined ? undefined : ref.fn.nodes[first];
  if (call?.receiver == null || text?.kind !== 'literal' || typeof text.value !== 'string') return null;
  if (!READERS.has(nameOf(ref, call.callee))) return null;
  return nameOf(ref, call.receiver) === 'searchParams' || isRequest(program, ref, call.receiver) ? text.value : null;
}

function isRequest(program: Program, ref: FunctionRef, id: NodeId): boolean {
  let at = ref.fn.nodes[id];
  for (let steps = 0; at?.kind === 'member' && steps < 4; steps += 1) at = ref.fn.nodes[at.of];
  const role = at?.kind === 'param' ? rolesIn(program, ref)?.get(at.index) : undefined;
  return role === 'request' || role === 'context';
}

function tell(ref: FunctionRef, node: NodeId, side: Side): RuleReport {
  const span = ref.fn.nodes[node]?.span ?? ref.fn.nameSpan;
  const place: Place = { path: ref.module.path, side, span };
  const name = ref.fn.locals.find((local) => local.node === node)?.name ?? queryKeyName(ref, node);
  return {
    place,
    symbol: ref.fn.symbol,
    message: `\`${name}\` comes with the address of a GET, which servers, proxies and browsers write down`,
    remedy: 'Take it from the body of a POST.',
    evidence: [{ place, message: 'read from the query here' }],
  };
}

function queryKeyName(ref: FunctionRef, id: NodeId): string {
  const node = ref.fn.nodes[id];
  return node?.kind === 'member' ? node.name : 'a password';
}
