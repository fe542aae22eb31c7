/** Destructuring and other targets of assignment. */
import type { Expr, Pattern, PatternProperty } from '#analysis/ir.ts';
import { givenBy } from './given-names.ts';
import type { Lowering } from './lowering.ts';
import { itemsIn } from './operands.ts';
import { keyText } from './property-keys.ts';
import { NONE, type NodeIndex } from './syntax-table.ts';
import { unwrap } from './wrappers.ts';

export function lowerPattern(l: Lowering, node: NodeIndex): Pattern {
  const { table } = l;
  const target = unwrap(table, node);
  const span = table.span(target);
  switch (table.kind(target)) {
    case 'identifier':
    case 'undefined':
    case 'shorthand_property_identifier_pattern':
    case 'shorthand_property_identifier':
      return { kind: 'bind', name: table.source(target), span };
    case 'object_pattern':
    case 'object':
      return objectPattern(l, target);
    case 'array_pattern':
    case 'array':
      return arrayPattern(l, target);
    case 'assignment_pattern':
    case 'object_assignment_pattern':
    case 'assignment_expression':
      return defaultPattern(l, target);
    case 'rest_pattern':
    case 'spread_element':
      return inside(l, target);
    default:
      return { kind: 'place', expression: l.expression(target), span };
  }
}

/** The pattern behind `...`. */
function inside(l: Lowering, node: NodeIndex): Pattern {
  const inner = l.table.firstChild(node);
  return inner === NONE ? brokenPlace(l, node) : l.pattern(inner);
}

function brokenPlace(l: Lowering, node: NodeIndex): Pattern {
  const span = l.table.span(node);
  return { kind: 'place', expression: { kind: 'unknown', parts: [], span }, span };
}

function isRest(l: Lowering, node: NodeIndex): boolean {
  const kind = l.table.kind(node);
  return kind === 'rest_pattern' || kind === 'spread_element';
}

function defaultPattern(l: Lowering, node: NodeIndex): Pattern {
  const { table } = l;
  const left = table.child(node, 'left');
  const right = table.child(node, 'right');
  if (left === NONE || right === NONE) return inside(l, node);
  const value = l.expression(right, givenBy(l, left, right));
  return { kind: 'default', target: l.pattern(left), value, span: table.span(node) };
}

function objectPattern(l: Lowering, node: NodeIndex): Pattern {
  const { table } = l;
  const properties: PatternProperty[] = [];
  let rest: Pattern | null = null;
  const end = table.after(node);
  for (let child = node + 1; child < end; child = table.after(child)) {
    if (isRest(l, child)) rest = inside(l, child);
    else properties.push(patternProperty(l, child));
  }
  return { kind: 'object', properties, rest, span: table.span(node) };
}

function patternProperty(l: Lowering, node: NodeIndex): PatternProperty {
  const { table } = l;
  const kind = table.kind(node);
  if (kind !== 'pair_pattern' && kind !== 'pair') {
    const target = l.pattern(node);
    const bound = target.kind === 'default' ? target.target : target;
    return { key: bound.kind === 'bind' ? bound.name : null, target };
  }
  const key = table.child(node, 'key');
  const value = table.child(node, 'value');
  const target = value === NONE ? brokenPlace(l, node) : l.pattern(value);
  const text = key === NONE ? null : keyText(l, key);
  const computed = text === null && key !== NONE ? computedKey(l, key) : null;
  return computed ? { key: null, computed, target } : { key: text, target };
}

function computedKey(l: Lowering, key: NodeIndex): Expr | null {
  const inner = l.table.firstChild(key);
  return inner === NONE ? null : l.expression(inner);
}

function arrayPattern(l: Lowering, node: NodeIndex): Pattern {
  const { table } = l;
  let rest = NONE;
  const end = table.after(node);
  for (let child = node + 1; child < end; child = table.after(child)) if (isRest(l, child)) rest = child;
  const items = itemsIn(l, node, (item) => (item === rest ? null : l.pattern(item)));
  if (rest !== NONE) items.pop();
  return { kind: 'array', items, rest: rest === NONE ? null : inside(l, rest), span: table.span(node) };
}

/** Every name that a pattern binds. */
export function boundNames(pattern: Pattern, into: string[] = []): string[] {
  switch (pattern.kind) {
    case 'bind':
      into.push(pattern.name);
      break;
    case 'default':
      boundNames(pattern.target, into);
      break;
    case 'object':
      for (const property of pattern.properties) boundNames(property.target, into);
      break;
    case 'array':
      for (const item of pattern.items) if (item) boundNames(item, into);
      break;
    case 'place':
      break;
  }
  if ((pattern.kind === 'object' || pattern.kind === 'array') && pattern.rest) boundNames(pattern.rest, into);
  return into;
}
