/**
 * TOML to the same tree with positions that JSON and YAML become. Nesting is measured before the library, which
 * recurses, sees the text. A text that is no TOML has no document at all: half of one could mean anything.
 */
import { ParseError, parseTOML, type AST } from 'toml-eslint-parser';
import type { ConfigEntry, ConfigFacts, ConfigValue } from '../configuration-facts.ts';
import type { Span } from '#domain/span.ts';
import { MAX_DEPTH } from './limits.ts';
import { createPositions, type Positions } from './positions.ts';

export interface TomlTree {
  readonly lineCount: number;
  /** Always a map; null where the text could not be read. */
  readonly root: ConfigValue | null;
  readonly broken: ConfigFacts['broken'];
}

interface Branch {
  readonly kind: 'map';
  readonly entries: Map<string, { readonly keySpan: Span; value: Node }>;
  readonly span: Span;
}

interface Row {
  readonly kind: 'list';
  readonly items: Branch[];
  readonly span: Span;
}

type Node = Branch | Row | { readonly kind: 'value'; readonly value: ConfigValue };

/** Never throws. */
export function readToml(text: string): TomlTree {
  const positions = createPositions(text);
  const { lineCount } = positions;
  if (isTooDeep(text)) {
    const span = positions.span(0, text.length);
    return { lineCount, root: null, broken: [{ span, reason: `nested deeper than ${MAX_DEPTH} levels` }] };
  }
  try {
    const root = createTree(parseTOML(text), positions);
    return { lineCount, root, broken: [] };
  } catch (error) {
    if (!(error instanceof ParseError) && !(error instanceof RangeError)) throw error;
    const at = error instanceof ParseError ? error.index : 0;
    const reason = error instanceof ParseError ? error.message.slice(0, 200) : 'nested too deeply';
    return { lineCount, root: null, broken: [{ span: positions.span(at, at + 1), reason }] };
  }
}

function createTree(program: AST.TOMLProgram, positions: Positions): ConfigValue {
  const root: Branch = { kind: 'map', entries: new Map(), span: positions.span(0, 0) };
  const [top] = program.body;
  for (const item of top.body) {
    if (item.type === 'TOMLKeyValue') assign(root, item, positions);
    else {
      const table = tableAt(root, item, positions);
      for (const pair of item.body) assign(table, pair, positions);
    }
  }
  return frozen(root);
}

/** The table that a header opens: `[a.b]`, or one more row of `[[a.b]]`. */
function tableAt(root: Branch, table: AST.TOMLTable, positions: Positions): Branch {
  const headerSpan = positions.span(table.key.range[0], table.key.range[1]);
  const keys = table.key.keys.map(nameOf);
  const own = positions.span(table.range[0], table.range[1]);
  let at = root;
  for (const [index, key] of keys.entries()) {
    const last = index === keys.length - 1;
    const known = at.entries.get(key)?.value;
    if (last && table.kind === 'array') {
      const row: Branch = { kind: 'map', entries: new Map(), span: own };
      if (known?.kind === 'list') known.items.push(row);
      else at.entries.set(key, { keySpan: headerSpan, value: { kind: 'list', items: [row], span: own } });
      return row;
    }
    at = descend(at, key, known, headerSpan, own);
  }
  return at;
}

function descend(at: Branch, key: string, known: Node | undefined, keySpan: Span, span: Span): Branch {
  if (known?.kind === 'map') return known;
  const row = known?.kind === 'list' ? known.items.at(-1) : undefined;
  if (row !== undefined) return row;
  const made: Branch = { kind: 'map', entries: new Map(), span };
  at.entries.set(key, { keySpan, value: made });
  return made;
}

function assign(table: Branch, pair: AST.TOMLKeyValue, positions: Positions): void {
  const keySpan = positions.span(pair.key.range[0], pair.key.range[1]);
  const span = positions.span(pair.range[0], pair.range[1]);
  const keys = pair.key.keys.map(nameOf);
  let at = table;
  for (const key of keys.slice(0, -1)) at = descend(at, key, at.entries.get(key)?.value, keySpan, span);
  at.entries.set(keys.at(-1) ?? '', { keySpan, value: valueNode(pair.value, positions) });
}

function nameOf(key: AST.TOMLBare | AST.TOMLQuoted): string {
  return key.type === 'TOMLBare' ? key.name : key.value;
}

/** Recursion is bounded by what was measured before. */
function valueNode(node: AST.TOMLContentNode, positions: Positions): Node {
  const span = positions.span(node.range[0], node.range[1]);
  if (node.type === 'TOMLInlineTable') {
    const table: Branch = { kind: 'map', entries: new Map(), span };
    for (const pair of node.body) assign(table, pair, positions);
    return table;
  }
  if (node.type === 'TOMLArray') {
    const items = node.elements.map((element) => asValue(valueNode(element, positions)));
    return { kind: 'value', value: { kind: 'list', items, span } };
  }
  const { value } = node;
  const plain = typeof value === 'string' || typeof value === 'boolean' ? value : plainOf(value);
  return { kind: 'value', value: { kind: 'scalar', value: plain, span } };
}

function plainOf(value: number | Date | bigint): string | number {
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (typeof value === 'bigint') return value.toString();
  return Number.isNaN(value.getTime()) ? 'no date' : value.toISOString();
}

function asValue(node: Node): ConfigValue {
  if (node.kind === 'value') return node.value;
  return node.kind === 'map' ? frozen(node) : { kind: 'list', items: node.items.map(frozen), span: node.span };
}

function frozen(branch: Branch): ConfigValue {
  const entries: ConfigEntry[] = [];
  for (const [key, { keySpan, value }] of branch.entries) entries.push({ key, keySpan, value: asValue(value) });
  return { kind: 'map', entries, span: branch.span };
}

/** Brackets outside of strings and comments; a dot in a header nests as well. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  let dots = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === '[' || character === '{') depth += 1;
    else if (character === ']' || character === '}') depth -= 1;
    else if (character === '.') dots += 1;
    else if (character === '\n') dots = 0;
    else if (character === '#') at = endOf(text, '\n', at) - 1;
    else if (character === '"' || character === "'") at = endOfString(text, at, character);
    if (depth > MAX_DEPTH || dots > MAX_DEPTH) return true;
  }
  return false;
}

function endOf(text: string, mark: string, from: number): number {
  const end = text.indexOf(mark, from);
  return end === -1 ? text.length : end;
}

/** The offset of the closing quote. */
function endOfString(text: string, start: number, quote: string): number {
  if (text.startsWith(quote.repeat(3), start)) return endOf(text, quote.repeat(3), start + 3) + 2;
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === '\\' && quote === '"') at += 1;
    else if (text[at] === quote || text[at] === '\n') return at;
  }
  return text.length;
}
