/** Types are not read, only kept as they are written, for whoever recognises one by its name. */
import type { Lowering } from './lowering.ts';
import { NONE, type NodeIndex } from './syntax-table.ts';

const LONGEST = 200;

/** The type behind the `:` in this node, cut to 200 characters; null without one. */
export function declaredType(l: Lowering, node: NodeIndex): string | null {
  const { table } = l;
  const annotation = table.child(node, 'type');
  if (annotation === NONE) return null;
  const start = table.start(annotation);
  // Far more than is kept is cut before it is trimmed: types can be as long as the file.
  const text = table.text.slice(start, Math.min(table.end(annotation), start + 2 * LONGEST));
  return text.replace(/^:/, '').trim().slice(0, LONGEST);
}

/** `implements A, B<C, D>` by commas outside of brackets, without type arguments. */
export function implementedNames(text: string): string[] {
  const names: string[] = [];
  let depth = 0;
  let name = '';
  for (const char of text.replace(/^\s*implements\b/, '')) {
    if (char === ',' && depth === 0) {
      names.push(name.trim());
      name = '';
    } else if ('<({['.includes(char)) depth += 1;
    else if ('>)}]'.includes(char)) depth -= 1;
    else if (depth === 0) name += char;
  }
  names.push(name.trim());
  return names.filter((each) => each !== '');
}
