/**
 * YAML with Go's template actions in it, as Helm's charts have it, made into YAML that can be read: lines stay lines, and
 * what an action would put there is marked as not known. Nothing is carried out.
 */

/** Stands for a character of what an action puts in; of no meaning to YAML, and in no text that people write. */
export const MARK = '\u2042';
/** The key under which a map takes in what an action brings. */
export const OPEN_KEY = '…';

/** Only what is Go's: `${{ … }}` is a workflow's, and Jinja's braces hold no dot, dash or these words in front. */
const ACTION =
  /(?<!\$)\{\{-?\s*(?:[.$/]|-|(?:if|range|with|end|else|define|template|include|block|toYaml|tpl|quote|printf|default|required|lookup|fail|nindent|eq|and|or|not|ternary|dict|list|merge|coalesce)\b)/;

export function hasGoTemplates(text: string): boolean {
  return text.includes('{{') && ACTION.test(text);
}

interface Action {
  readonly from: number;
  readonly to: number;
  readonly inner: string;
}

/** Longest action that is looked for; what does not end within it is text. */
const MAX_ACTION = 20_000;

/** The text with its actions masked, as many lines as before. */
export function maskGoTemplates(text: string): string {
  const lines = withoutLongActions(text).split('\n');
  let last = '';
  const masked = lines.map((line) => {
    const actions = actionsIn(line);
    const isWhole = actions.length > 0 && withoutActions(line, actions).trim() === '';
    const result = isWhole ? wholeLine(line, actions, last) : inLine(line, actions);
    if (result.trim() !== '' && !result.trimStart().startsWith('#')) last = result;
    return result;
  });
  return masked.join('\n');
}

/** Actions over several lines become one on their first line, with empty lines behind. */
function withoutLongActions(text: string): string {
  const parts: string[] = [];
  let from = 0;
  let close = 0;
  let open = text.indexOf('{{');
  while (open !== -1) {
    if (close < open + 2) close = text.indexOf('}}', open + 2);
    if (close === -1) break;
    const end = close - open > MAX_ACTION ? open + 2 : close + 2;
    const lines = text.slice(open, end).split('\n');
    parts.push(text.slice(from, open), lines.map((line) => line.trim()).join(' '), '\n'.repeat(lines.length - 1));
    from = end;
    open = text.indexOf('{{', from);
  }
  return parts.join('') + text.slice(from);
}

function actionsIn(line: string): Action[] {
  const actions: Action[] = [];
  let open = line.indexOf('{{');
  while (open !== -1) {
    const close = line.indexOf('}}', open + 2);
    if (close === -1) break;
    const inner = line.slice(open + 2, close);
    if (line[open - 1] !== '$') actions.push({ from: open, to: close + 2, inner: inner.replace(/^-|-$/g, '').trim() });
    open = line.indexOf('{{', close + 2);
  }
  return actions;
}

function withoutActions(line: string, actions: readonly Action[]): string {
  let rest = '';
  let at = 0;
  for (const { from, to } of actions) {
    rest += line.slice(at, from);
    at = to;
  }
  return rest + line.slice(at);
}

/** What decides, repeats or names brings nothing itself. */
const SILENT = /^(?:if|else|end|range|with|define|block|break|continue|fail|\/\*|\$[A-Za-z_]\w*\s*:?=)/;

function wholeLine(line: string, actions: readonly Action[], before: string): string {
  const bringing = actions.find(({ inner }) => inner !== '' && !SILENT.test(inner));
  if (bringing === undefined) return '';
  const asked = /\bn?indent\s+(\d{1,3})\b/.exec(bringing.inner)?.[1];
  const indent = ' '.repeat(asked === undefined ? line.length - line.trimStart().length : Number(asked));
  // In a list, an item of it; in a map, an entry.
  const isItem = before.startsWith(`${indent}- `);
  return `${indent}${isItem ? '- ' : ''}${OPEN_KEY}: ${MARK}`;
}

function inLine(line: string, actions: readonly Action[]): string {
  let result = '';
  let at = 0;
  for (const { from, to } of actions) {
    result += line.slice(at, from) + MARK.repeat(to - from);
    at = to;
  }
  return result + line.slice(at);
}

/** Literal text and actions of a piece of a line, in turn. */
export function partsOf(text: string): (string | { readonly action: string })[] {
  const parts: (string | { readonly action: string })[] = [];
  let at = 0;
  for (const { from, to, inner } of actionsIn(text)) {
    if (from > at) parts.push(text.slice(at, from));
    parts.push({ action: inner });
    at = to;
  }
  if (at < text.length) parts.push(text.slice(at));
  return parts;
}
