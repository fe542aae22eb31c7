/** JSON as GitHub writes it: times to the second. */

export function githubJson(value: unknown): string {
  return JSON.stringify(value, function (this: Readonly<Record<string, unknown>>, key, text: unknown) {
    // By the time a replacer is asked, a date is a text already; its holder still has it.
    const held = this[key];
    return held instanceof Date ? `${held.toISOString().slice(0, 19)}Z` : text;
  });
}
