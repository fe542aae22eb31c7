/** Which names a piece of code may assign, directly or by writing into what they hold. Walks with a list of its own, not the call stack. */
import type { Expr, Pattern, Stmt } from '../ir.ts';

type Anything = Stmt | Expr | Pattern;

/** Every name that is the target, or the root of the target, of an assignment or of a method call inside `code`. */
export function assignedNames(code: Anything): Set<string> {
  const names = new Set<string>();
  const pending: unknown[] = [code];
  while (pending.length > 0) {
    const part = pending.pop();
    if (Array.isArray(part)) {
      for (const item of part) pending.push(item);
      continue;
    }
    if (typeof part !== 'object' || part === null) continue;
    note(part as Anything, names);
    for (const [key, value] of Object.entries(part))
      if (typeof value === 'object' && key !== 'span') pending.push(value);
  }
  return names;
}

function note(part: Anything, names: Set<string>): void {
  if (part.kind === 'bind') names.add(part.name);
  else if (part.kind === 'place') addRoot(part.expression, names);
  else if (part.kind === 'call' && part.callee.kind === 'member') addRoot(part.callee.object, names);
}

function addRoot(expression: Expr, names: Set<string>): void {
  let at = expression;
  while (at.kind === 'member' || at.kind === 'index') at = at.object;
  if (at.kind === 'name') names.add(at.name);
  else if (at.kind === 'this') names.add('this');
}
