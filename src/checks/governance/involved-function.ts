/** A function that AI assisted is more involved than policy lets it be: more decisions, or deeper inside one another. */
import type { FunctionRef } from '#analysis/dataflow/link/program.ts';
import type { IdRange } from '#analysis/module-facts.ts';
import type { LineRange } from '#domain/span.ts';
import { changedFunctions, placeIn, symbolIn } from '../call-places.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  meta: {
    title: 'A function that AI assisted is more involved than policy lets it be',
    area: 'governance',
    severity: 'low',
    confidence: 'medium',
    cwe: [1121],
  },
  needs: 'governed-program',
  check({ side, program, policy, assisted }, report) {
    if (!assisted) return;
    const { maximumComplexity, maximumNesting } = policy.assisted;
    for (const ref of changedFunctions(program)) {
      if (ref.fn.kind === 'module' || !isTouched(ref)) continue;
      const complexity = ref.fn.branches.length + 1;
      const nesting = nestingOf(ref);
      if (complexity <= maximumComplexity && nesting <= maximumNesting) continue;
      const says = [
        ...(complexity > maximumComplexity
          ? [`${complexity} ways through it, where ${maximumComplexity} are the most`]
          : []),
        ...(nesting > maximumNesting ? [`decisions ${nesting} deep, where ${maximumNesting} is the most`] : []),
      ];
      report({
        place: placeIn(ref, side, ref.fn.nameSpan),
        symbol: symbolIn(ref),
        message: `\`${ref.fn.name ?? ref.fn.symbol}\` has ${says.join(', and ')}`,
        remedy: 'Take parts with a name of their own out of it, and leave early where something does not hold.',
        identity: 'involved',
      });
    }
  },
});

/** The change wrote lines of it. */
function isTouched({ module, fn }: FunctionRef): boolean {
  return module.changedLines.some(
    (lines: LineRange) => lines.start <= fn.span.endLine && lines.end >= fn.span.startLine,
  );
}

/** How deep decisions lie inside one another. */
function nestingOf({ fn }: FunctionRef): number {
  const open: IdRange[] = [];
  let deepest = 0;
  const ranges = fn.branches
    .flatMap(({ whenTrue, whenFalse, form }) =>
      form === 'logical' || form === 'conditional' ? [] : [whenTrue.points, whenFalse.points],
    )
    .filter(({ from, to }) => to > from)
    .sort((a, b) => a.from - b.from || b.to - a.to);
  for (const range of ranges) {
    while (open.length > 0 && (open.at(-1)?.to ?? 0) <= range.from) open.pop();
    open.push(range);
    deepest = Math.max(deepest, open.length);
  }
  return deepest;
}
