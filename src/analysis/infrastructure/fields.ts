/**
 * Reads properties by name, whatever their spelling: `publicly_accessible` is `PubliclyAccessible` is
 * `publiclyAccessible`. What is an expression is neither there nor missing: it is unknown, and is never guessed.
 */
import type { Span } from '#domain/span.ts';
import { OPEN_KEY } from '../configuration/go-templates.ts';
import type { ConfigEntry, ConfigValue } from '../configuration-facts.ts';

type ConfigMap = ConfigValue & { readonly kind: 'map' };

/** Without case, `_` and `-`. */
export function fold(name: string): string {
  return name.replace(/[_-]/g, '').toLowerCase();
}

/** Whether two names are one but for their spelling. Asked for every key of every map, and so without making a text. */
function isSameName(one: string, other: string): boolean {
  let [a, b] = [0, 0];
  for (;;) {
    while (isJoint(one.charCodeAt(a))) a += 1;
    while (isJoint(other.charCodeAt(b))) b += 1;
    if (a >= one.length || b >= other.length) return a >= one.length && b >= other.length;
    if (lower(one.charCodeAt(a)) !== lower(other.charCodeAt(b))) return false;
    a += 1;
    b += 1;
  }
}

/** `_` and `-`. */
function isJoint(code: number): boolean {
  return code === 95 || code === 45;
}

function lower(code: number): number {
  return code >= 65 && code <= 90 ? code + 32 : code;
}

function hasName(entry: ConfigEntry, names: readonly string[]): boolean {
  return names.some((name) => isSameName(entry.key, name));
}

/** The entry by one of its names; of repeated ones the last. Null where there is none, or no map. */
export function fieldOf(value: ConfigValue | null | undefined, ...names: readonly string[]): ConfigEntry | null {
  if (value?.kind !== 'map') return null;
  return value.entries.findLast((entry) => hasName(entry, names)) ?? null;
}

/** A map, or all maps of a list: a block that may be repeated. */
export function mapsOf(value: ConfigValue | null | undefined): readonly ConfigMap[] {
  if (value?.kind === 'map') return [value];
  return value?.kind === 'list' ? value.items.filter((item) => item.kind === 'map') : [];
}

/** The maps under a name, and where none are known none. Blocks of one type may stand in several entries. */
export function blocksOf(value: ConfigValue | null | undefined, ...names: readonly string[]): readonly ConfigMap[] {
  if (value?.kind !== 'map') return [];
  return value.entries.flatMap((entry) => (hasName(entry, names) ? mapsOf(entry.value) : []));
}

/** The items of a list; a value that is no list is one item, as many formats have it. */
export function itemsIn(value: ConfigValue | null | undefined): readonly ConfigValue[] {
  if (value === null || value === undefined) return [];
  return value.kind === 'list' ? value.items : [value];
}

export function textIn(value: ConfigValue | null | undefined): string | null {
  return value?.kind === 'scalar' && typeof value.value === 'string' ? value.value : null;
}

/** Text, or a number or a truth as it would be written. */
export function wordIn(value: ConfigValue | null | undefined): string | null {
  return value?.kind === 'scalar' && value.value !== null ? String(value.value) : null;
}

/** Constant words of a list or of one value; what is unknown is left out. */
export function wordsIn(value: ConfigValue | null | undefined): string[] {
  return itemsIn(value).flatMap((item) => wordIn(item) ?? []);
}

export function numberIn(value: ConfigValue | null | undefined): number | null {
  const word = wordIn(value);
  if (word === null || !/^-?\d{1,15}$/.test(word.trim())) return null;
  return Number(word);
}

/** True or false; formats take the words for the values. Null where it is neither. */
export function flagIn(value: ConfigValue | null | undefined): boolean | null {
  const word = wordIn(value)?.toLowerCase();
  if (word === 'true') return true;
  return word === 'false' ? false : null;
}

export type Found =
  | { readonly state: 'present'; readonly entry: ConfigEntry; readonly value: ConfigValue }
  /** `within`: the innermost container on the way that is there; null where that is the resource itself. */
  | { readonly state: 'absent'; readonly within: ConfigEntry | null; readonly missing: readonly string[] }
  | { readonly state: 'unknown' };

/**
 * Follows names from map to map; of a list the first map counts. A name may have alternatives: `['container', 'containers']`.
 * A null value, as in `x = null`, is as good as none.
 */
export function findField(root: ConfigValue, path: readonly (string | readonly string[])[]): Found {
  let at: ConfigValue = root;
  let within: ConfigEntry | null = null;
  for (const [index, step] of path.entries()) {
    const map: ConfigMap | undefined = mapsOf(at)[0];
    if (map === undefined) {
      if (at.kind === 'expression' || (at.kind === 'list' && at.items.length > 0)) return { state: 'unknown' };
      return { state: 'absent', within, missing: namesFrom(path, index) };
    }
    const entry: ConfigEntry | null = fieldOf(map, ...[step].flat());
    if (entry === null) {
      if (mayHoldMore(map)) return { state: 'unknown' };
      return { state: 'absent', within, missing: namesFrom(path, index) };
    }
    if (isNothing(entry.value)) return { state: 'absent', within, missing: namesFrom(path, index) };
    if (index === path.length - 1) {
      return entry.value.kind === 'expression' ? { state: 'unknown' } : { state: 'present', entry, value: entry.value };
    }
    within = entry;
    at = entry.value;
  }
  return { state: 'unknown' };
}

function namesFrom(path: readonly (string | readonly string[])[], index: number): string[] {
  return path.slice(index).flatMap((step) => [step].flat()[0] ?? []);
}

/** Keys by which a map takes in others that are not known here. */
const OPEN_KEYS: ReadonlySet<string> = new Set(['Fn::Transform', '<<', OPEN_KEY]);

export function mayHoldMore(map: ConfigValue): boolean {
  return map.kind === 'map' && map.entries.some(({ key }) => OPEN_KEYS.has(key));
}

/** A value that says that there is none. */
function isNothing(value: ConfigValue): boolean {
  if (value.kind === 'scalar') return value.value === null;
  return value.kind === 'expression' && value.call?.name === '!Ref' && textIn(value.call.args[0]) === 'AWS::NoValue';
}

/** The first character of a span: what is long is pointed at where it begins. */
export function startOf(span: Span): Span {
  return { ...span, endLine: span.startLine, endColumn: span.startColumn };
}
