/** go.mod, which fixes versions itself, and go.sum, which has their hashes. https://go.dev/ref/mod */
import type { DeclaredDependency, LockedPackage } from '../manifest-facts.ts';
import { type Broken, locked, type ManifestParts, REGISTRY } from './manifest-parts.ts';
import { linesOf, spanIn, spanOfLine, type TextLine } from './text-lines.ts';

const DIRECTIVES: ReadonlySet<string> = new Set([
  'module',
  'go',
  'toolchain',
  'godebug',
  'require',
  'replace',
  'exclude',
  'retract',
  'tool',
  'ignore',
]);

interface Directive {
  readonly verb: string;
  readonly args: readonly string[];
  readonly comment: string;
  readonly line: TextLine;
}

interface Requirement {
  readonly name: string;
  readonly version: string;
  readonly indirect: boolean;
  readonly line: TextLine;
}

/** `old` at `version` (any, where it is null) is taken from `target`; a folder has no version. */
interface Replacement {
  readonly old: string;
  readonly version: string | null;
  readonly target: string;
  readonly targetVersion: string | null;
  readonly line: TextLine;
}

export function readGoMod(text: string): ManifestParts {
  const lines = linesOf(text);
  const broken: Broken[] = [];
  const requirements: Requirement[] = [];
  const replacements: Replacement[] = [];
  let packageName: string | null = null;
  let goLine: { readonly version: string; readonly line: TextLine } | null = null;
  for (const { verb, args, comment, line } of directivesOf(lines, broken)) {
    const [first = '', second = ''] = args;
    if (verb === 'module') packageName = first;
    else if (verb === 'go') goLine ??= { version: first, line };
    else if (verb === 'toolchain' && first !== 'default') {
      goLine = { version: first.replace(/^go/, '').replace(/-.*$/, ''), line };
    } else if (verb === 'require') {
      if (second === '') broken.push({ span: spanOfLine(line), reason: 'a module and its version are expected' });
      else requirements.push({ name: first, version: second, indirect: /^\/\/\s*indirect\b/.test(comment), line });
    } else if (verb === 'replace') {
      const replacement = replacementOf(args, line);
      if (replacement === null) broken.push({ span: spanOfLine(line), reason: 'old => new is expected' });
      else replacements.push(replacement);
    }
  }
  const packages = withoutTwins([
    ...requirements.map((requirement) => packageOf(requirement, replacements)),
    ...(goLine === null ? [] : [standardLibrary(goLine.version, goLine.line)]),
  ]);
  return { lineCount: lines.length, packageName, dependencies: requirements.map(dependencyOf), packages, broken };
}

function directivesOf(lines: readonly TextLine[], broken: Broken[]): Directive[] {
  const directives: Directive[] = [];
  let block: string | null = null;
  for (const line of lines) {
    const at = commentStart(line.text);
    const comment = line.text.slice(at).trim();
    const words = wordsOf(line.text.slice(0, at));
    const [first, second] = words;
    if (first === undefined) continue;
    if (block !== null) {
      if (first === ')') block = null;
      else directives.push({ verb: block, args: words, comment, line });
    } else if (!DIRECTIVES.has(first)) {
      broken.push({ span: spanOfLine(line), reason: 'not a directive of go.mod' });
    } else if (second === '(') block = first;
    else directives.push({ verb: first, args: words.slice(1), comment, line });
  }
  return directives;
}

/** A comment begins a line or stands behind a blank: a module's path may hold no `//`, a version's URL might. */
function commentStart(text: string): number {
  const at = text.search(/(?:^|\s)\/\//);
  return at === -1 ? text.length : at === 0 && text.startsWith('//') ? 0 : at + 1;
}

function wordsOf(text: string): string[] {
  const words = text
    .trim()
    .split(/\s+/)
    .filter((word) => word !== '');
  // `require(` and `require (` are the same.
  const [first = '', ...rest] = words;
  const opened = /^([a-z]+)\($/.exec(first)?.[1];
  const bare = opened === undefined ? words : [opened, '(', ...rest];
  return bare.map((word) => word.replace(/^(["`])(.*)\1$/, '$2'));
}

function replacementOf(args: readonly string[], line: TextLine): Replacement | null {
  const arrow = args.indexOf('=>');
  const [old, version = null] = args.slice(0, Math.max(0, arrow));
  const [target, targetVersion = null] = arrow === -1 ? [] : args.slice(arrow + 1);
  return old === undefined || target === undefined ? null : { old, version, target, targetVersion, line };
}

/** The one for this version before the one for any. */
function packageOf({ name, version, indirect, line }: Requirement, all: readonly Replacement[]): LockedPackage {
  const own = all.filter(({ old }) => old === name);
  const by = own.find((one) => one.version === version) ?? own.find((one) => one.version === null);
  if (by === undefined) return locked({ name, version, span: moduleSpan(line, name), direct: !indirect });
  const span = moduleSpan(by.line, by.target);
  const source = by.targetVersion === null ? ({ kind: 'local', path: by.target } as const) : REGISTRY;
  const alias = by.target === name ? {} : { alias: name };
  return locked({ name: by.target, version: by.targetVersion, span, direct: !indirect, source, ...alias });
}

/** Go's own library is a dependency like others: its vulnerabilities are mended by a newer toolchain. */
function standardLibrary(version: string, line: TextLine): LockedPackage {
  return locked({ name: 'stdlib', version, span: spanOfLine(line), direct: true });
}

function withoutTwins(packages: readonly LockedPackage[]): LockedPackage[] {
  const seen = new Set<string>();
  return packages.filter(({ name, version }) => {
    const key = `${name} ${version ?? ''}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function dependencyOf({ name, version, indirect, line }: Requirement): DeclaredDependency {
  return { name, requirement: version, group: indirect ? 'indirect' : 'require', span: moduleSpan(line, name) };
}

function moduleSpan(line: TextLine, name: string) {
  const at = line.text.indexOf(name);
  return at === -1 ? spanOfLine(line) : spanIn(line, at, name.length);
}

/** Lines with a hash of `go.mod` alone are of modules that were looked at, not taken. */
export function readGoSum(text: string): ManifestParts {
  const lines = linesOf(text);
  const broken: Broken[] = [];
  const packages: LockedPackage[] = [];
  for (const line of lines) {
    if (line.text.trim() === '') continue;
    const [name, version, hash] = line.text.trim().split(/\s+/);
    if (name === undefined || version === undefined || hash === undefined) {
      broken.push({ span: spanOfLine(line), reason: 'a module, its version and its hash are expected' });
    } else if (!version.endsWith('/go.mod')) {
      packages.push(locked({ name, version, span: spanOfLine(line), integrity: true }));
    }
  }
  return { lineCount: lines.length, packages, broken };
}
