/**
 * bun.lock, the text form: `packages` leads from a place in the tree to `[name@version, registry, info, integrity]`,
 * or to shorter ones for git, folders and tarballs. The binary bun.lockb is not read. https://bun.sh/docs/install/lockfile
 */
import type { ConfigEntry, ConfigValue } from '../configuration-facts.ts';
import { extractJson } from '../configuration/json.ts';
import { MAX_LOCK_VALUES } from '../configuration/limits.ts';
import { entriesOf, itemsOf, textOf, valueOf } from '../configuration/lookup.ts';
import type { LockedPackage, PackageSource } from '../manifest-facts.ts';
import { type Broken, locked, type ManifestParts, quoted, REGISTRY, START } from './manifest-parts.ts';
import { commitIn, isGitUrl, localPath, originOf, withoutCredentials } from './source-url.ts';

export function readBunLock(text: string): ManifestParts {
  const json = extractJson(text, MAX_LOCK_VALUES);
  const broken: Broken[] = [...json.broken];
  const root = json.documents[0];
  if (root?.kind !== 'map') {
    return { lineCount: json.lineCount, broken: [...broken, { span: START, reason: 'an object is expected' }] };
  }
  const direct = directNames(root);
  const packages: LockedPackage[] = [];
  for (const entry of entriesOf(valueOf(root, 'packages'))) {
    const found = packageOf(entry, direct);
    if (found === null)
      broken.push({ span: entry.value.span, reason: `the entry of ${quoted(entry.key)} names no package` });
    else packages.push(found);
  }
  return { lineCount: json.lineCount, packages, broken };
}

function directNames(root: ConfigValue): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { value } of entriesOf(valueOf(root, 'workspaces'))) {
    for (const group of ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies']) {
      for (const { key } of entriesOf(valueOf(value, group))) names.add(key);
    }
  }
  return names;
}

function packageOf({ key, keySpan, value }: ConfigEntry, direct: ReadonlySet<string>): LockedPackage | null {
  const tuple = itemsOf(value);
  const resolved = textOf(tuple[0]);
  const at = resolved === null ? -1 : resolved.indexOf('@', 1);
  if (resolved === null || at === -1) return null;
  const name = resolved.slice(0, at);
  const reference = resolved.slice(at + 1);
  const { version, source } = readReference(reference, textOf(tuple[1]) ?? '');
  const integrity = textOf(tuple.at(-1));
  return locked({
    name,
    version,
    span: keySpan,
    source,
    direct: direct.has(key),
    integrity: source.kind === 'registry' ? /^sha\d+-/.test(integrity ?? '') : null,
    ...(key === name || (key.includes('/') && key.endsWith(`/${name}`)) ? {} : { alias: key }),
  });
}

/** @param registry the second of the tuple, empty for the default one */
function readReference(
  reference: string,
  registry: string,
): { readonly version: string | null; readonly source: PackageSource } {
  if (/^(?:file|link|workspace):/.test(reference))
    return { version: null, source: { kind: 'local', path: localPath(reference) } };
  const url = withoutCredentials(reference);
  if (isGitUrl(url))
    return { version: null, source: { kind: 'git', url: url.split('#', 1)[0] ?? url, commit: commitIn(url) } };
  if (/^https?:/i.test(url)) {
    const commit = commitIn(url);
    return { version: null, source: commit === null ? { kind: 'url', url } : { kind: 'git', url, commit } };
  }
  if (/\.(?:tgz|tar\.gz)$/.test(url)) return { version: null, source: { kind: 'local', path: url } };
  return {
    version: url,
    source: registry === '' ? REGISTRY : { kind: 'registry', url: originOf(withoutCredentials(registry)) },
  };
}
