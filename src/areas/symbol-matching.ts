/** Which areas a use of a package or of the platform belongs to, by its way as `symbolsOf` gives it. */
import type { BuiltInArea } from '#domain/area.ts';
import { GLOBALS, HARMLESS_USES, PACKAGES } from './models/packages.ts';

export interface SymbolMatcher {
  /** Of a way such as `express-session().store`. */
  ofUse(symbol: string): readonly BuiltInArea[];
  /** Of a specifier as an import writes it. */
  ofImport(specifier: string): readonly BuiltInArea[];
}

export function createSymbolMatcher(): SymbolMatcher {
  const exact = new Map<string, readonly BuiltInArea[]>(Object.entries(GLOBALS));
  const prefixes: { prefix: string; areas: readonly BuiltInArea[] }[] = [];
  for (const { areas, packages } of PACKAGES) {
    for (const name of packages) {
      if (name.endsWith('*')) prefixes.push({ prefix: name.slice(0, -1), areas });
      else exact.set(name, [...(exact.get(name) ?? []), ...areas]);
    }
  }
  const packagesAlone = new Map([...exact].filter(([name]) => !Object.hasOwn(GLOBALS, name)));

  /** The longest way up from the whole that is known; where none is, a prefix. */
  function find(way: string, known: ReadonlyMap<string, readonly BuiltInArea[]>): readonly BuiltInArea[] {
    for (let end = way.length; end > 0; end = lastJoint(way, end)) {
      const areas = known.get(way.slice(0, end));
      if (areas !== undefined) return areas;
    }
    return prefixes.find(({ prefix }) => way.startsWith(prefix))?.areas ?? [];
  }

  return {
    ofUse(symbol) {
      const way = withoutScheme(symbol);
      return HARMLESS_USES.has(way.replace(/\(\)$/, '')) ? [] : find(way, exact);
    },
    ofImport: (specifier) => find(withoutScheme(specifier), packagesAlone),
  };
}

/** `node:crypto` is `crypto`; `node:sqlite` has no name without it. */
function withoutScheme(way: string): string {
  return way.startsWith('node:') && !way.startsWith('node:sqlite') ? way.slice('node:'.length) : way;
}

/** Where the last part of a way begins: at a dot, a slash or a call. */
function lastJoint(way: string, end: number): number {
  for (let at = end - 1; at > 0; at -= 1) {
    const char = way[at];
    if (char === '.' || char === '/' || char === '(') return at;
  }
  return 0;
}
