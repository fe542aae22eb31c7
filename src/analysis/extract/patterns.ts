/** Binding and assignment: which variable, property or element takes a value. */
import type { Span } from '#domain/span.ts';
import type { Expr, Pattern } from '../ir.ts';
import type { FlowNode, NodeId } from '../module-facts.ts';
import { capture, type FunctionBuilder } from './function-builder.ts';
import { declare, lookUp, type Variable } from './variables.ts';
import type { Walk } from './walk.ts';

export const THIS = 'this';

/** Access paths longer than this are not tracked through writes. */
const MAX_WRITE_PATH = 3;

export function readName(walk: Walk, at: FunctionBuilder, name: string, span: Span): NodeId {
  const variable = lookUp(at.scope, name);
  if (variable === null) return at.node({ kind: 'global', name, span });
  const current = at.environment.get(variable);
  if (variable.owner === at.id && current !== undefined && !variable.shared) return current;
  if (variable.owner === at.id && current === undefined && !variable.shared && variable.values.length === 0)
    return at.node({ kind: 'absent', span });
  if (variable.owner !== at.id && current !== undefined) return current;
  const owner = walk.builders[variable.owner];
  if (owner === undefined) return at.node({ kind: 'unknown', of: [], span });
  const any = at.node({ kind: 'captured', name, fn: variable.owner, variable: capture(owner, variable), span });
  return current === undefined ? any : at.join([current, any], span);
}

export function writeVariable(at: FunctionBuilder, variable: Variable, node: NodeId): void {
  variable.values.push({ in: at.id, node });
  if (variable.owner !== at.id) variable.shared = true;
  at.environment.set(variable, node);
}

export function bindPattern(
  walk: Walk,
  at: FunctionBuilder,
  pattern: Pattern,
  value: NodeId,
  mode: 'declare' | 'assign',
): void {
  switch (pattern.kind) {
    case 'bind': {
      const variable = lookUp(at.scope, pattern.name) ?? (mode === 'declare' ? declare(at.scope, pattern.name) : null);
      if (variable === null)
        at.step({
          kind: 'write',
          node: at.node({
            kind: 'update',
            of: at.node({ kind: 'global', name: pattern.name, span: pattern.span }),
            name: null,
            value,
            span: pattern.span,
          }),
        });
      else {
        if (!tellsItsName(at.nodes[value], pattern.name)) at.locals.push({ name: pattern.name, node: value });
        writeVariable(at, variable, value);
      }
      return;
    }
    case 'default': {
      const fallback = walk.value(at, pattern.value);
      bindPattern(walk, at, pattern.target, at.join([value, fallback], pattern.span), mode);
      return;
    }
    case 'object': {
      const named: string[] = [];
      for (const property of pattern.properties) {
        const span = property.target.span;
        if (property.key !== null) named.push(property.key);
        if (property.computed !== undefined) walk.value(at, property.computed);
        const part =
          property.key === null
            ? at.node({ kind: 'unknown', of: [value], span })
            : at.node({ kind: 'member', of: value, name: property.key, optional: false, span });
        bindPattern(walk, at, property.target, part, mode);
      }
      if (pattern.rest !== null)
        bindPattern(
          walk,
          at,
          pattern.rest,
          at.node({ kind: 'rest', of: value, without: named, span: pattern.rest.span }),
          mode,
        );
      return;
    }
    case 'array': {
      pattern.items.forEach((item, index) => {
        if (item === null) return;
        const key = at.node({ kind: 'literal', value: index, span: item.span });
        bindPattern(walk, at, item, at.node({ kind: 'index', of: value, key, span: item.span }), mode);
      });
      if (pattern.rest !== null)
        bindPattern(
          walk,
          at,
          pattern.rest,
          at.node({ kind: 'rest', of: value, without: [], span: pattern.rest.span }),
          mode,
        );
      return;
    }
    case 'place':
      writePlace(walk, at, pattern.expression, value, pattern.span);
  }
}

/** Whether a value's own node already says what this name would. */
function tellsItsName(node: FlowNode | undefined, name: string): boolean {
  if (node?.kind === 'member' || node?.kind === 'captured') return node.name === name;
  return node?.kind === 'param' || node?.kind === 'import' || node?.kind === 'function' || node?.kind === 'class';
}

/** `a.b = v`: the written object gets a new value, and so does what holds it, up to the variable at the root. */
function writePlace(walk: Walk, at: FunctionBuilder, place: Expr, value: NodeId, span: Span): void {
  if (place.kind !== 'member' && place.kind !== 'index') {
    walk.value(at, place);
    return;
  }
  const object = walk.value(at, place.object);
  const name = place.kind === 'member' ? place.property : literalKey(walk, at, place.index);
  const updated = at.node({ kind: 'update', of: object, name, value, span });
  at.step({ kind: 'write', node: updated });
  replaceRoot(walk, at, place.object, updated, span, MAX_WRITE_PATH);
}

function literalKey(walk: Walk, at: FunctionBuilder, index: Expr): string | null {
  if (index.kind === 'literal' && typeof index.value === 'string') return index.value;
  walk.value(at, index);
  return null;
}

/** Gives the variable at the root of `expression` a value in which `expression` is `updated`. */
export function replaceRoot(
  walk: Walk,
  at: FunctionBuilder,
  expression: Expr,
  updated: NodeId,
  span: Span,
  steps: number,
): void {
  let place = expression;
  let value = updated;
  for (let left = steps; left >= 0; left -= 1) {
    const name = place.kind === 'name' ? place.name : place.kind === 'this' ? THIS : null;
    if (name !== null) {
      const variable = lookUp(at.scope, name);
      if (variable !== null) writeVariable(at, variable, value);
      return;
    }
    if (
      place.kind !== 'member' ||
      (place.object.kind !== 'name' && place.object.kind !== 'this' && place.object.kind !== 'member')
    )
      return;
    const rootName = place.object.kind === 'name' ? place.object.name : place.object.kind === 'this' ? THIS : null;
    const holder = rootName !== null ? walk.read(at, rootName, span) : walk.value(at, place.object);
    value = at.node({ kind: 'update', of: holder, name: place.property, value, span });
    place = place.object;
  }
}
