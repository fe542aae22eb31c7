/** From the YAML library's nodes to configuration values. Recursion is bounded by MAX_DEPTH, aliases by a budget. */
import { isAlias, isMap, isScalar, isSeq, type Alias, type Node, type Scalar, type YAMLMap, type YAMLSeq } from 'yaml';
import type { ConfigEntry, ConfigExpression, ConfigValue } from '../configuration-facts.ts';
import { MARK, partsOf } from './go-templates.ts';
import { MAX_ALIASED_VALUES, MAX_DEPTH, MAX_EXPRESSION_TEXT } from './limits.ts';
import type { Positions } from './positions.ts';

type Fail = (start: number, end: number, reason: string) => void;

/** CloudFormation's functions that take a map or a list; a local tag on a scalar needs no list to be known as one. */
const COLLECTION_FUNCTIONS =
  /^!(?:And|Base64|Cidr|Equals|FindInMap|ForEach|GetAtt|GetAZs|If|ImportValue|Join|Length|Not|Or|Select|Split|Sub|ToJsonString|Transform)$/;

export interface YamlSource {
  readonly text: string;
  readonly positions: Positions;
  readonly fail: Fail;
  readonly maxValues: number;
  /** Of a text with Go's actions, as they are written; null for others. */
  readonly lines: readonly string[] | null;
}

/** A reader of all documents of one text, with one budget. What an alias repeats keeps the place where it is written. */
export function createYamlReader({
  text,
  positions,
  fail,
  maxValues,
  lines,
}: YamlSource): (root: unknown) => ConfigValue {
  const anchors = new Map<string, Node>();
  const opened = new Set<Node>();
  let values = 0;
  let aliased = 0;
  let aliasDepth = 0;

  function range(node: Node): [number, number] {
    return node.range ? [node.range[0], node.range[1]] : [0, 0];
  }

  function written(node: Node): ConfigExpression {
    const [start, end] = range(node);
    return {
      kind: 'expression',
      text: text.slice(start, end).slice(0, MAX_EXPRESSION_TEXT),
      span: positions.span(start, end),
    };
  }

  function overBudget(node: Node, depth: number): boolean {
    values += 1;
    if (aliasDepth > 0) aliased += 1;
    if (values === maxValues) fail(...range(node), `more than ${maxValues} values`);
    if (aliased === MAX_ALIASED_VALUES) fail(...range(node), `aliases repeat more than ${MAX_ALIASED_VALUES} values`);
    return values >= maxValues || (aliasDepth > 0 && aliased >= MAX_ALIASED_VALUES) || depth > MAX_DEPTH;
  }

  function read(node: Node, depth: number): ConfigValue {
    if (overBudget(node, depth)) return written(node);
    if (isAlias(node)) return readAlias(node, depth);
    const anchor = 'anchor' in node && typeof node.anchor === 'string' ? node.anchor : null;
    if (anchor !== null) anchors.set(anchor, node);
    const value = readUntagged(node, depth);
    return isFunctionTag(node) ? asCall(node, value) : value;
  }

  function readUntagged(node: Node, depth: number): ConfigValue {
    const span = positions.span(...range(node));
    if (isScalar(node)) {
      const value = scalarValue(node);
      if (lines !== null && typeof value === 'string' && value.includes(MARK)) return withActions(value, span, lines);
      return { kind: 'scalar', value, span };
    }
    if (isSeq(node)) return { kind: 'list', items: readItems(node, depth), span };
    if (isMap(node)) return { kind: 'map', entries: readEntries(node, depth), span };
    return written(node);
  }

  function readItems(list: YAMLSeq, depth: number): ConfigValue[] {
    return list.items.map((item) => (isNodeLike(item) ? read(item, depth + 1) : pairAsMap(item, list, depth)));
  }

  /** `[a: 1]` is a list of maps of one entry. */
  function pairAsMap(item: unknown, list: YAMLSeq, depth: number): ConfigValue {
    const span = positions.span(...range(list as Node));
    return { kind: 'map', entries: readPairs([item], depth), span };
  }

  function readEntries(map: YAMLMap, depth: number): ConfigEntry[] {
    return readPairs(map.items, depth);
  }

  function readPairs(pairs: readonly unknown[], depth: number): ConfigEntry[] {
    const entries: ConfigEntry[] = [];
    const merged: ConfigEntry[] = [];
    for (const pair of pairs) {
      if (!isPairLike(pair) || !isNodeLike(pair.key)) continue;
      const key = pair.key;
      const value: ConfigValue = isNodeLike(pair.value) ? read(pair.value, depth + 1) : absent(key);
      if (isScalar(key) && key.source === '<<' && key.type === 'PLAIN') merged.push(...mergedEntries(value));
      else entries.push({ key: keyText(key), keySpan: positions.span(...range(key)), value });
    }
    if (merged.length === 0) return entries;
    const present = new Set(entries.map((entry) => entry.key));
    for (const entry of merged) {
      if (!present.has(entry.key)) entries.push(entry);
      present.add(entry.key);
    }
    return entries;
  }

  function absent(key: Node): ConfigValue {
    const end = range(key)[1];
    return { kind: 'scalar', value: null, span: positions.span(end, end) };
  }

  function keyText(key: Node): string {
    if (isScalar(key) && typeof key.value === 'string') return key.value;
    const [start, end] = range(key);
    return text.slice(start, end).slice(0, MAX_EXPRESSION_TEXT);
  }

  function readAlias(alias: Alias, depth: number): ConfigValue {
    const target = anchors.get(alias.source);
    if (target === undefined || opened.has(target)) {
      fail(...range(alias as Node), target === undefined ? 'alias of nothing' : 'alias of what it is in');
      return written(alias as Node);
    }
    opened.add(target);
    aliasDepth += 1;
    const value = read(target, depth + 1);
    aliasDepth -= 1;
    opened.delete(target);
    return value;
  }

  function asCall(node: Node & { tag?: string }, argument: ConfigValue): ConfigValue {
    const args = argument.kind === 'list' ? argument.items : [argument];
    const [start, end] = range(node);
    const tag = node.tag ?? '';
    const before = text.lastIndexOf(tag, start);
    const from = before !== -1 && start - before <= tag.length + 200 ? before : start;
    return {
      kind: 'expression',
      text: text.slice(from, end).slice(0, MAX_EXPRESSION_TEXT),
      span: positions.span(from, end),
      call: { name: tag, args },
    };
  }

  return (root) => (isNodeLike(root) ? read(root, 1) : { kind: 'scalar', value: null, span: positions.span(0, 0) });
}

