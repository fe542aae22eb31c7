/** The innermost function around a place, for telling whether two findings lie in the same one. Pure. */
import type { Program } from '#analysis/dataflow/link/program.ts';
import type { FunctionFacts } from '#analysis/module-facts.ts';
import type { Place, Span } from '#domain/span.ts';

/** Null at file level, and where the file is not part of the program. */
export function enclosingFunction(program: Program, place: Place): FunctionFacts | null {
  const module = program.modules.get(place.path);
  let innermost: FunctionFacts | null = null;
  for (const fn of module?.facts.functions ?? []) {
    if (fn.kind === 'module' || !contains(fn.span, place.span)) continue;
    if (innermost === null || contains(innermost.span, fn.span)) innermost = fn;
  }
  return innermost;
}

function contains(outer: Span, inner: Span): boolean {
  const startsBefore =
    outer.startLine < inner.startLine ||
    (outer.startLine === inner.startLine && outer.startColumn <= inner.startColumn);
  const endsAfter =
    outer.endLine > inner.endLine || (outer.endLine === inner.endLine && outer.endColumn >= inner.endColumn);
  return startsBefore && endsAfter;
}
