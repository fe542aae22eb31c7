/**
 * What setup.py and setup.cfg ask for. setup.py is a program: only requirements that stand in it as they are, in a
 * list or text of one of setuptools' arguments, are read; what it computes is not.
 * https://setuptools.pypa.io/en/latest/userguide/dependency_management.html
 */
import type { DeclaredDependency } from '../manifest-facts.ts';
import { createPositions } from '../configuration/positions.ts';
import type { ManifestParts } from './manifest-parts.ts';
import { declared, readPep508 } from './pep508.ts';
import { linesOf, spanOfLine } from './text-lines.ts';

const ARGUMENTS = /\b(install_requires|setup_requires|tests_require|extras_require|requires)\s*=(?!=)\s*/g;

interface Literal {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

export function readSetup(text: string): ManifestParts {
  const positions = createPositions(text);
  const dependencies: DeclaredDependency[] = [];
  const code = withoutComments(text);
  for (const match of code.matchAll(ARGUMENTS)) {
    const group = match[1] ?? '';
    for (const literal of literalsFrom(code, valueStart(code, match.index + match[0].length))) {
      const requirement = readPep508(literal.text);
      const isWhole = requirement !== null && !/[%{}]/.test(literal.text.split(';', 1)[0] ?? '');
      if (isWhole) dependencies.push(declared(requirement, group, positions.span(literal.start, literal.end)));
    }
  }
  const name = /\bname\s*=\s*(?:'([\w.-]{1,200})'|"([\w.-]{1,200})")/.exec(code);
  return { lineCount: positions.lineCount, packageName: name?.[1] ?? name?.[2] ?? null, dependencies, broken: [] };
}

/** A variable stands for what was assigned to it last before; the list is then read where it is written. */
function valueStart(code: string, at: number): number {
  const name = /^([A-Za-z_]\w{0,100})\s*(?:[,)\n]|$)/.exec(code.slice(at, at + 200))?.[1];
  if (name === undefined) return at;
  const assigned = [...code.slice(0, at).matchAll(new RegExp(`^${name}\\s*=(?!=)\\s*`, 'gm'))].at(-1);
  return assigned === undefined ? at : assigned.index + assigned[0].length;
}

/** Comments are blanked, so that offsets stay. */
function withoutComments(text: string): string {
  const kept: string[] = [];
  let at = 0;
  while (at < text.length) {
    const character = text[at] ?? '';
    if (character === '#') {
      const end = text.indexOf('\n', at);
      const stop = end === -1 ? text.length : end;
      kept.push(' '.repeat(stop - at));
      at = stop;
    } else if (character === '"' || character === "'") {
      const end = endOfLiteral(text, at);
      kept.push(text.slice(at, end));
      at = end;
    } else {
      kept.push(character);
      at += 1;
    }
  }
  return kept.join('');
}

/** Behind the closing quotes. */
function endOfLiteral(text: string, start: number): number {
  const quote = text[start] ?? '';
  const triple = quote.repeat(3);
  if (text.startsWith(triple, start)) {
    const end = text.indexOf(triple, start + 3);
    return end === -1 ? text.length : end + 3;
  }
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === quote) return at + 1;
    else if (text[at] === '\n') return at;
  }
  return text.length;
}

/** Text literals of the expression that begins here, up to the bracket that closes it. Keys of a dict are none of them. */
function literalsFrom(code: string, start: number): Literal[] {
  const literals: Literal[] = [];
  let depth = 0;
  for (let at = start; at < code.length; at += 1) {
    const character = code[at] ?? '';
    if (character === '[' || character === '{' || character === '(') depth += 1;
    else if (character === ']' || character === '}' || character === ')') {
      depth -= 1;
      if (depth <= 0) break;
    } else if (character === '"' || character === "'") {
      const end = endOfLiteral(code, at);
      const width = code.startsWith(character.repeat(3), at) ? 3 : 1;
      const after = /^\s*([:.%])?/.exec(code.slice(end, end + 50))?.[1];
      const inner = code.slice(at + width, end - width);
      if (after === undefined) {
        if (width === 3) literals.push(...linesIn(inner, at + width));
        else literals.push({ text: inner, start: at, end });
      }
      at = end - 1;
      if (depth === 0) break;
    } else if (depth === 0 && /[,\n]/.test(character)) break;
  }
  return literals;
}

function linesIn(text: string, start: number): Literal[] {
  const literals: Literal[] = [];
  let at = start;
  for (const line of text.split('\n')) {
    if (line.trim() !== '') literals.push({ text: line.trim(), start: at, end: at + line.length });
    at += line.length + 1;
  }
  return literals;
}

const CFG_KEYS: ReadonlySet<string> = new Set(['install_requires', 'setup_requires', 'tests_require']);

export function readSetupCfg(text: string): ManifestParts {
  const lines = linesOf(text);
  const dependencies: DeclaredDependency[] = [];
  let section = '';
  let group: string | null = null;
  let packageName: string | null = null;
  for (const line of lines) {
    const header = /^\[([^\]]{1,200})\]/.exec(line.text)?.[1];
    const key = /^([A-Za-z0-9_.-]{1,100})\s*=\s*(.*)$/.exec(line.text);
    let content = '';
    if (header !== undefined) {
      section = header.trim();
      group = null;
    } else if (key !== null) {
      const name = key[1] ?? '';
      content = key[2] ?? '';
      group =
        section === 'options.extras_require'
          ? `extras_require.${name}`
          : section === 'options' && CFG_KEYS.has(name)
            ? name
            : null;
      if (section === 'metadata' && name === 'name') packageName = content.trim();
    } else if (/^\s/.test(line.text)) content = line.text;
    if (group === null) continue;
    const bare = content.replace(/(?:^|\s)#.*$/, '').trim();
    const requirement = bare === '' ? null : readPep508(bare);
    if (requirement !== null) dependencies.push(declared(requirement, group, spanOfLine(line)));
  }
  return { lineCount: lines.length, packageName, dependencies, broken: [] };
}
