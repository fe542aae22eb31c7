/** What may be logged of an error that nobody expected. */

/** Of an error nobody expected: its name, its code and where it happened; a message can quote what it failed on. */
export function faultOf(error: unknown): object {
  if (!Error.isError(error)) return { name: typeof error };
  const { name, stack = '' } = error;
  const { code } = error as { readonly code?: unknown };
  const places = stack.split('\n').flatMap((line) => /^ {4}at (.{1,300})$/.exec(line)?.[1] ?? []);
  return { name, ...(typeof code === 'string' ? { code } : {}), places: places.slice(0, 8) };
}
