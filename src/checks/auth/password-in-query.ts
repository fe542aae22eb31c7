/** A password comes in the query of an address: it lies in logs and histories, wherever the address passes. */
import { entryOf } from '#analysis/dataflow/entry/entry-points.ts';
import { rolesIn } from '#analysis/dataflow/entry/request-data.ts';
import { wordsOf } from '#analysis/dataflow/models/access-words.ts';
import { nameOf } from '#analysis/dataflow/link/operands.ts';
import { type FunctionRef, nodeOf, type Program, valueIn } from '#analysis/dataflow/link/program.ts';
import { localNames } from '#analysis/dataflow/taint/value-names.ts';
import type { NodeId } from '#analysis/module-facts.ts';
import { changedFunctions, placeIn, symbolIn } from '../call-places.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  meta: {
    title: 'A password comes in the query of an address',
    area: 'auth',
    severity: 'medium',
    confidence: 'high',
    cwe: [598, 200],
    owasp: 'A04:2021',
  },
  needs: 'program',
  check({ side, program }, report) {
    for (const ref of changedFunctions(program)) {
      if (entryOf(program, ref)?.method !== 'get') continue;
      for (const [id, node] of ref.fn.nodes.entries()) {
        const asked = queryName(program, ref, id);
        if (asked === null) continue;
        const name = [asked, ...localNames(program, ref, id)].find(isPassword);
        if (name === undefined) continue;
        report({
          place: placeIn(ref, side, node.span),
          symbol: symbolIn(ref),
          message: `\`${name}\` comes in the query of an address, which is written to logs wherever it passes`,
          remedy: 'Take it from the body of a POST.',
        });
      }
    }
  },
});

/** `password`, `currentPassword`; not `hasPassword` or `passwordHint`. */
function isPassword(name: string): boolean {
  const words = wordsOf(name);
  return (
    /^(?:password|passwd|pwd|passphrase|passcode)$/.test(words.at(-1) ?? '') &&
    !/^(?:has|is|no|show|with|needs|reset|forgot)$/.test(words[0] ?? '')
  );
}

/** The name of what is read of the query: `req.query.password`, `req.param('password')`. */
function queryName(program: Program, ref: FunctionRef, id: NodeId): string | null {
  const node = nodeOf(valueIn(ref, id));
  if (node.kind === 'member') {
    const owner = ref.fn.nodes[node.of];
    return owner?.kind === 'member' && owner.name === 'query' && isRequest(program, ref, owner.of) ? node.name : null;
  }
  const call = node.kind === 'call' ? ref.fn.calls[node.call] : undefined;
  if (call === undefined || call.receiver === null) return null;
  const name = nameOf(ref, call.callee);
  if ((name !== 'param' && name !== 'query') || !isRequest(program, ref, call.receiver)) return null;
  const first = call.args[0] === undefined ? undefined : ref.fn.nodes[call.args[0]];
  return first?.kind === 'literal' && typeof first.value === 'string' ? first.value : null;
}

function isRequest(program: Program, ref: FunctionRef, id: NodeId): boolean {
  const node = ref.fn.nodes[id];
  if (node?.kind === 'member' && (node.name === 'req' || node.name === 'request')) return true;
  if (node?.kind !== 'param') return false;
  const role = rolesIn(program, ref)?.get(node.index);
  return role === 'request' || role === 'context';
}
