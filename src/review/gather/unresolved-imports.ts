/** Imports that lead nowhere, and are the change's own doing. */
import { isRelative } from '#analysis/dataflow/link/resolve-import.ts';
import type { NotChecked } from '#domain/not-checked.ts';
import type { ChangedContent } from './changed-contents.ts';
import type { Gathered } from './gathered.ts';
import { note } from './note.ts';

/** Relative imports that the change adds and that mean nothing here: a file that is made elsewhere, or forgotten. */
export function unresolvedImports(
  { base, head }: ChangedContent,
  { facts, resolve }: Pick<Gathered, 'facts' | 'resolve'>,
): NotChecked[] {
  if (head === null) return [];
  const { path } = head.version;
  const module = facts.head.get(path);
  const before = base === null ? undefined : facts.base.get(base.version.path);
  if (module?.kind !== 'module') return [];
  const known = new Set(before?.kind === 'module' ? before.imports.map((made) => made.module) : []);
  const unresolved: NotChecked[] = [];
  for (const { module: specifier, typeOnly, span } of module.imports) {
    if (typeOnly || known.has(specifier) || !isRelative(specifier) || resolve.head(specifier, path) !== null) continue;
    known.add(specifier);
    const detail = `What it imports from ${JSON.stringify(specifier)} is not in the repository.`;
    unresolved.push(note(path, 'unresolved', detail, { start: span.startLine, end: span.endLine }));
  }
  return unresolved;
}