/** A value that an action puts in, or a part of: what is written there, and its parts. */
function withActions(value: string, span: ConfigValue['span'], lines: readonly string[]): ConfigExpression {
  const line = lines[span.startLine - 1] ?? '';
  const isOneLine = span.startLine === span.endLine;
  // An action with a line of its own has been moved on it.
  const isWhole = value === MARK;
  const written = isWhole ? line.trim() : line.slice(span.startColumn - 1, isOneLine ? span.endColumn - 1 : undefined);
  const parts = partsOf(written.replace(/^(["'])(.*)\1$/, '$2')).map((part): string | ConfigValue =>
    typeof part === 'string' ? part : { kind: 'expression', text: part.action.slice(0, MAX_EXPRESSION_TEXT), span },
  );
  const [only] = parts;
  if (parts.length === 1 && only !== undefined && typeof only !== 'string' && only.kind === 'expression') return only;
  return { kind: 'expression', text: written.slice(0, MAX_EXPRESSION_TEXT), span, ...(isOneLine ? { parts } : {}) };
}

/** What `<<` brings: the entries of a map, or of each map of a list, earlier ones first. */
function mergedEntries(value: ConfigValue): readonly ConfigEntry[] {
  if (value.kind === 'map') return value.entries;
  if (value.kind === 'list') return value.items.flatMap((item) => (item.kind === 'map' ? item.entries : []));
  return [];
}

function isFunctionTag(node: Node): boolean {
  const tag = 'tag' in node && typeof node.tag === 'string' ? node.tag : '';
  if (!tag.startsWith('!')) return false;
  return isScalar(node) || COLLECTION_FUNCTIONS.test(tag);
}

function scalarValue(node: Scalar): string | number | boolean | null {
  const { value } = node;
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  return node.source ?? null;
}

function isNodeLike(value: unknown): value is Node {
  return isAlias(value) || isScalar(value) || isMap(value) || isSeq(value);
}

function isPairLike(value: unknown): value is { key: unknown; value: unknown } {
  return typeof value === 'object' && value !== null && 'key' in value && 'value' in value;
}
