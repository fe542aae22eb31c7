/** Cargo.toml and Cargo.lock. https://doc.rust-lang.org/cargo/reference/specifying-dependencies.html */
import type { ConfigEntry, ConfigValue } from '../configuration-facts.ts';
import { entriesOf, entryOf, itemsOf, textOf, valueOf } from '../configuration/lookup.ts';
import { readToml } from '../configuration/toml.ts';
import type { DeclaredDependency, LockedPackage, PackageSource } from '../manifest-facts.ts';
import { type Broken, locked, type ManifestParts, quoted, REGISTRY, through } from './manifest-parts.ts';
import { originOf, withoutCredentials } from './source-url.ts';

const GROUPS = ['dependencies', 'dev-dependencies', 'build-dependencies'];

export function readCargoManifest(text: string): ManifestParts {
  const { root, lineCount, broken: unreadable } = readToml(text);
  const broken: Broken[] = [...unreadable];
  const read = (table: ConfigValue | null, group: string): DeclaredDependency[] =>
    entriesOf(table).flatMap((entry) => dependencyOf(entry, group, broken));
  const dependencies = [
    ...GROUPS.flatMap((group) => read(valueOf(root, group), group)),
    ...entriesOf(valueOf(root, 'target')).flatMap(({ key, value }) =>
      GROUPS.flatMap((group) => read(valueOf(value, group), `target.${key}.${group}`)),
    ),
    ...read(valueOf(valueOf(root, 'workspace'), 'dependencies'), 'workspace.dependencies'),
    ...entriesOf(valueOf(root, 'patch')).flatMap(({ key, value }) => read(value, `patch.${withoutCredentials(key)}`)),
    ...read(valueOf(root, 'replace'), 'replace'),
  ];
  const own = valueOf(root, 'package');
  return {
    lineCount,
    packageName: textOf(valueOf(own, 'name')),
    packageVersion: textOf(valueOf(own, 'version')),
    dependencies,
    broken,
  };
}

const TEXT_KEYS = ['version', 'git', 'rev', 'tag', 'branch', 'path', 'package', 'registry'];

/** What `{ workspace = true }` stands for is in the workspace's own manifest. */
function dependencyOf({ key, keySpan, value }: ConfigEntry, group: string, broken: Broken[]): DeclaredDependency[] {
  for (const name of TEXT_KEYS) {
    const found = valueOf(value, name);
    if (found === null || textOf(found) !== null) continue;
    broken.push({ span: found.span, reason: `${name} of ${quoted(key)} is expected to be a text` });
    return [];
  }
  const span = through(keySpan, value.span);
  const name = textOf(valueOf(value, 'package')) ?? key;
  const requirement = textOf(value) ?? textOf(valueOf(value, 'version')) ?? '';
  const source = sourceIn(value);
  return [{ name, requirement, group, span, ...(source === null ? {} : { source }) }];
}

function sourceIn(value: ConfigValue): PackageSource | null {
  const git = textOf(valueOf(value, 'git'));
  if (git !== null) {
    const rev = textOf(valueOf(value, 'rev'));
    const commit = rev !== null && /^[0-9a-f]{7,64}$/i.test(rev) ? rev : null;
    return { kind: 'git', url: withoutCredentials(git), commit };
  }
  const path = textOf(valueOf(value, 'path'));
  if (path !== null) return { kind: 'local', path };
  const workspace = valueOf(value, 'workspace');
  return workspace?.kind === 'scalar' && workspace.value === true ? { kind: 'local', path: 'workspace' } : null;
}

/** A package without a source is one of the workspace. */
export function readCargoLock(text: string): ManifestParts {
  const { root, lineCount, broken: unreadable } = readToml(text);
  const broken: Broken[] = [...unreadable];
  const packages: LockedPackage[] = [];
  for (const value of itemsOf(valueOf(root, 'package'))) {
    const name = entryOf(value, 'name');
    const text = textOf(name?.value);
    if (name === null || text === null) {
      broken.push({ span: value.span, reason: 'a package without a name' });
      continue;
    }
    const source = lockedSource(textOf(valueOf(value, 'source')), text);
    const integrity =
      source.kind === 'registry' ? entryOf(value, 'checksum') !== null || hasMetadata(root, text) : null;
    packages.push(
      locked({ name: text, version: textOf(valueOf(value, 'version')), span: name.keySpan, source, integrity }),
    );
  }
  return { lineCount, packages, broken };
}

/** `registry+URL`, `sparse+URL`, `git+URL?branch=…#commit`. */
function lockedSource(source: string | null, name: string): PackageSource {
  if (source === null) return { kind: 'local', path: name };
  const url = withoutCredentials(source.replace(/^(?:git|registry|sparse|path|directory)\+/, ''));
  if (source.startsWith('git+')) {
    return { kind: 'git', url: url.split(/[?#]/, 1)[0] ?? url, commit: /#([0-9a-f]{7,64})$/i.exec(url)?.[1] ?? null };
  }
  if (/^(?:path|directory)\+/.test(source)) return { kind: 'local', path: url };
  return isDefaultRegistry(url) ? REGISTRY : { kind: 'registry', url: originOf(url) };
}

/** Cargo writes the index of its default registry out in every entry. */
function isDefaultRegistry(url: string): boolean {
  return /^https:\/\/github\.com\/rust-lang\/[a-z.]{1,20}-index\/?$/.test(url);
}

/** Lockfiles of the first version keep the hashes of all packages in one table. */
function hasMetadata(root: ConfigValue | null, name: string): boolean {
  return entriesOf(valueOf(root, 'metadata')).some(({ key }) => key.startsWith(`checksum ${name} `));
}
