/** A policy's name by content: two policies that ask the same have the same digest, however they were written down. */
import { createHash } from 'node:crypto';
import { type CodePolicy, defaultCodePolicy } from './code-policy.ts';
import type { DependencyPolicy } from './dependency-policy.ts';
import type { Policy } from './policy.ts';

/** SHA-256 in hex, over areas and rules in the order of their names and paths in the order of their bytes. */
export function policyDigest(policy: Policy): string {
  const content = [
    policy.version,
    policy.mode,
    byName(policy.areas).map(([name, area]) => [name, [...area.paths].sort(), area.countersign, area.block]),
    byName(policy.rules).map(([id, rule]) => [id, rule.off, rule.severity, rule.raiseOnly]),
    policy.provenance.declaration,
    ...provenanceContent(policy.provenance),
    dependencyContent(policy.dependencies),
    // A policy that says nothing of them keeps the digest that it had before it could.
    ...(policy.agents.servers.length === 0 ? [] : [policy.agents.servers.map((list) => [...list].sort())]),
    ...codeContent(policy.code),
  ];
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}

/** A policy that says nothing of these keeps the digest that it had before it could. */
function provenanceContent({ undeclared, tools }: Policy['provenance']): unknown[] {
  const entries = (list: Policy['provenance']['tools']['deny']): string[] =>
    list.map((one) => JSON.stringify(Object.entries(one).sort())).sort();
  const asked = undeclared !== 'assisted' || tools.allow.length + tools.deny.length > 0;
  return asked ? [undeclared, tools.otherwise, tools.allow.map(entries).sort(), entries(tools.deny)] : [];
}

function dependencyContent(dependencies: DependencyPolicy): unknown {
  const { assisted, ban, instead, ...rest } = dependencies;
  const flat = Object.entries(rest).map(([key, value]): [string, unknown] => [
    key,
    Array.isArray(value) ? [...(value as readonly string[])].sort() : value,
  ]);
  const bans = [ban, instead].map((list) => list.map(({ pattern, use, because }) => [pattern, use, because]).sort());
  return [flat.sort(([a], [b]) => (a < b ? -1 : 1)), bans, Object.entries(assisted).sort()];
}

/** Nothing where nothing is said of code, for the same reason. */
function codeContent({ dataClasses, assisted }: CodePolicy): readonly unknown[] {
  const byDefault = defaultCodePolicy().assisted;
  const { maximumComplexity, maximumNesting } = assisted;
  if (
    dataClasses.size === 0 &&
    maximumComplexity === byDefault.maximumComplexity &&
    maximumNesting === byDefault.maximumNesting
  )
    return [];
  const classes = byName(dataClasses).map(([name, { fields, types, tables, mayReach }]) => {
    return [name, ...[fields, types, tables, mayReach].map((list) => [...list].sort())];
  });
  return [['code', classes, maximumComplexity, maximumNesting]];
}

function byName<T>(entries: ReadonlyMap<string, T>): [string, T][] {
  return [...entries].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}
