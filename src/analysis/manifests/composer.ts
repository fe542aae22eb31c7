/** Composer's composer.json and composer.lock. https://getcomposer.org/doc/04-schema.md */
import type { ConfigValue } from '../configuration-facts.ts';
import { extractJson } from '../configuration/json.ts';
import { MAX_LOCK_VALUES } from '../configuration/limits.ts';
import { entriesOf, entryOf, itemsOf, textOf, valueOf } from '../configuration/lookup.ts';
import type { DeclaredDependency, LockedPackage, ManifestFacts, PackageSource } from '../manifest-facts.ts';
import { type Broken, locked, type ManifestParts, START, through } from './manifest-parts.ts';
import { withoutCredentials } from './source-url.ts';

/** `php`, extensions and libraries of the machine are asked for like packages, and are none. */
export function isPlatformPackage(name: string): boolean {
  return /^(?:php(?:-\w+)?|hhvm|(?:ext|lib)-[\w-]+|composer(?:-(?:plugin|runtime)-api)?)$/i.test(name);
}

export function readComposerManifest(text: string): ManifestParts {
  const json = extractJson(text);
  const root = json.documents[0];
  const broken: Broken[] = [...json.broken];
  if (root?.kind !== 'map') broken.push({ span: START, reason: 'an object is expected' });
  const dependencies = ['require', 'require-dev'].flatMap((group) =>
    entriesOf(valueOf(root, group)).flatMap(({ key, keySpan, value }): DeclaredDependency[] => {
      const requirement = textOf(value);
      if (requirement === null || isPlatformPackage(key)) return [];
      return [{ name: key, requirement, group, span: through(keySpan, value.span) }];
    }),
  );
  return {
    lineCount: json.lineCount,
    packageName: textOf(valueOf(root, 'name')),
    packageVersion: textOf(valueOf(root, 'version')),
    dependencies,
    registries: registriesOf(valueOf(root, 'repositories')),
    broken,
  };
}

function registriesOf(repositories: ConfigValue | null): ManifestFacts['registries'] {
  const values = [...itemsOf(repositories), ...entriesOf(repositories).map(({ value }) => value)];
  return values.flatMap((value) => {
    const url = valueOf(value, 'url');
    const text = textOf(url);
    return url === null || text === null || textOf(valueOf(value, 'type')) === 'path'
      ? []
      : [{ url: withoutCredentials(text), span: url.span }];
  });
}

export function readComposerLock(text: string): ManifestParts {
  const json = extractJson(text, MAX_LOCK_VALUES);
  const broken: Broken[] = [...json.broken];
  const root = json.documents[0];
  if (root?.kind !== 'map') {
    return { lineCount: json.lineCount, broken: [...broken, { span: START, reason: 'an object is expected' }] };
  }
  const packages = [
    ...itemsOf(valueOf(root, 'packages')).flatMap((value) => packageOf(value, [], broken)),
    ...itemsOf(valueOf(root, 'packages-dev')).flatMap((value) => packageOf(value, ['dev'], broken)),
  ];
  return { lineCount: json.lineCount, packages, broken };
}

function packageOf(value: ConfigValue, groups: readonly string[], broken: Broken[]): LockedPackage[] {
  const name = entryOf(value, 'name');
  const text = textOf(name?.value);
  if (name === null || text === null) {
    broken.push({ span: value.span, reason: 'a package without a name' });
    return [];
  }
  const dist = valueOf(value, 'dist');
  const installScript = textOf(valueOf(value, 'type')) === 'composer-plugin';
  const integrity = dist === null ? null : (textOf(valueOf(dist, 'shasum')) ?? '') !== '';
  const version = textOf(valueOf(value, 'version'));
  return [
    locked({ name: text, version, span: name.keySpan, groups, source: sourceOf(value), installScript, integrity }),
  ];
}

/** A package of the public registry is an archive of its repository, and says where it was notified of. */
function sourceOf(value: ConfigValue): PackageSource {
  const source = valueOf(value, 'source');
  const dist = valueOf(value, 'dist');
  const reference = textOf(valueOf(source, 'reference')) ?? textOf(valueOf(dist, 'reference'));
  const commit = reference !== null && /^[0-9a-f]{7,64}$/i.test(reference) ? reference : null;
  const type = textOf(valueOf(dist, 'type'));
  if (type === 'path') return { kind: 'local', path: textOf(valueOf(dist, 'url')) ?? '' };
  const isPublished = entryOf(value, 'notification-url') !== null || source === null;
  if (isPublished) return { kind: 'registry', url: null, ...(commit === null ? {} : { commit }) };
  return { kind: 'git', url: withoutCredentials(textOf(valueOf(source, 'url')) ?? ''), commit };
}
