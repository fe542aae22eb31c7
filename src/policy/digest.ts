/** A policy's name by content: two policies that ask the same have the same digest, however they were written down. */
import { createHash } from 'node:crypto';
import type { Policy } from './policy.ts';

/** SHA-256 in hex, over areas and rules in the order of their names and paths in the order of their bytes. */
export function policyDigest(policy: Policy): string {
  const content = [
    policy.version,
    policy.mode,
    byName(policy.areas).map(([name, area]) => [name, [...area.paths].sort(), area.countersign, area.block]),
    byName(policy.rules).map(([id, rule]) => [id, rule.off, rule.severity, rule.raiseOnly]),
    policy.provenance.declaration,
  ];
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}

function byName<T>(entries: ReadonlyMap<string, T>): [string, T][] {
  return [...entries].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}
