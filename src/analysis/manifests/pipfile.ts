/** pipenv: Pipfile, which is TOML, and Pipfile.lock, which is JSON. https://pipenv.pypa.io/en/latest/pipfile.html */
import type { ConfigEntry, ConfigValue } from '../configuration-facts.ts';
import { extractJson } from '../configuration/json.ts';
import { MAX_LOCK_VALUES } from '../configuration/limits.ts';
import { entriesOf, itemsOf, textOf, valueOf } from '../configuration/lookup.ts';
import { readToml } from '../configuration/toml.ts';
import type { DeclaredDependency, LockedPackage, ManifestFacts, PackageSource } from '../manifest-facts.ts';
import { type Broken, locked, type ManifestParts, START, through } from './manifest-parts.ts';
import { sourceIn } from './pyproject.ts';
import { withoutCredentials } from './source-url.ts';

/** Tables of a Pipfile that hold no packages; every other one is a category of them. */
const OTHER_TABLES: ReadonlySet<string> = new Set(['source', 'requires', 'scripts', 'pipenv', 'pipenv-scripts']);

export function readPipfile(text: string): ManifestParts {
  const { root, lineCount, broken } = readToml(text);
  const dependencies = entriesOf(root)
    .filter(({ key }) => !OTHER_TABLES.has(key))
    .flatMap((table) => entriesOf(table.value).map((entry) => dependencyOf(entry, table.key)));
  return { lineCount, dependencies, registries: sources(valueOf(root, 'source')), broken };
}

function dependencyOf({ key, keySpan, value }: ConfigEntry, group: string): DeclaredDependency {
  const version = textOf(value) ?? textOf(valueOf(value, 'version')) ?? '';
  const source = sourceIn(value);
  const requirement = version === '*' ? '' : version;
  return { name: key, requirement, group, span: through(keySpan, value.span), ...(source === null ? {} : { source }) };
}

function sources(list: ConfigValue | null): ManifestFacts['registries'] {
  return itemsOf(list).flatMap((item) => {
    const url = valueOf(item, 'url');
    const text = textOf(url);
    return url === null || text === null ? [] : [{ url: withoutCredentials(text), span: url.span }];
  });
}

export function readPipfileLock(text: string): ManifestParts {
  const json = extractJson(text, MAX_LOCK_VALUES);
  const broken: Broken[] = [...json.broken];
  const root = json.documents[0];
  if (root?.kind !== 'map') {
    return { lineCount: json.lineCount, broken: [...broken, { span: START, reason: 'an object is expected' }] };
  }
  const packages = entriesOf(root)
    .filter(({ key }) => key !== '_meta')
    .flatMap((category) => entriesOf(category.value).map((entry) => packageOf(entry, category.key)));
  const registries = sources(valueOf(valueOf(root, '_meta'), 'sources'));
  return { lineCount: json.lineCount, packages, registries, broken };
}

function packageOf({ key, keySpan, value }: ConfigEntry, category: string): LockedPackage {
  const version = textOf(valueOf(value, 'version'))?.replace(/^={2,3}\s*/, '') ?? null;
  return locked({
    name: key,
    version,
    span: keySpan,
    groups: category === 'default' ? [] : [category === 'develop' ? 'dev' : category],
    source: sourceOf(value),
    integrity: itemsOf(valueOf(value, 'hashes')).length > 0,
  });
}

function sourceOf(value: ConfigValue): PackageSource {
  return sourceIn(value) ?? { kind: 'registry', url: null };
}
