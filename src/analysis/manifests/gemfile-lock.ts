/**
 * Bundler's Gemfile.lock: sections of sources with their gems, then what the project asks for. The lines are as
 * Bundler's own parser has them: https://github.com/rubygems/rubygems/blob/master/bundler/lib/bundler/lockfile_parser.rb
 */
import type { LockedPackage, PackageSource } from '../manifest-facts.ts';
import { locked, type ManifestParts, REGISTRY } from './manifest-parts.ts';
import { originOf, withoutCredentials } from './source-url.ts';
import { linesOf, spanOfLine, type TextLine } from './text-lines.ts';

const SOURCES: ReadonlySet<string> = new Set(['GEM', 'GIT', 'PATH', 'PLUGIN SOURCE']);

interface Gem {
  readonly name: string;
  readonly version: string;
  readonly source: SourceSection;
  readonly line: TextLine;
}

interface SourceSection {
  readonly kind: string;
  readonly remotes: string[];
  revision: string | null;
}

export function readGemfileLock(text: string): ManifestParts {
  const lines = linesOf(text);
  const gems: Gem[] = [];
  const direct = new Set<string>();
  const hashed = new Set<string>();
  let section = '';
  let source: SourceSection = { kind: '', remotes: [], revision: null };
  for (const line of lines) {
    if (/^\S/.test(line.text)) {
      section = line.text.trim();
      source = { kind: section, remotes: [], revision: null };
    } else if (SOURCES.has(section)) readSourceLine(line, source, gems);
    else if (section === 'DEPENDENCIES') {
      const name = /^ {2}([^\s(!]+)/.exec(line.text)?.[1];
      if (name !== undefined) direct.add(name);
    } else if (section === 'CHECKSUMS') {
      const name = /^ {2}(\S+) \(([^-)]+)[^)]*\)\s+\S/.exec(line.text);
      if (name !== null) hashed.add(`${name[1] ?? ''} ${name[2] ?? ''}`);
    }
  }
  const hasHashes = lines.some((line) => line.text.trim() === 'CHECKSUMS');
  return { lineCount: lines.length, packages: withoutPlatforms(gems.map(asPackage)), broken: [] };

  function asPackage({ name, version, source: from, line }: Gem): LockedPackage {
    const integrity = hasHashes ? hashed.has(`${name} ${version}`) : null;
    return locked({
      name,
      version,
      span: spanOfLine(line),
      source: sourceOf(from),
      direct: direct.has(name),
      integrity,
    });
  }
}

function readSourceLine(line: TextLine, source: SourceSection, gems: Gem[]): void {
  const option = /^ {2}(remote|revision): (.+)$/.exec(line.text);
  if (option !== null) {
    const value = (option[2] ?? '').trim();
    if (option[1] === 'remote') source.remotes.push(value);
    else source.revision = value;
    return;
  }
  // `name (version-platform)`, a version holds no dash.
  const spec = /^ {4}(\S+) \(([^-)]+)(?:-[^)]*)?\)!?$/.exec(line.text.trimEnd());
  if (spec !== null) gems.push({ name: spec[1] ?? '', version: spec[2] ?? '', source, line });
}

function sourceOf({ kind, remotes, revision }: SourceSection): PackageSource {
  const remote = withoutCredentials(remotes.at(0) ?? '');
  if (kind === 'GIT') return { kind: 'git', url: remote, commit: revision };
  if (kind === 'PATH') return { kind: 'local', path: remote };
  return remotes.length === 0 ? REGISTRY : { kind: 'registry', url: originOf(remote) };
}

/** A gem with binaries is there once for each platform. */
function withoutPlatforms(packages: readonly LockedPackage[]): LockedPackage[] {
  const seen = new Set<string>();
  return packages.filter(({ name, version }) => {
    const key = `${name} ${version ?? ''}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
