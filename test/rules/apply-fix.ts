/** Applies a finding's fix to a case, to see that what it yields parses and no longer has the finding. */
import type { Fix, TextEdit } from '#domain/finding.ts';
import type { CaseFile } from './cases.ts';

/** The case with the fix in its head. Hunks are no longer true of it, so the whole of a changed file counts as changed. */
export function applyFix(files: readonly CaseFile[], fix: Fix): CaseFile[] {
  return files.map((file) => {
    const edits = fix.edits.filter((edit) => edit.place.side === 'head' && edit.place.path === file.path);
    if (edits.length === 0 || file.head === null) return file;
    const head = applyEdits(file.head, edits);
    const range = (text: string | null) => ({ start: 1, end: text === null ? 0 : text.split('\n').length - 1 });
    return { ...file, head, hunks: [{ base: range(file.base), head: range(head) }] };
  });
}

/** Edits must not overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  const offset = (line: number, column: number): number => (starts[line - 1] ?? text.length) + column - 1;
  const cuts = edits
    .map(({ place: { span }, replacement }) => {
      return { from: offset(span.startLine, span.startColumn), to: offset(span.endLine, span.endColumn), replacement };
    })
    .sort((a, b) => b.from - a.from);
  let result = text;
  let limit = text.length;
  for (const { from, to, replacement } of cuts) {
    if (to > limit || from > to) throw new RangeError('the edits of a fix overlap');
    result = result.slice(0, from) + replacement + result.slice(to);
    limit = from;
  }
  return result;
}
