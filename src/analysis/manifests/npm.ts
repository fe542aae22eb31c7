/**
 * npm's package.json to manifest facts: what the package asks for directly, and what its overrides put in the place
 * of packages further down. Says nothing of what a requirement means.
 */
import type { ConfigEntry, ConfigValue } from '../configuration-facts.ts';
import { extractJson } from '../configuration/json.ts';
import { textOf, valueOf } from '../configuration/lookup.ts';
import type { DeclaredDependency } from '../manifest-facts.ts';
import { type Broken, type ManifestParts, quoted, START, through } from './manifest-parts.ts';
import { withoutCredentials } from './source-url.ts';

/** Sections whose entries are a name and a requirement. */
const DEPENDENCY_GROUPS: ReadonlySet<string> = new Set([
  'dependencies',
  'devDependencies',
  'optionalDependencies',
  'peerDependencies',
]);

/** What a package.json asks for. Never throws; what is not as npm wants it is in `broken`. */
export function readNpmManifest(text: string): ManifestParts {
  const json = extractJson(text);
  const broken: Broken[] = [...json.broken];
  const root = json.documents[0];
  const dependencies: DeclaredDependency[] = [];
  let packageName: string | null = null;
  let packageVersion: string | null = null;

  if (root?.kind !== 'map') {
    broken.push({ span: root?.span ?? START, reason: 'an object is expected' });
  } else {
    for (const { key, value } of root.entries) {
      if (DEPENDENCY_GROUPS.has(key)) dependencies.push(...readGroup(key, value, broken));
      else if (key === 'overrides' || key === 'resolutions') dependencies.push(...readOverrides(key, value, broken));
      else if (key === 'pnpm')
        dependencies.push(...readOverrides('pnpm.overrides', valueOf(value, 'overrides'), broken));
      else if (key === 'name') packageName = textOf(value);
      else if (key === 'version') packageVersion = textOf(value);
    }
  }
  return { lineCount: json.lineCount, packageName, packageVersion, dependencies, broken };
}

function readGroup(group: string, value: ConfigValue, broken: Broken[]): DeclaredDependency[] {
  if (value.kind !== 'map') {
    broken.push({ span: value.span, reason: `${group} is expected to be an object` });
    return [];
  }
  const found: DeclaredDependency[] = [];
  for (const entry of value.entries) {
    if (isText(entry.value)) found.push(dependency(entry, entry.value.value, group));
    else
      broken.push({
        span: entry.value.span,
        reason: `the requirement of ${quoted(entry.key)} is expected to be a text`,
      });
  }
  return found;
}

/**
 * Overrides nest: `{ "a": { ".": "1.0.0", "b": "2.0.0" } }` is `a` and, below it, `b`. Nesting is bounded by the
 * reader of JSON. A reference to a direct dependency (`$a`) brings nothing new and is left out.
 */
function readOverrides(group: string, value: ConfigValue | null, broken: Broken[]): DeclaredDependency[] {
  if (value === null) return [];
  if (value.kind !== 'map') {
    broken.push({ span: value.span, reason: `${group} is expected to be an object` });
    return [];
  }
  const found: DeclaredDependency[] = [];
  for (const entry of value.entries) {
    if (entry.value.kind === 'map') {
      const [own, below] = splitSelf(entry.value.entries);
      for (const self of own)
        if (isText(self.value)) found.push(dependency({ ...self, key: entry.key }, self.value.value, group));
      found.push(...readOverrides(group, { ...entry.value, entries: below }, broken));
    } else if (isText(entry.value)) {
      if (!entry.value.value.startsWith('$')) found.push(dependency(entry, entry.value.value, group));
    } else {
      broken.push({
        span: entry.value.span,
        reason: `the override of ${quoted(entry.key)} is expected to be a text or an object`,
      });
    }
  }
  return found;
}

function splitSelf(entries: readonly ConfigEntry[]): [ConfigEntry[], ConfigEntry[]] {
  return [entries.filter((entry) => entry.key === '.'), entries.filter((entry) => entry.key !== '.')];
}

function dependency(entry: ConfigEntry, requirement: string, group: string): DeclaredDependency {
  const span = through(entry.keySpan, entry.value.span);
  return { name: entry.key, requirement: withoutCredentials(requirement), group, span };
}

function isText(value: ConfigValue): value is ConfigValue & { kind: 'scalar'; value: string } {
  return value.kind === 'scalar' && typeof value.value === 'string';
}
