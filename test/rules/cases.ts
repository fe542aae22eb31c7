/** A rule's page as test cases: each fence under *Reported* or *Not reported* becomes the files of a change. */
import type { Hunk } from '#domain/change.ts';
import type { Need } from '#checks/rule-inputs.ts';
import type { Fence, RulePage } from '#checks/rule-page.ts';
import { type CaseOutside, readCaseOutside } from './case-outside.ts';

/** One file of a case. A side is null where the file is not there; equal sides are a file that the change leaves alone. */
export interface CaseFile {
  readonly path: string;
  /** Where it lay in base, for a file that the change moves. */
  readonly from?: string;
  readonly base: string | null;
  readonly head: string | null;
  readonly hunks: readonly Hunk[];
}

export interface RuleCase {
  readonly title: string;
  readonly files: readonly CaseFile[];
  /** The exact result as the page tells it; null under *Not reported*. */
  readonly expected: string | null;
  /** The page says that a file of this case does not parse. */
  readonly broken: boolean;
  /** What is known of packages, and what policy asks of them; for rules about dependencies. */
  readonly outside: CaseOutside;
}

const PATH_OF_LANGUAGE: Readonly<Record<string, string>> = {
  ts: 'src/app.ts',
  typescript: 'src/app.ts',
  tsx: 'src/app.tsx',
  js: 'src/app.js',
  javascript: 'src/app.js',
  jsx: 'src/app.jsx',
  hcl: 'main.tf',
  tf: 'main.tf',
  terraform: 'main.tf',
  yaml: '.github/workflows/build.yml',
  yml: '.github/workflows/build.yml',
  json: 'package.json',
  env: '.env',
  dockerfile: 'Dockerfile',
};

const PATH_OF_NEED: Readonly<Record<Need, string>> = {
  program: 'src/app.ts',
  'governed-program': 'src/app.ts',
  'program-change': 'src/app.ts',
  infrastructure: 'main.tf',
  'infrastructure-change': 'main.tf',
  workflow: '.github/workflows/build.yml',
  manifest: 'package.json',
  dependencies: 'package.json',
  secrets: 'src/app.ts',
  'agent-settings': '.mcp.json',
  'agent-servers': '.mcp.json',
  instructions: 'AGENTS.md',
  'ai-use': 'package.json',
};

const ATTRIBUTES: ReadonlySet<string> = new Set(['path', 'from', 'setup', 'broken']);

/** Fences of these languages are no files, and belong to the next case. */
const NO_FILES: ReadonlySet<string> = new Set(['facts', 'policy']);

/** Throws with the page's line where a case is not written as CONTRIBUTING.md says. */
export function casesOf(
  page: RulePage,
  needs: Need,
): { readonly reported: RuleCase[]; readonly notReported: RuleCase[] } {
  return {
    reported: readSection(page.sections.get('Reported')?.fences ?? [], needs, true),
    notReported: readSection(page.sections.get('Not reported')?.fences ?? [], needs, false),
  };
}

function readSection(fences: readonly Fence[], needs: Need, withFindings: boolean): RuleCase[] {
  const cases: RuleCase[] = [];
  const pending = [...fences].reverse();
  let parts: Fence[] = [];
  for (let fence = pending.pop(); fence !== undefined; fence = pending.pop()) {
    if (fence.language === 'findings') throw wrong(fence, 'a findings fence stands behind a case under Reported, once');
    parts.push(fence);
    if (fence.attributes.has('setup') || NO_FILES.has(fence.language)) continue;
    const findings = withFindings ? pending.pop() : undefined;
    if (withFindings && findings?.language !== 'findings')
      throw wrong(fence, 'the case has no findings fence behind it');
    cases.push({
      title: `line ${fence.line}: ${fence.caption}`,
      files: filesOf(parts, needs),
      expected: findings === undefined ? null : findings.content,
      broken: parts.some((part) => part.attributes.has('broken')),
      outside: readCaseOutside(parts),
    });
    parts = [];
  }
  const stray = parts[0];
  if (stray !== undefined) throw wrong(stray, 'a setup fence stands before a case');
  return cases;
}

function filesOf(fences: readonly Fence[], needs: Need): CaseFile[] {
  const files = new Map<string, CaseFile>();
  for (const fence of fences.filter(({ language }) => !NO_FILES.has(language))) {
    const file = readFence(fence, needs);
    if (files.has(file.path)) throw wrong(fence, `the case has another fence with the path ${file.path}`);
    files.set(file.path, file);
  }
  return [...files.values()];
}

function readFence(fence: Fence, needs: Need): CaseFile {
  for (const attribute of fence.attributes.keys()) {
    if (!ATTRIBUTES.has(attribute))
      throw wrong(fence, `"${attribute}" means nothing here; ${[...ATTRIBUTES].join(', ')} do`);
  }
  const { language, content } = fence;
  const path = fence.attributes.get('path') ?? (language === 'diff' ? PATH_OF_NEED[needs] : PATH_OF_LANGUAGE[language]);
  if (path === undefined) throw wrong(fence, `no path is known for "${language}": say path=…`);
  if (language === 'diff') return readDiff(fence, path);
  if (fence.attributes.has('from')) throw wrong(fence, 'from=… is for diff fences');
  if (fence.attributes.has('setup')) return { path, base: content, head: content, hunks: [] };
  return {
    path,
    base: null,
    head: content,
    hunks: [{ base: { start: 1, end: 0 }, head: { start: 1, end: countLines(content) } }],
  };
}

/** A diff that shows the whole file. `from=old.ts` moves it: the base side lies there. */
function readDiff(fence: Fence, path: string): CaseFile {
  const base: string[] = [];
  const head: string[] = [];
  const hunks: Hunk[] = [];
  let start: { readonly base: number; readonly head: number } | null = null;
  const closeHunk = (): void => {
    if (start === null) return;
    hunks.push({ base: { start: start.base, end: base.length }, head: { start: start.head, end: head.length } });
    start = null;
  };
  for (const [index, line] of fence.content.split('\n').slice(0, -1).entries()) {
    const mark = line[0] ?? ' ';
    if (mark === ' ') closeHunk();
    else if (mark === '-' || mark === '+') start ??= { base: base.length + 1, head: head.length + 1 };
    else throw new SyntaxError(`line ${fence.line + 1 + index}: a line of a diff fence begins with a space, - or +`);
    if (mark !== '+') base.push(`${line.slice(1)}\n`);
    if (mark !== '-') head.push(`${line.slice(1)}\n`);
  }
  closeHunk();
  const from = fence.attributes.get('from');
  const sides = { base: base.length === 0 ? null : base.join(''), head: head.length === 0 ? null : head.join('') };
  return { path, ...(from === undefined ? {} : { from }), ...sides, hunks };
}

function countLines(text: string): number {
  return text.split('\n').length - 1;
}

function wrong(fence: Fence, message: string): SyntaxError {
  return new SyntaxError(`line ${fence.line}: ${message}`);
}
