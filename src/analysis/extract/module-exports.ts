/** Exports made by assignment: `module.exports = …`, `exports.name = …`. What counts as one, the language's traits say. */
import type { Expr, Pattern } from '../ir.ts';
import type { FunctionBuilder } from './function-builder.ts';
import { lookUp } from './variables.ts';
import type { Walk } from './walk.ts';

export interface ExportAssignment {
  readonly names: readonly string[];
  readonly hint: string;
}

/** The names under which the assigned value is exported, or null where the target is no export. */
export function exportAssignment(walk: Walk, at: FunctionBuilder, target: Pattern): ExportAssignment | null {
  if (target.kind !== 'place' || target.expression.kind !== 'member') return null;
  const path = pathOf(target.expression);
  const [root] = path;
  if (root === undefined || lookUp(at.scope, root) !== null) return null;
  const { moduleValues, exportObjects } = walk.traits;
  if (moduleValues.has(path.join('.'))) return { names: ['='], hint: 'exports' };
  const name = path.at(-1);
  const holder = path.slice(0, -1).join('.');
  if (name !== undefined && (exportObjects.has(holder) || moduleValues.has(holder)))
    return { names: [name], hint: name };
  return null;
}

/** `['module', 'exports', 'x']`; empty where the root is not a plain name. */
function pathOf(expression: Expr): string[] {
  const path: string[] = [];
  let at = expression;
  while (at.kind === 'member' && path.length < 4) {
    path.unshift(at.property);
    at = at.object;
  }
  return at.kind === 'name' ? [at.name, ...path] : [];
}
