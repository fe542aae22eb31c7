/**
 * npm's lockfiles: package-lock.json and npm-shrinkwrap.json. Versions 2 and 3 list every folder of `node_modules` in
 * `packages`; version 1 nests what differs below who needs it. npm's documentation, package-lock.json
 */
import type { ConfigEntry, ConfigValue } from '../configuration-facts.ts';
import { extractJson } from '../configuration/json.ts';
import { MAX_LOCK_VALUES } from '../configuration/limits.ts';
import { entriesOf, entryOf, textOf, valueOf } from '../configuration/lookup.ts';
import type { LockedPackage, PackageSource } from '../manifest-facts.ts';
import { type Broken, locked, type ManifestParts, quoted, REGISTRY, START } from './manifest-parts.ts';
import { commitIn, isGitUrl, localPath, npmSourceOf } from './source-url.ts';

export function readNpmLock(text: string): ManifestParts {
  const json = extractJson(text, MAX_LOCK_VALUES);
  const broken: Broken[] = [...json.broken];
  const root = json.documents[0];
  if (root?.kind !== 'map') {
    return { lineCount: json.lineCount, broken: [...broken, { span: START, reason: 'an object is expected' }] };
  }
  const folders = valueOf(root, 'packages');
  const packages =
    folders?.kind === 'map' ? readFolders(folders, broken) : readNested(valueOf(root, 'dependencies'), broken);
  return {
    lineCount: json.lineCount,
    packageName: textOf(valueOf(root, 'name')),
    packageVersion: textOf(valueOf(root, 'version')),
    packages,
    broken,
  };
}

const FOLDER = 'node_modules/';

/** `packages`: by folder, the project itself under the empty name. */
function readFolders(folders: ConfigValue, broken: Broken[]): LockedPackage[] {
  const asked = askedFor(folders);
  const found: LockedPackage[] = [];
  for (const entry of entriesOf(folders)) {
    if (entry.key === '') continue;
    if (entry.value.kind !== 'map') {
      broken.push({ span: entry.value.span, reason: `the entry of ${quoted(entry.key)} is expected to be an object` });
    } else if (!isTrue(entry.value, 'link')) {
      found.push(folderPackage(entry, asked));
    }
  }
  return found;
}

/** Names that the project or one of its workspaces asks for: a lockfile of this kind holds their manifests. */
function askedFor(folders: ConfigValue): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { key, value } of entriesOf(folders)) {
    if (key.includes(FOLDER)) continue;
    for (const group of ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies']) {
      for (const dependency of entriesOf(valueOf(value, group))) names.add(dependency.key);
    }
  }
  return names;
}

function folderPackage({ key, keySpan, value }: ConfigEntry, asked: ReadonlySet<string>): LockedPackage {
  const at = key.lastIndexOf(FOLDER);
  const folder = at === -1 ? key : key.slice(at + FOLDER.length);
  const name = textOf(valueOf(value, 'name')) ?? (at === -1 ? key.slice(key.lastIndexOf('/') + 1) : folder);
  const resolved = textOf(valueOf(value, 'resolved'));
  const source: PackageSource =
    at === -1 ? { kind: 'local', path: key } : resolved === null ? REGISTRY : npmSourceOf(resolved);
  return locked({
    name,
    version: textOf(valueOf(value, 'version')),
    span: keySpan,
    groups: groupsOf(value),
    source,
    direct: at === -1 ? null : key.indexOf(FOLDER) === at && asked.has(folder),
    integrity: at === -1 ? null : entryOf(value, 'integrity') !== null,
    installScript: at === -1 ? null : isTrue(value, 'hasInstallScript'),
    ...(at === -1 || name === folder ? {} : { alias: folder }),
  });
}

/** Version 1. Nesting is bounded by the reader of JSON. */
function readNested(dependencies: ConfigValue | null, broken: Broken[]): LockedPackage[] {
  const found: LockedPackage[] = [];
  const pending = [...entriesOf(dependencies)].reverse();
  for (let entry = pending.pop(); entry !== undefined; entry = pending.pop()) {
    if (entry.value.kind !== 'map') {
      broken.push({ span: entry.value.span, reason: `the entry of ${quoted(entry.key)} is expected to be an object` });
      continue;
    }
    found.push(nestedPackage(entry));
    pending.push(...[...entriesOf(valueOf(entry.value, 'dependencies'))].reverse());
  }
  return found;
}

/** `version` is a version, `npm:name@version` of an alias, or where it comes from. */
function nestedPackage({ key, keySpan, value }: ConfigEntry): LockedPackage {
  const written = textOf(valueOf(value, 'version')) ?? '';
  const resolved = textOf(valueOf(value, 'resolved'));
  const common = {
    span: keySpan,
    groups: groupsOf(value),
    integrity: entryOf(value, 'integrity') !== null,
  };
  if (written.startsWith('npm:')) {
    const target = written.slice('npm:'.length);
    const at = target.lastIndexOf('@');
    const source = resolved === null ? REGISTRY : npmSourceOf(resolved);
    return locked({ name: target.slice(0, at), version: target.slice(at + 1), ...common, source, alias: key });
  }
  if (/^(?:file|link):/.test(written)) {
    return locked({ name: key, version: null, ...common, source: { kind: 'local', path: localPath(written) } });
  }
  if (isGitUrl(written) || /^https?:/i.test(written) || commitIn(written) !== null) {
    return locked({ name: key, version: null, ...common, source: npmSourceOf(written) });
  }
  const source = resolved === null ? REGISTRY : npmSourceOf(resolved);
  return locked({ name: key, version: written === '' ? null : written, ...common, source });
}

function groupsOf(value: ConfigValue): string[] {
  const groups: string[] = [];
  if (isTrue(value, 'inBundle') || isTrue(value, 'bundled')) groups.push('bundled');
  if (isTrue(value, 'dev') || isTrue(value, 'devOptional')) groups.push('dev');
  if (isTrue(value, 'optional') || isTrue(value, 'devOptional')) groups.push('optional');
  if (isTrue(value, 'peer')) groups.push('peer');
  return groups;
}

function isTrue(value: ConfigValue, key: string): boolean {
  const found = valueOf(value, key);
  return found?.kind === 'scalar' && found.value === true;
}
