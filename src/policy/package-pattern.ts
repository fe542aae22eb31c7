/** Patterns of package names in a policy: `moment`, `npm:moment`, `@acme/*`, `pypi:acme-*`. A star stands for anything. */
import { ECOSYSTEMS, type Ecosystem } from '#domain/package-fact.ts';

/** Compares in linear time, without a regular expression made of the pattern. */
export function matchesPackage(pattern: string, ecosystem: Ecosystem, name: string): boolean {
  const colon = pattern.indexOf(':');
  const named = ECOSYSTEMS.find((one) => one === pattern.slice(0, Math.max(0, colon)));
  if (named !== undefined && named !== ecosystem) return false;
  return matchesStars((named === undefined ? pattern : pattern.slice(colon + 1)).toLowerCase(), name.toLowerCase());
}

/** Whether a text is what a pattern with stars says. Linear. */
export function matchesStars(pattern: string, text: string): boolean {
  const parts = pattern.split('*');
  const first = parts[0] ?? '';
  const last = parts.at(-1) ?? '';
  if (parts.length === 1) return pattern === text;
  if (!text.startsWith(first) || text.length < first.length + last.length || !text.endsWith(last)) return false;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = text.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  return at <= text.length - last.length;
}
