/**
 * pnpm-lock.yaml of lockfile versions 5 to 9, and the catalogs of pnpm-workspace.yaml. The key of a package says what
 * it is: `/name/1.0.0_peers` (5), `/name@1.0.0(peers)` (6), `name@1.0.0` (9), or where it comes from, with its name
 * beside. https://github.com/pnpm/spec/tree/master/lockfile
 */
import type { ConfigEntry, ConfigValue } from '../configuration-facts.ts';
import { MAX_LOCK_VALUES } from '../configuration/limits.ts';
import { entriesOf, entryOf, textOf, valueOf } from '../configuration/lookup.ts';
import { extractYaml } from '../configuration/yaml.ts';
import type { DeclaredDependency, LockedPackage, PackageSource } from '../manifest-facts.ts';
import { type Broken, locked, type ManifestParts, quoted, REGISTRY, START, through } from './manifest-parts.ts';
import { commitIn, localPath, npmSourceOf, withoutCredentials } from './source-url.ts';

export function readPnpmLock(text: string): ManifestParts {
  const yaml = extractYaml(text, MAX_LOCK_VALUES);
  const broken: Broken[] = [...yaml.broken];
  const packages: LockedPackage[] = [];
  // pnpm 10 can keep the lock of its own settings in a document before the project's.
  const root =
    yaml.documents.findLast((document) => entryOf(document, 'lockfileVersion') !== null) ?? yaml.documents[0];
  if (root === undefined || root.kind !== 'map') {
    if (text.trim() !== '') broken.push({ span: START, reason: 'a map is expected' });
    return { lineCount: yaml.lineCount, broken };
  }
  const direct = directNames(root);
  for (const entry of entriesOf(valueOf(root, 'packages'))) {
    const found = packageOf(entry, direct);
    if (found === 'nameless') continue;
    if (found === null) broken.push({ span: entry.keySpan, reason: `${quoted(entry.key)} names no package` });
    else packages.push(found);
  }
  return { lineCount: yaml.lineCount, packages: withoutTwins(packages), broken };
}

