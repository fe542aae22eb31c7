/** The constants that something is asked or given by: texts, and members of enumerations. */
import type { NodeId } from '../../module-facts.ts';
import { operandsOf } from '../link/operands.ts';
import { type FunctionRef, nodeOf, type ValueRef, valueIn } from '../link/program.ts';

/** Sorted, each once: `'admin'`, `ADMIN` of `Role.ADMIN`. */
export function constantsIn(ref: FunctionRef, ids: readonly NodeId[]): readonly string[] {
  const found = new Set<string>();
  for (const id of ids) {
    const parts = operandsOf(valueIn(ref, id), { throughCalls: true, skip: (part) => enumMember(part) !== null });
    for (const part of parts) {
      const node = nodeOf(part);
      if (node.kind === 'literal' && typeof node.value === 'string') found.add(node.value);
      const member = enumMember(part);
      if (member !== null) found.add(member);
    }
  }
  return [...found].sort();
}

/** `Role.ADMIN`: a member of something whose name begins with a capital letter, as enumerations do. */
function enumMember(value: ValueRef): string | null {
  const node = nodeOf(value);
  if (node.kind !== 'member') return null;
  const owner = nodeOf(valueIn(value, node.of));
  if (owner.kind === 'member') return /^[A-Z]/.test(owner.name) ? node.name : null;
  const name =
    owner.kind === 'import'
      ? (value.module.facts.imports[owner.import]?.imported ?? '')
      : owner.kind === 'captured' || owner.kind === 'global'
        ? owner.name
        : '';
  return /^[A-Z]/.test(name) ? node.name : null;
}
