/** Versions that a Maven project inherits from parents in the same repository: of dependencies, and of properties. */
import type { DeclaredDependency, ManifestFacts } from '../manifest-facts.ts';
import { parentPath } from './repository-include.ts';

/** Parents of parents; a circle ends here, too. */
const MAX_PARENTS = 10;

/** Null where the project says the version itself, and where no parent knows it. */
export function inheritedVersion(
  path: string,
  { name, requirement }: DeclaredDependency,
  manifests: ReadonlyMap<string, ManifestFacts>,
): string | null {
  if (requirement !== '' && !requirement.includes('${')) return null;
  const parents = parentsOf(path, manifests);
  const managed =
    requirement === ''
      ? parents
          .flatMap(({ dependencies }) => dependencies)
          .find((one) => one.group === 'dependencyManagement' && one.name === name)
      : undefined;
  const written = requirement === '' ? managed?.requirement : requirement;
  return written === undefined ? null : filled(written, parents);
}

function parentsOf(path: string, manifests: ReadonlyMap<string, ManifestFacts>): ManifestFacts[] {
  const parents: ManifestFacts[] = [];
  const seen = new Set([path]);
  let facts = manifests.get(path);
  let at = path;
  while (facts !== undefined && parents.length < MAX_PARENTS) {
    const include = facts.includes.find(({ kind }) => kind === 'parent');
    const next = include === undefined ? null : parentPath(at, include.path);
    if (next === null || seen.has(next)) break;
    seen.add(next);
    at = next;
    facts = manifests.get(next);
    if (facts !== undefined) parents.push(facts);
  }
  return parents;
}

/** Properties of the nearest parent first; they were filled with those of their own file already. */
function filled(text: string, parents: readonly ManifestFacts[]): string | null {
  let value = text;
  for (let round = 0; round < MAX_PARENTS && value.includes('${'); round += 1) {
    const next = value.replace(/\$\{([^${}]{1,200})\}/g, (whole, name: string) => propertyIn(parents, name) ?? whole);
    if (next === value || next.length > 200) return null;
    value = next;
  }
  return value.includes('${') ? null : value;
}

function propertyIn(parents: readonly ManifestFacts[], name: string): string | undefined {
  for (const { properties } of parents) {
    const found = properties?.find((one) => one.name === name);
    if (found !== undefined) return found.value;
  }
  return undefined;
}
