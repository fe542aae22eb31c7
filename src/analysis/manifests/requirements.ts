/**
 * pip's requirements files, as pip reads them: comments, line continuations, options of a line and of the file.
 * Includes are named and never followed here. https://pip.pypa.io/en/stable/reference/requirements-file-format/
 */
import type { DeclaredDependency, LockedPackage, ManifestFacts } from '../manifest-facts.ts';
import { type Broken, locked, type ManifestParts, REGISTRY } from './manifest-parts.ts';
import { declared, pythonSourceOf, readPep508 } from './pep508.ts';
import { withoutCredentials } from './source-url.ts';
import { linesOf, spanOfLine, type TextLine } from './text-lines.ts';

export function readRequirements(text: string): ManifestParts {
  const lines = linesOf(text);
  const dependencies: DeclaredDependency[] = [];
  const packages: LockedPackage[] = [];
  const includes: ManifestFacts['includes'][number][] = [];
  const registries: ManifestFacts['registries'][number][] = [];
  const broken: Broken[] = [];
  for (const { line, content } of logicalLines(lines)) {
    const span = spanOfLine(line);
    const option = /^(-[A-Za-z]|--[A-Za-z][\w-]*)(?:[ =]\s*)?(.*)$/.exec(content);
    if (option !== null) {
      readOption(option[1] ?? '', option[2]?.trim() ?? '');
      continue;
    }
    const dependency = readRequirement(content, span);
    if (dependency === null) {
      broken.push({ span, reason: 'not a requirement' });
      continue;
    }
    dependencies.push(dependency);
    const pin = pinOf(dependency);
    if (pin !== null) packages.push(pinned(dependency, pin, content));

    function readOption(name: string, value: string): void {
      if (name === '-r' || name === '--requirement') includes.push({ kind: 'requirements', path: value, span });
      else if (name === '-c' || name === '--constraint') includes.push({ kind: 'constraints', path: value, span });
      else if (/^(?:-i|--index-url|--extra-index-url|--pypi-url)$/.test(name)) {
        registries.push({ url: withoutCredentials(value), span });
      } else if (name === '-e' || name === '--editable') {
        const editable = readSource(value, span);
        if (editable !== null) dependencies.push(editable);
      }
    }
  }
  return { lineCount: lines.length, dependencies, packages, includes, registries, broken };
}

interface LogicalLine {
  /** The first of those that it goes over. */
  readonly line: TextLine;
  readonly content: string;
}

/** Without comments and environment; a backslash at its end takes the next line in. */
function logicalLines(lines: readonly TextLine[]): LogicalLine[] {
  const logical: LogicalLine[] = [];
  let open: { readonly line: TextLine; parts: string[] } | null = null;
  const close = (): void => {
    if (open === null) return;
    const content = open.parts
      .join('')
      .replace(/(?:^|\s)#.*$/, '')
      .trim();
    if (content !== '') logical.push({ line: open.line, content });
    open = null;
  };
  for (const line of lines) {
    const isComment = /^\s*#/.test(line.text);
    const goesOn = !isComment && line.text.endsWith('\\');
    open ??= { line, parts: [] };
    open.parts.push(goesOn ? line.text.slice(0, -1) : line.text);
    if (!goesOn) close();
  }
  close();
  return logical;
}

const GROUP = 'requirements';

function readRequirement(content: string, span: DeclaredDependency['span']): DeclaredDependency | null {
  const bare = withoutOptions(content);
  if (bare === '') return null;
  const requirement = readPep508(bare);
  if (requirement !== null && requirement.source === undefined && isPath(bare)) return readSource(bare, span);
  return requirement === null ? readSource(bare, span) : declared(requirement, GROUP, span);
}

/** `--hash=…` and its like end a requirement; a name may hold dashes. */
function withoutOptions(content: string): string {
  const at = content.search(/\s(?:--[a-z]|-C[\s=])/);
  return (at === -1 ? content : content.slice(0, at)).trim();
}

function isPath(text: string): boolean {
  return /^[^=<>!~;[\s]{1,1000}[/\\][^=<>!~;\s]*$/.test(text) || /\.(?:whl|zip|tar\.gz)$/i.test(text);
}

/** A URL or a path: its name stands behind `#egg=`, or is the end of it. */
function readSource(text: string, span: DeclaredDependency['span']): DeclaredDependency | null {
  if (!/^[a-z+]{2,20}:|[/\\.]/i.test(text)) return null;
  const source = pythonSourceOf(text);
  const egg = /[#&]egg=([A-Za-z0-9][\w.-]*)/.exec(text)?.[1];
  const end = /([A-Za-z0-9][\w.-]{0,200}?)(?:\.git|\.zip|\.tar\.gz|\.whl)?(?:@[^/]{1,200})?(?:[#?].*)?\/?$/.exec(
    text,
  )?.[1];
  const name = egg ?? end;
  return name === undefined ? null : { name, requirement: withoutCredentials(text), group: GROUP, span, source };
}

/** The version of `==` or `===`, where there is no other clause; a wildcard fixes nothing. */
function pinOf({ requirement, source }: DeclaredDependency): string | null {
  if (source !== undefined) return null;
  const version = /^={2,3}\s*([^\s,;*]+)\s*$/.exec(requirement)?.[1];
  return version ?? null;
}

function pinned({ name, span }: DeclaredDependency, version: string, content: string): LockedPackage {
  return locked({ name, version, span, source: REGISTRY, integrity: /\s--hash[=\s]/.test(content) });
}
