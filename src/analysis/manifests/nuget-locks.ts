/** What .NET fixes: packages.lock.json of a restore, and the *.deps.json beside what was built. */
import type { ConfigEntry } from '../configuration-facts.ts';
import { extractJson } from '../configuration/json.ts';
import { MAX_LOCK_VALUES } from '../configuration/limits.ts';
import { entriesOf, entryOf, textOf, valueOf } from '../configuration/lookup.ts';
import type { LockedPackage } from '../manifest-facts.ts';
import { type Broken, locked, type ManifestParts, REGISTRY, START } from './manifest-parts.ts';

/** By target framework; the same package is there once for each. */
export function readNuGetLock(text: string): ManifestParts {
  return readObject(text, (root) => {
    const byKey = new Map<string, LockedPackage>();
    for (const framework of entriesOf(valueOf(root, 'dependencies'))) {
      for (const entry of entriesOf(framework.value)) {
        const found = packageOf(entry);
        const key = `${found.name} ${found.version ?? ''}`;
        const known = byKey.get(key);
        if (known === undefined || (found.direct === true && known.direct === false)) byKey.set(key, found);
      }
    }
    return [...byKey.values()].filter(({ version }) => version !== null);
  });
}

function packageOf({ key, keySpan, value }: ConfigEntry): LockedPackage {
  const type = textOf(valueOf(value, 'type'));
  return locked({
    name: key,
    version: textOf(valueOf(value, 'resolved')),
    span: keySpan,
    source: type === 'Project' ? { kind: 'local', path: key } : REGISTRY,
    direct: type === 'Direct',
    integrity: type === 'Project' ? null : entryOf(value, 'contentHash') !== null,
  });
}

/** `libraries`, by `name/version`. */
export function readNuGetDeps(text: string): ManifestParts {
  return readObject(text, (root, broken) =>
    entriesOf(valueOf(root, 'libraries')).flatMap(({ key, keySpan, value }) => {
      const slash = key.lastIndexOf('/');
      if (slash <= 0 || slash === key.length - 1) {
        broken.push({ span: keySpan, reason: 'name/version is expected' });
        return [];
      }
      const name = key.slice(0, slash);
      const isPackage = textOf(valueOf(value, 'type')) !== 'project';
      return [
        locked({
          name,
          version: key.slice(slash + 1),
          span: keySpan,
          source: isPackage ? REGISTRY : { kind: 'local', path: name },
          integrity: isPackage ? (textOf(valueOf(value, 'sha512')) ?? '') !== '' : null,
        }),
      ];
    }),
  );
}

function readObject(
  text: string,
  read: (root: ReturnType<typeof extractJson>['documents'][number], broken: Broken[]) => LockedPackage[],
): ManifestParts {
  const json = extractJson(text, MAX_LOCK_VALUES);
  const broken: Broken[] = [...json.broken];
  const root = json.documents[0];
  if (root?.kind !== 'map') {
    return { lineCount: json.lineCount, broken: [...broken, { span: START, reason: 'an object is expected' }] };
  }
  return { lineCount: json.lineCount, packages: read(root, broken), broken };
}
