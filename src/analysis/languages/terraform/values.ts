/**
 * HCL's expressions as configuration values: constants and collections as themselves, all else as written, with the
 * shape of calls and templates. Nothing is looked up: what `var.acl` is, a rule may find out.
 */
import type { Node } from 'web-tree-sitter';
import type { ConfigEntry, ConfigExpression, ConfigValue } from '../../configuration-facts.ts';
import { MAX_DEPTH, MAX_EXPRESSION_TEXT } from '../../configuration/limits.ts';
import { heredocRange, heredocText, quotedRange, unescapeMarkers, unescapeQuoted } from './literals.ts';
import { spanOf } from './spans.ts';

/** `depth` counts collections, calls and templates; below MAX_DEPTH a value is kept as written. */
export function readValue(outer: Node, source: string, depth: number): ConfigValue {
  const node = unwrap(outer);
  if (depth > MAX_DEPTH || node.type === 'ERROR') return written(node, source);
  switch (node.type) {
    case 'string_lit':
      return scalar(quotedText(node, source), node);
    case 'numeric_lit':
      return scalar(Number(slice(node, source)), node);
    case 'bool_lit':
      return scalar(slice(node, source) === 'true', node);
    case 'null_lit':
      return scalar(null, node);
    case 'unary_operation':
      return readUnary(node, source, depth);
    case 'tuple':
      return { kind: 'list', items: readAll(expressionsOf(node), source, depth), span: spanOf(node) };
    case 'object':
      return { kind: 'map', entries: readElements(node, source, depth), span: spanOf(node) };
    case 'function_call':
      return readCall(node, source, depth);
    case 'conditional':
      return readConditional(node, source, depth);
    case 'quoted_template':
      return readTemplate(node, source, depth);
    case 'heredoc_template':
      return isHoled(node) ? readTemplate(node, source, depth) : scalar(heredocText(node, source), node);
    default:
      return written(node, source);
  }
}

/** Through wrappers of one child, and parentheses. A postfix (`.name`, `[0]`) makes an expression of what it follows. */
function unwrap(outer: Node): Node {
  let node = outer;
  for (;;) {
    const named = node.namedChildren.filter((child) => child.type !== 'comment');
    const only = named[0];
    if (only === undefined || named.length !== 1 || !WRAPPERS.has(node.type)) return node;
    node = only;
  }
}

const WRAPPERS: ReadonlySet<string> = new Set([
  'expression',
  'literal_value',
  'template_expr',
  'collection_value',
  'operation',
]);

function readUnary(node: Node, source: string, depth: number): ConfigValue {
  const operand = node.namedChildren[0];
  const value = operand ? readValue(operand, source, depth + 1) : null;
  const negative = slice(node, source).startsWith('-');
  if (value?.kind === 'scalar' && typeof value.value === 'number' && negative) return scalar(-value.value, node);
  if (value?.kind === 'scalar' && typeof value.value === 'boolean' && !negative) return scalar(!value.value, node);
  return written(node, source);
}

function readElements(object: Node, source: string, depth: number): ConfigEntry[] {
  const entries: ConfigEntry[] = [];
  for (const element of object.namedChildren) {
    if (element.type !== 'object_elem') continue;
    const [key, value] = expressionsOf(element);
    if (!key || !value) continue;
    entries.push({
      key: readKey(key, source),
      keySpan: spanOf(key),
      value: readValue(value, source, depth + 1),
    });
  }
  return entries;
}

/** `Name = …` and `"Name" = …` are the same key; a computed one stays as written, parentheses and all. */
function readKey(key: Node, source: string): string {
  const inner = unwrap(key);
  if (inner.type === 'string_lit') return quotedText(inner, source);
  return slice(key, source).slice(0, MAX_EXPRESSION_TEXT);
}

function readCall(node: Node, source: string, depth: number): ConfigExpression {
  const name = node.namedChildren[0];
  const list = node.namedChildren.find((child) => child.type === 'function_arguments');
  const call = {
    name: name ? slice(name, source) : '',
    args: list ? readAll(expressionsOf(list), source, depth) : [],
  };
  return { ...written(node, source), call };
}

/** `a ? b : c` as a call of `?:`. */
function readConditional(node: Node, source: string, depth: number): ConfigExpression {
  const args = readAll(expressionsOf(node), source, depth);
  return args.length === 3 ? { ...written(node, source), call: { name: '?:', args } } : written(node, source);
}

/** The grammar leaves blanks around holes out of its literals, so they are read from the text between the holes. */
function readTemplate(node: Node, source: string, depth: number): ConfigValue {
  const [from, to, unescape] =
    node.type === 'quoted_template'
      ? [...quotedRange(node), unescapeQuoted]
      : [...heredocRange(node, source), unescapeMarkers];
  const parts: (string | ConfigValue)[] = [];
  let at = from;
  for (const child of node.namedChildren) {
    if (!HOLES.has(child.type)) continue;
    if (child.startIndex > at) parts.push(unescape(source.slice(at, child.startIndex)));
    parts.push(child.type === 'template_interpolation' ? readHole(child, source, depth) : written(child, source));
    at = child.endIndex;
  }
  if (at < to) parts.push(unescape(source.slice(at, to)));
  const [only] = parts;
  // "${var.acl}" is var.acl.
  if (parts.length === 1 && only !== undefined && typeof only !== 'string') return { ...only, span: spanOf(node) };
  return { ...written(node, source), parts };
}

const HOLES: ReadonlySet<string> = new Set(['template_interpolation', 'template_directive']);

function readHole(hole: Node, source: string, depth: number): ConfigValue {
  const inside = expressionsOf(hole)[0];
  return inside ? readValue(inside, source, depth + 1) : written(hole, source);
}

function isHoled(heredoc: Node): boolean {
  return heredoc.namedChildren.some((child) => HOLES.has(child.type));
}

function readAll(nodes: readonly Node[], source: string, depth: number): ConfigValue[] {
  return nodes.map((node) => readValue(node, source, depth + 1));
}

function expressionsOf(node: Node): Node[] {
  return node.namedChildren.filter((child) => child.type === 'expression');
}

function quotedText(node: Node, source: string): string {
  return unescapeQuoted(source.slice(...quotedRange(node)));
}

function scalar(value: string | number | boolean | null, node: Node): ConfigValue {
  return { kind: 'scalar', value, span: spanOf(node) };
}

/** As it stands in the text. */
export function written(node: Node, source: string): ConfigExpression {
  return { kind: 'expression', text: slice(node, source).slice(0, MAX_EXPRESSION_TEXT), span: spanOf(node) };
}

function slice(node: Node, source: string): string {
  return source.slice(node.startIndex, node.endIndex);
}
