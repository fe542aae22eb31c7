/**
 * yarn.lock, of both generations: entries under a line of descriptors, their properties indented by two. Classic writes
 * `version "1.0.0"` and `resolved`, berry `version: 1.0.0` and `resolution`, which is a subset of YAML that needs no
 * more than its lines. https://classic.yarnpkg.com/lang/en/docs/yarn-lock/, https://yarnpkg.com/advanced/lexicon
 */
import type { LockedPackage, PackageSource } from '../manifest-facts.ts';
import { type Broken, locked, type ManifestParts, quoted, REGISTRY } from './manifest-parts.ts';
import { commitIn, isGitUrl, localPath, npmSourceOf, withoutCredentials } from './source-url.ts';
import { linesOf, spanOfLine, type TextLine } from './text-lines.ts';

interface Entry {
  readonly line: TextLine;
  readonly descriptors: string;
  readonly properties: Map<string, string>;
}

export function readYarnLock(text: string): ManifestParts {
  const lines = linesOf(text);
  const broken: Broken[] = [];
  const packages: LockedPackage[] = [];
  for (const entry of entriesOf(lines, broken)) {
    if (entry.descriptors === '__metadata') continue;
    const found = packageOf(entry);
    if (found === null)
      broken.push({ span: spanOfLine(entry.line), reason: `${quoted(entry.descriptors)} has no version` });
    else if (!isProject(found)) packages.push(found);
  }
  return { lineCount: lines.length, packages, broken };
}

/** The project is an entry of berry's lockfiles; other workspaces are, too, and are packages here. */
function isProject({ source }: LockedPackage): boolean {
  return source.kind === 'local' && source.path === '.';
}

function entriesOf(lines: readonly TextLine[], broken: Broken[]): Entry[] {
  const entries: Entry[] = [];
  for (const line of lines) {
    const { text } = line;
    if (text.trim() === '' || text.trimStart().startsWith('#')) continue;
    if (!text.startsWith(' ')) {
      const end = text.trimEnd();
      if (!end.endsWith(':')) broken.push({ span: spanOfLine(line), reason: 'not a line of yarn.lock' });
      else entries.push({ line, descriptors: end.slice(0, -1), properties: new Map() });
      continue;
    }
    if (!/^ {2}\S/.test(text)) continue;
    const property = /^ {2}"?([A-Za-z_]+)"?(?::\s*|\s+)(\S.*)$/.exec(text);
    const entry = entries.at(-1);
    if (property !== null && entry !== undefined)
      entry.properties.set(property[1] ?? '', unquoted((property[2] ?? '').trim()));
  }
  return entries;
}

function packageOf({ line, descriptors, properties }: Entry): LockedPackage | null {
  const version = properties.get('version');
  if (version === undefined) return null;
  const [first = ''] = splitDescriptors(descriptors);
  const resolution = properties.get('resolution');
  const named = resolution === undefined ? classicName(first) : splitName(resolution);
  const resolved = properties.get('resolved');
  const source = resolution === undefined ? classicSource(resolved, named.rest) : berrySource(named.rest);
  const [asked] = [splitName(first).name];
  return locked({
    name: named.name,
    version,
    span: spanOfLine(line),
    source,
    integrity: properties.has('integrity') || properties.has('checksum') || /#[0-9a-f]{40}$/.test(resolved ?? ''),
    ...(asked === named.name ? {} : { alias: asked }),
  });
}

/** `"a@^1, b@^2"` in berry, `"a@^1", "b@^2"` and bare ones in classic. */
function splitDescriptors(text: string): string[] {
  return text.split(/,\s*/).map((part) => unquoted(part.trim().replace(/^"|"$/g, '')));
}

interface Named {
  readonly name: string;
  readonly rest: string;
}

/** At the first `@` that does not begin a scope. */
function splitName(descriptor: string): Named {
  const at = descriptor.indexOf('@', 1);
  return at === -1 ? { name: descriptor, rest: '' } : { name: descriptor.slice(0, at), rest: descriptor.slice(at + 1) };
}

/** `alias@npm:name@^1` is `name`. */
function classicName(descriptor: string): Named {
  const named = splitName(descriptor);
  if (!named.rest.startsWith('npm:')) return named;
  const target = splitName(named.rest.slice('npm:'.length));
  return target.rest === '' ? named : target;
}

function classicSource(resolved: string | undefined, asked: string): PackageSource {
  if (/^(?:file|link|\.{0,2}\/)/.test(asked)) return { kind: 'local', path: localPath(asked) };
  if (resolved === undefined) return REGISTRY;
  // Classic puts the hash of a tarball behind #, where git has its commit.
  return npmSourceOf(isGitUrl(resolved) || !/\.t(?:ar\.)?gz#/.test(resolved) ? resolved : resolved.replace(/#.*$/, ''));
}

/** What stands behind the name: `npm:1.0.0`, `workspace:.`, `patch:…`, a git URL with its commit. */
function berrySource(reference: string): PackageSource {
  if (reference.startsWith('npm:')) {
    const archive = /[?:]__archiveUrl=([^&]{1,1000})/.exec(reference)?.[1];
    return archive === undefined ? REGISTRY : npmSourceOf(decoded(archive));
  }
  if (reference.startsWith('workspace:')) return { kind: 'local', path: localPath(reference) };
  if (/^(?:portal|link|file|\.{1,2}\/|\/)/.test(reference))
    return { kind: 'local', path: localPath(reference).split('::', 1)[0] ?? '' };
  if (/^(?:patch|virtual):/.test(reference)) return REGISTRY;
  const url = withoutCredentials(reference);
  const commit = commitIn(url);
  if (commit !== null || isGitUrl(url)) return { kind: 'git', url: url.split('#', 1)[0] ?? url, commit };
  return /^https?:/i.test(url) ? npmSourceOf(url) : REGISTRY;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function unquoted(text: string): string {
  return /^".*"$/.test(text) ? text.slice(1, -1) : text;
}
