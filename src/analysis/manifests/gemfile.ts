/**
 * What a Gemfile or gemspec asks for, as far as it stands there in words. Both are programs: what they compute is not
 * read. https://bundler.io/man/gemfile.5.html
 */
import type { DeclaredDependency, ManifestFacts, PackageSource } from '../manifest-facts.ts';
import type { ManifestParts } from './manifest-parts.ts';
import { withoutCredentials } from './source-url.ts';
import { linesOf, spanOfLine, type TextLine } from './text-lines.ts';

const GEM = /^\s*gem\s*\(?\s*["']([\w.-]{1,200})["'](.*)$/;
const SPEC = /^\s*\w{1,30}\.add_(runtime_|development_)?dependency\s*\(?\s*["']([\w.-]{1,200})["'](.*)$/;
const SOURCE = /^\s*source\s*\(?\s*["']([^"']{1,500})["']/;

export function readGemfile(text: string): ManifestParts {
  const lines = linesOf(text);
  const dependencies: DeclaredDependency[] = [];
  const registries: ManifestFacts['registries'][number][] = [];
  const groups: string[] = [];
  let packageName: string | null = null;
  for (const line of lines) {
    // Blanks could stand in many places of the patterns, so there is never more than one.
    const code = line.text
      .trim()
      .replace(/\s+/g, ' ')
      .replace(/(?:^| )#.*$/, '');
    const block = /^\s*(?:group\s*\(?\s*(.+?)\)?|\w+.*?)\s+do(?:\s*\|[^|]{0,50}\|)?\s*$/.exec(code.slice(0, 500));
    if (block !== null) groups.push(block[1] ?? '');
    else if (/^\s*end\b/.test(code)) groups.pop();
    const found = dependencyOf(code, line, groups);
    if (found !== null) dependencies.push(found);
    const source = SOURCE.exec(code)?.[1];
    if (source !== undefined) registries.push({ url: withoutCredentials(source), span: spanOfLine(line) });
    packageName ??= /^\s*\w{1,30}\.name\s*=\s*["']([\w.-]{1,200})["']/.exec(code)?.[1] ?? null;
  }
  return { lineCount: lines.length, packageName, dependencies, registries, broken: [] };
}

function dependencyOf(code: string, line: TextLine, groups: readonly string[]): DeclaredDependency | null {
  const gem = GEM.exec(code);
  const spec = gem === null ? SPEC.exec(code) : null;
  const name = gem?.[1] ?? spec?.[2];
  if (name === undefined) return null;
  const rest = gem?.[2] ?? spec?.[3] ?? '';
  const source = sourceIn(rest);
  const block = groups.map((words) => symbolsIn(words)).find((words) => words !== '');
  const inline = /\bgroups?:\s*(\[[^\]]{0,200}\]|:\w{1,50})/.exec(rest)?.[1];
  const group =
    spec === null
      ? inline === undefined
        ? (block ?? 'default')
        : symbolsIn(inline)
      : (spec[1] ?? 'runtime_').slice(0, -1);
  return { name, requirement: versionsIn(rest), group, span: spanOfLine(line), ...(source === null ? {} : { source }) };
}

function symbolsIn(words: string): string {
  return [...words.matchAll(/:(\w{1,50})/g)].map((match) => match[1] ?? '').join(',');
}

/** The texts that come before the first option. */
function versionsIn(rest: string): string {
  const versions: string[] = [];
  for (const part of rest.split(',').slice(1)) {
    const text = /^\s*\[?\s*["']([^"']{1,100})["']\s*\]?\s*\)?\s*$/.exec(part)?.[1];
    if (text === undefined) break;
    versions.push(text);
  }
  return versions.join(', ');
}

function sourceIn(rest: string): PackageSource | null {
  const option = (name: string): string | undefined =>
    new RegExp(`(?:\\b${name}:|:${name}\\s*=>)\\s*["']([^"']{1,500})["']`).exec(rest)?.[1];
  const github = option('github');
  const git = option('git') ?? (github === undefined ? undefined : `https://github.com/${github}`);
  if (git !== undefined) {
    const ref = option('ref') ?? '';
    return { kind: 'git', url: withoutCredentials(git), commit: /^[0-9a-f]{7,64}$/i.test(ref) ? ref : null };
  }
  const path = option('path');
  return path === undefined ? null : { kind: 'local', path };
}
