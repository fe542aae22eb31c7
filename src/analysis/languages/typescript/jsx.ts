/** JSX elements, fragments, their attributes and children. */
import type { Expr, PropertyIr } from '#analysis/ir.ts';
import { decodeEntities, jsxText } from './escapes.ts';
import { givenBy } from './given-names.ts';
import type { Lowering } from './lowering.ts';
import { onlyOperand } from './operands.ts';
import { NONE, type NodeIndex } from './syntax-table.ts';

export function lowerElement(l: Lowering, node: NodeIndex): Expr {
  const { table } = l;
  const opening = table.kind(node) === 'jsx_self_closing_element' ? node : table.child(node, 'open_tag');
  const attributes: PropertyIr[] = [];
  if (opening === NONE)
    return { kind: 'element', tag: null, attributes, children: children(l, node), span: table.span(node) };
  const end = table.after(opening);
  for (let child = opening + 1; child < end; child = table.after(child)) {
    if (!table.hasField(child, 'name')) pushAttribute(l, child, attributes);
  }
  return {
    kind: 'element',
    tag: elementTag(l, table.child(opening, 'name')),
    attributes,
    children: opening === node ? [] : children(l, node),
    span: table.span(node),
  };
}

/** Names in lower case and names with `-` or `:` are the platform's own elements; all others are values in scope. */
function elementTag(l: Lowering, name: NodeIndex): Expr | null {
  if (name === NONE) return null;
  const text = l.table.source(name);
  const own = l.table.kind(name) !== 'member_expression' && (/^[a-z]/.test(text) || /[-:]/.test(text));
  return own ? { kind: 'literal', value: text, span: l.table.span(name) } : l.expression(name);
}

function pushAttribute(l: Lowering, node: NodeIndex, into: PropertyIr[]): void {
  const { table } = l;
  const span = table.span(node);
  switch (table.kind(node)) {
    case 'jsx_attribute': {
      const key = table.firstChild(node);
      if (key === NONE) return;
      into.push({ kind: 'property', key: table.source(key), value: attributeValue(l, node, key), span });
      return;
    }
    case 'jsx_expression': {
      const spread = table.childOfKind(node, 'spread_element');
      into.push({ kind: 'spread', value: onlyOperand(l, spread === NONE ? node : spread), span });
      return;
    }
    case 'ERROR':
      into.push({ kind: 'spread', value: l.expression(node), span });
  }
}

/** An attribute without a value is `true`. */
function attributeValue(l: Lowering, node: NodeIndex, key: NodeIndex): Expr {
  const { table } = l;
  let value = table.after(key);
  if (value < table.after(node) && table.kind(value) === '=') value = table.after(value);
  if (value >= table.after(node)) return { kind: 'literal', value: true, span: table.span(node) };
  if (table.kind(value) === 'string') {
    return { kind: 'literal', value: decodeEntities(table.source(value).slice(1, -1)), span: table.span(value) };
  }
  const inner = table.kind(value) === 'jsx_expression' ? table.firstChild(value) : value;
  return inner === NONE ? { kind: 'absent', span: table.span(value) } : l.expression(inner, givenBy(l, key, inner));
}

/** Text, elements and expressions in order; text of nothing but line breaks is not rendered and left out. */
function children(l: Lowering, node: NodeIndex): Expr[] {
  const { table } = l;
  const result: Expr[] = [];
  const end = table.after(node);
  for (let child = node + 1; child < end; child = table.after(child)) {
    switch (table.kind(child)) {
      case 'jsx_opening_element':
        break;
      case 'jsx_text': {
        const value = jsxText(table.source(child));
        if (value !== '') result.push({ kind: 'literal', value, span: table.span(child) });
        break;
      }
      case 'html_character_reference':
        result.push({ kind: 'literal', value: decodeEntities(table.source(child)), span: table.span(child) });
        break;
      case 'jsx_expression':
        // `{/* a comment */}` holds nothing.
        if (table.firstChild(child) !== NONE) result.push(onlyOperand(l, child));
        break;
      default:
        result.push(l.expression(child));
    }
  }
  return result;
}
