/**
 * Makes text from a change safe for where it is shown: what could move a cursor, hide, reorder, start a workflow
 * command, a mention or a link becomes visible text instead. Every renderer passes every string of a change through
 * here. It changes how text is shown, never what a verdict holds.
 */

/**
 * Control characters, format characters (bidirectional controls, zero-width, tags), what a renderer ignores,
 * line and paragraph separators, and lone surrogates.
 */
const INVISIBLE = String.raw`[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]`;
/** More combining marks than any script stacks: they would be drawn over the lines above. */
const STACKED_MARKS = String.raw`\p{M}{5,}`;
/** `##[group]` of GitHub and Azure, `##vso[…]` of Azure, `##teamcity[…]`: taken anywhere in a line. */
const LOG_COMMAND = String.raw`#(?=#(?:[vV][sS][oO]|[tT][eE][aA][mM][cC][iI][tT][yY])?\[)`;
const TELLING = new RegExp(`${INVISIBLE}|${STACKED_MARKS}|${LOG_COMMAND}`, 'gu');
const TELLING_IN_JSON = new RegExp(`(?!\\n)${INVISIBLE}|${LOG_COMMAND}`, 'gu');
/** `::set-output …`: taken at the start of a line, after blanks; colours before it are no protection. */
// eslint-disable-next-line no-control-regex -- the escape that starts our own colour sequences
const WORKFLOW_COMMAND = /^((?:[^\S\n]|\u001b\[[0-9;]*m)*):(?=:)/gm;
/** The emoji style of a character that has both a text and an emoji shape: harmless right after one, and common. */
const EMOJI_STYLE = '\u{fe0f}';

const FAMILIAR: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** A character as it was and as it is shown. */
export interface ShownCharacter {
  readonly raw: string;
  readonly shown: string;
}

/** Each character of a text with what shows it. */
export function* shownCharacters(text: string): Generator<ShownCharacter> {
  let from = 0;
  for (const match of text.matchAll(TELLING)) {
    for (const raw of text.slice(from, match.index)) yield { raw, shown: raw };
    const kept = match[0] === EMOJI_STYLE && /\p{Emoji}$/u.test(text.slice(Math.max(0, match.index - 2), match.index));
    for (const raw of match[0]) yield { raw, shown: kept ? raw : escaped(raw) };
    from = match.index + match[0].length;
  }
  for (const raw of text.slice(from)) yield { raw, shown: raw };
}

/** One line of text that shows everything that is in it. */
export function visible(text: string): string {
  let line = '';
  for (const { shown } of shownCharacters(text)) line += shown;
  return line;
}

const LAYOUT = /[\t\n\v\f\r]+/g;

/** As `visible`, where tabs and line breaks are layout and not content: messages of rules, titles, bodies. */
export function visibleProse(text: string): string {
  return visible(text.replace(LAYOUT, ' ').trim());
}

function escaped(char: string): string {
  return FAMILIAR[char] ?? `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`;
}

/** Lines that no build system reads as a command. For whole output, after layout. */
export function inertLines(output: string): string {
  return output.replace(WORKFLOW_COMMAND, '$1\\u{3a}');
}

/** At most `limit` UTF-16 units, cut between characters and said to be cut. */
export function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const end = limit - 1;
  const splitsPair = /[\ud800-\udbff]/.test(text.charAt(end - 1));
  return `${text.slice(0, splitsPair ? end - 1 : end)}…`;
}

/** What means something inside a line of Markdown. Brackets alone disarm links, images and footnotes. */
const INLINE_SYNTAX = /[\\`*_[\]<>&$|~#@]/g;
/** What means something at the start of one: lists, quotes, headings, rules. */
const BLOCK_SYNTAX = /^(\d{1,9}(?=[.)])|(?=[-+=:]))/;
/** What a backslash does not disarm: entities, HTML, and the formulas that GitHub reads before Markdown. */
const BY_ENTITY: ReadonlySet<string> = new Set(['&', '<', '>', '$']);
/** An invisible character that parts words: GitHub looks for mentions, issues and addresses in the rendered text. */
const APART = '&#8288;';
/** Where GitHub would link: after `@`, inside `#1`, `GH-1`, `https://` and `www.`. */
const LINKED = /@|#(?=\d)|\bGH(?=-\d)|:(?=\/\/)|\bwww(?=\.)/gi;

/** Text as Markdown that means only itself: no mention, link, HTML, issue reference, emphasis, list or heading. */
export function markdownText(text: string): string {
  let markdown = '';
  let from = 0;
  const shown = visible(text.replace(LAYOUT, ' '));
  for (const match of shown.matchAll(LINKED)) {
    const to = match.index + match[0].length;
    markdown += escapeMarkdown(shown.slice(from, to)) + APART;
    from = to;
  }
  return (markdown + escapeMarkdown(shown.slice(from))).replace(BLOCK_SYNTAX, '$1\\');
}

function escapeMarkdown(text: string): string {
  return text.replace(INLINE_SYNTAX, (char) => (BY_ENTITY.has(char) ? `&#${char.charCodeAt(0)};` : `\\${char}`));
}

/** Prose of ours with code in backticks: each part by its own rules, so that it does not matter who wrote a backtick. */
export function markdownProse(text: string): string {
  return text
    .split(/`([^`]+)`/)
    .map((part, index) => (index % 2 === 1 ? markdownCode(part) : markdownText(part)))
    .join('');
}

/** Text as an inline code span, which GitHub neither links nor mentions from. A `|` is safe in a table too. */
export function markdownCode(text: string): string {
  const shown = visible(text);
  if (shown.trim() === '') return '` `';
  if (shown.includes('|')) return htmlCode(shown);
  const ticks = '`'.repeat(longestRun(shown, '`') + 1);
  const pad = shown.startsWith('`') || shown.endsWith('`') || (shown.startsWith(' ') && shown.endsWith(' ')) ? ' ' : '';
  return `${ticks}${pad}${shown}${pad}${ticks}`;
}

function htmlCode(shown: string): string {
  const encoded = shown.replace(/[^\p{L}\p{N} ]/gu, (char) => `&#${char.codePointAt(0)};`);
  return `<code>${encoded}</code>`;
}

/** Lines as a fenced block, with a fence that nothing inside can close. */
export function markdownFence(lines: readonly string[], language: string): string {
  const inside = lines.join('\n');
  const fence = '`'.repeat(Math.max(3, longestRun(inside, '`') + 1));
  return `${fence}${language}\n${inside}\n${fence}`;
}

function longestRun(text: string, char: string): number {
  let longest = 0;
  let run = 0;
  for (const each of text) {
    run = each === char ? run + 1 : 0;
    if (run > longest) longest = run;
  }
  return longest;
}

/** JSON that says the same and shows what is in it: invisible characters and log commands as escapes. */
export function inertJson(json: string): string {
  return json.replace(TELLING_IN_JSON, unicodeEscapes);
}

function unicodeEscapes(char: string): string {
  let escapes = '';
  for (let unit = 0; unit < char.length; unit += 1) {
    escapes += `\\u${char.charCodeAt(unit).toString(16).padStart(4, '0')}`;
  }
  return escapes;
}
