/**
 * GitHub's description writes the same object out in every webhook that carries it. Here each is said once, under a
 * name of its own, and referred to: what is valid stays the same. Reads and writes nothing.
 */

/** Smaller ones are read more easily where they stand. */
const WORTH_A_NAME = 300;

type Entries = readonly (readonly [string, unknown])[];

/** Returns the entries with references in place of what occurs more than once, and the schemas referred to. */
export function shareSchemas(entries: Entries): { readonly entries: Entries; readonly shared: Entries } {
  const seen = new Map<string, number>();
  for (const [, value] of entries) countObjects(value, seen);
  const names = new Map<string, string>();
  const shared: [string, unknown][] = [];
  const refer = (value: unknown, top: boolean): unknown => {
    if (Array.isArray(value)) return value.map((one) => refer(one, false));
    if (typeof value !== 'object' || value === null) return value;
    const text = JSON.stringify(value);
    const worthIt = !top && isObjectSchema(value) && text.length > WORTH_A_NAME && (seen.get(text) ?? 0) > 1;
    const inside = (): unknown =>
      Object.fromEntries(Object.entries(value).map(([key, one]) => [key, refer(one, false)]));
    if (!worthIt) return inside();
    const name = names.get(text) ?? `shared-${names.size + 1}`;
    if (!names.has(text)) {
      names.set(text, name);
      shared.push([name, inside()]);
    }
    return { $ref: `#/schemas/${name}` };
  };
  return { entries: entries.map(([key, value]) => [key, refer(value, true)] as const), shared };
}

function countObjects(value: unknown, seen: Map<string, number>): void {
  if (typeof value !== 'object' || value === null) return;
  if (isObjectSchema(value)) {
    const text = JSON.stringify(value);
    seen.set(text, (seen.get(text) ?? 0) + 1);
  }
  for (const one of Object.values(value)) countObjects(one, seen);
}

/** A schema of an object, and not an object that happens to have properties of these names. */
function isObjectSchema(value: object): boolean {
  return 'type' in value && value.type === 'object' && 'properties' in value && typeof value.properties === 'object';
}
