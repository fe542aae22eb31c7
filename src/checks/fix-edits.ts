/** Edits that mend a finding: a text in place of another, a text put in. Only for what a person would do without thinking. */
import type { Fix } from '#domain/finding.ts';
import type { Place } from '#domain/span.ts';

/** `replacement` in place of what stands there. */
export function replaceWith(place: Place, replacement: string, description: string): Fix {
  return { description, edits: [{ place, replacement }] };
}
