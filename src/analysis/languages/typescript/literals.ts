/** Literals, names and templates. */
import type { Expr } from '#analysis/ir.ts';
import { numberValue, unescape } from './escapes.ts';
import type { Lowering } from './lowering.ts';
import { NONE, type NodeIndex } from './syntax-table.ts';

/** What a `string` node says. */
export function stringValue(l: Lowering, node: NodeIndex): string {
  const { table } = l;
  const raw = table.source(node);
  const closed = raw.length > 1 && raw.at(-1) === raw.at(0);
  return unescape(raw.slice(1, closed ? -1 : undefined));
}

export function lowerString(l: Lowering, node: NodeIndex): Expr {
  return { kind: 'literal', value: stringValue(l, node), span: l.table.span(node) };
}

export function lowerNumber(l: Lowering, node: NodeIndex): Expr {
  return { kind: 'literal', value: numberValue(l.table.source(node)), span: l.table.span(node) };
}

export function lowerKeyword(l: Lowering, node: NodeIndex): Expr {
  const span = l.table.span(node);
  switch (l.table.kind(node)) {
    case 'true':
      return { kind: 'literal', value: true, span };
    case 'false':
      return { kind: 'literal', value: false, span };
    case 'this':
      return { kind: 'this', span };
    case 'super':
      return { kind: 'super', span };
    case 'null':
      return { kind: 'literal', value: null, span };
    default:
      return { kind: 'absent', span };
  }
}

export function lowerName(l: Lowering, node: NodeIndex): Expr {
  const { table } = l;
  const span = table.span(node);
  if (table.missing(node)) return { kind: 'unknown', parts: [], span };
  const name = table.source(node);
  return name === 'undefined' ? { kind: 'absent', span } : { kind: 'name', name, span };
}

export function lowerRegex(l: Lowering, node: NodeIndex): Expr {
  const raw = l.table.source(node);
  const close = raw.lastIndexOf('/');
  return { kind: 'regex', pattern: raw.slice(1, close), flags: raw.slice(close + 1), span: l.table.span(node) };
}

/** A template without interpolation is text like any other, unless it is tagged. */
export function lowerTemplate(l: Lowering, node: NodeIndex): Expr {
  const parts = templateParts(l, node);
  const span = l.table.span(node);
  if (parts.length === 0) return { kind: 'literal', value: '', span };
  if (parts.length === 1 && typeof parts[0] === 'string') return { kind: 'literal', value: parts[0], span };
  return { kind: 'template', tag: null, parts, span };
}

/** Literal text and interpolated expressions of a `template_string`, in order; no empty text. */
export function templateParts(l: Lowering, node: NodeIndex): (string | Expr)[] {
  const { table } = l;
  const parts: (string | Expr)[] = [];
  let from = table.start(node) + 1;
  const end = table.after(node);
  for (let child = node + 1; child < end; child = table.after(child)) {
    if (table.kind(child) !== 'template_substitution') continue;
    pushText(parts, table.text.slice(from, table.start(child)));
    parts.push(substitution(l, child));
    from = table.end(child);
  }
  const closed = table.text.charAt(table.end(node) - 1) === '`' && table.end(node) > from;
  pushText(parts, table.text.slice(from, table.end(node) - (closed ? 1 : 0)));
  return parts;
}

function substitution(l: Lowering, node: NodeIndex): Expr {
  const value = l.table.firstChild(node);
  return value === NONE ? { kind: 'unknown', parts: [], span: l.table.span(node) } : l.expression(value);
}

function pushText(parts: (string | Expr)[], raw: string): void {
  if (raw !== '') parts.push(unescape(raw));
}