/** With other peers the same package is there again. */
function withoutTwins(packages: readonly LockedPackage[]): LockedPackage[] {
  const seen = new Set<string>();
  return packages.filter(({ name, version, source }) => {
    const key = JSON.stringify([name, version, source]);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

const GROUPS = ['dependencies', 'devDependencies', 'optionalDependencies'];

/** What the project and its workspaces ask for; `importers` is there where there are several, and always from 9 on. */
function directNames(root: ConfigValue): ReadonlySet<string> {
  const names = new Set<string>();
  const importers = [root, ...entriesOf(valueOf(root, 'importers')).map(({ value }) => value)];
  for (const importer of importers) {
    for (const group of GROUPS) for (const { key } of entriesOf(valueOf(importer, group))) names.add(key);
  }
  return names;
}

function packageOf(
  { key, keySpan, value }: ConfigEntry,
  direct: ReadonlySet<string>,
): LockedPackage | 'nameless' | null {
  const resolution = valueOf(value, 'resolution');
  const named = readKey(key);
  const name = textOf(valueOf(value, 'name')) ?? named?.name ?? null;
  if (name === null) return /^(?:file|link):/.test(key) ? 'nameless' : null;
  const version = scalarText(valueOf(value, 'version')) ?? named?.version ?? null;
  return locked({
    name,
    version,
    span: keySpan,
    groups: groupsOf(value),
    source: sourceOf(resolution, key),
    direct: direct.has(name),
    integrity: entryOf(resolution, 'integrity') !== null,
    installScript: isTrue(value, 'requiresBuild') ? true : null,
  });
}

/** The name, and the version where the key holds one and not a URL. */
function readKey(key: string): { readonly name: string; readonly version: string | null } | null {
  const bare = withoutPeers(key);
  const at = bare.indexOf('@', bare.startsWith('/@') ? 2 : 1);
  if (at !== -1) {
    const name = bare.slice(bare.startsWith('/') ? 1 : 0, at);
    const reference = bare.slice(at + 1);
    if (isPackageName(name)) return { name, version: isVersion(reference) ? reference : null };
  }
  const slashed = /^(?:[\w.-]{1,200}(?::\d{1,5})?)?\/((?:@[^/]{1,200}\/)?[^/]{1,200})\/([^/]{1,200})$/.exec(bare);
  const [, name, tail] = slashed ?? [];
  if (name === undefined || tail === undefined) return null;
  const version = tail.split('_', 1)[0] ?? '';
  return isVersion(version) ? { name, version } : null;
}

/** Lockfile 6 and later put peers in brackets, 5 behind an underscore, which `readKey` cuts. */
function withoutPeers(key: string): string {
  const bracket = key.indexOf('(');
  const plain = bracket === -1 ? key : key.slice(0, bracket);
  return plain.startsWith('/') && /\/\d[^/@]{0,100}_/.test(plain)
    ? plain.replace(/(\/\d[^/@_]{0,100})_.*$/, '$1')
    : plain;
}

function isPackageName(name: string): boolean {
  return /^(?:@[^/@\s]{1,200}\/)?[^/@\s]{1,200}$/.test(name);
}

function isVersion(text: string): boolean {
  return /^\d+\.\d+\.\d+(?:[-+][\w.+-]*)?$/.test(text);
}

function sourceOf(resolution: ConfigValue | null, key: string): PackageSource {
  const commit = textOf(valueOf(resolution, 'commit'));
  const repository = textOf(valueOf(resolution, 'repo'));
  if (commit !== null || repository !== null) return { kind: 'git', url: withoutCredentials(repository ?? ''), commit };
  const directory = textOf(valueOf(resolution, 'directory'));
  if (directory !== null) return { kind: 'local', path: directory };
  const tarball = textOf(valueOf(resolution, 'tarball'));
  if (tarball !== null) {
    const inTarball = commitIn(tarball);
    return inTarball === null
      ? npmSourceOf(tarball)
      : { kind: 'git', url: withoutCredentials(tarball), commit: inTarball };
  }
  if (/^(?:file|link):/.test(key)) return { kind: 'local', path: localPath(key) };
  const host = /^([\w-]+(?:\.[\w-]+)+(?::\d+)?)\//.exec(key)?.[1];
  return host === undefined ? REGISTRY : { kind: 'registry', url: `https://${host}` };
}

function groupsOf(value: ConfigValue): string[] {
  return ['dev', 'optional'].filter((group) => isTrue(value, group));
}

function isTrue(value: ConfigValue, key: string): boolean {
  const found = valueOf(value, key);
  return found?.kind === 'scalar' && found.value === true;
}

function scalarText(value: ConfigValue | null): string | null {
  return value?.kind === 'scalar' && value.value !== null ? String(value.value) : null;
}

/** Catalogs hold the requirements that `catalog:` stands for; overrides are as in package.json. */
export function readPnpmWorkspace(text: string): ManifestParts {
  const yaml = extractYaml(text);
  const [root] = yaml.documents;
  const dependencies: DeclaredDependency[] = [];
  const read = (group: string, map: ConfigValue | null): void => {
    for (const { key, keySpan, value } of entriesOf(map)) {
      const requirement = scalarText(value);
      if (requirement !== null) {
        const span = through(keySpan, value.span);
        dependencies.push({ name: key, requirement: withoutCredentials(requirement), group, span });
      }
    }
  };
  read('catalog', valueOf(root, 'catalog'));
  for (const { key, value } of entriesOf(valueOf(root, 'catalogs'))) read(`catalogs.${key}`, value);
  read('overrides', valueOf(root, 'overrides'));
  return { lineCount: yaml.lineCount, dependencies, broken: yaml.broken };
}
