/** What was not checked, as gathering says it: about a file or the change, before any rule. */
import type { NotChecked } from '#domain/not-checked.ts';
import type { LineRange } from '#domain/span.ts';

export function note(
  path: string | null,
  reason: NotChecked['reason'],
  detail: string,
  lines: LineRange | null = null,
): NotChecked {
  return { path, reason, detail, lines, ruleId: null };
}
