/** From what was gathered to what rules about packages are called with: one input for each changed manifest or lockfile. */
import { type Addition, additionsOf, type ManifestPair } from '#analysis/manifests/additions.ts';
import type { ManifestFacts } from '#analysis/manifest-facts.ts';
import { comparableName, ownNames } from '#analysis/manifests/package-names.ts';
import type { DependencyChange } from '#checks/dependency-change.ts';
import type { FileFacts } from '#analysis/file-facts.ts';
import { type FileChange, pathOf } from '#domain/change.ts';
import { packageKey } from '#domain/package-fact.ts';
import { limitsFor } from '#policy/dependency-policy.ts';
import type { BySide, Gathered } from './gather/gathered.ts';
import type { DependencyTerms } from './rule-inputs.ts';

export function dependencyChanges(gathered: Gathered, { policy, assisted }: DependencyTerms): DependencyChange[] {
  const { snapshot, manifests } = gathered;
  const pairs = manifestPairs(snapshot.changes, gathered.facts);
  const byPath = new Map<string, Addition[]>();
  for (const addition of additionsOf(pairs, manifests.head)) {
    const known = byPath.get(addition.path);
    if (known === undefined) byPath.set(addition.path, [addition]);
    else known.push(addition);
  }
  const facts = new Map(
    snapshot.packages.map((fact) => [
      packageKey(fact.ecosystem, comparableName(fact.ecosystem, fact.name), fact.version),
      fact,
    ]),
  );
  const own = ownNames([...manifests.head.values(), ...manifests.base.values()]);
  const npmNames = new Set(gathered.ownPackages);
  const around = {
    manifests,
    isOwn: (ecosystem, name) =>
      own.has(`${ecosystem} ${comparableName(ecosystem, name)}`) || (ecosystem === 'npm' && npmNames.has(name)),
    ownNames: [
      ...npmNames,
      ...[...own].filter((name) => !name.startsWith('npm ')).map((name) => name.slice(name.indexOf(' ') + 1)),
    ],
    factOf: (ecosystem, name, version) =>
      facts.get(packageKey(ecosystem, comparableName(ecosystem, name), version)) ?? null,
    policy,
    limits: limitsFor(policy, assisted),
    assisted,
    decidedAt: snapshot.decidedAt,
  } satisfies Omit<DependencyChange, 'path' | 'base' | 'head' | 'additions'>;
  return pairs.map((pair) => ({ ...pair, ...around, additions: byPath.get(pair.path) ?? [] }));
}

/** Both sides of each changed manifest or lockfile. */
export function manifestPairs(
  changes: readonly FileChange[],
  facts: BySide<ReadonlyMap<string, FileFacts>>,
): ManifestPair[] {
  return changes.flatMap((change) => {
    const of = (side: 'base' | 'head'): ManifestFacts | null => {
      const found = facts[side].get(change[side]?.path ?? '');
      return found?.kind === 'manifest' ? found : null;
    };
    const pair = { path: pathOf(change), base: of('base'), head: of('head') };
    return pair.base === null && pair.head === null ? [] : [pair];
  });
}
