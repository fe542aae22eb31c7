/** Reading a configuration tree by key, without asking first what kind of value is there. */
import type { ConfigEntry, ConfigValue } from '../configuration-facts.ts';

/** The entry of a map; of repeated keys the last, as parsers of YAML and JSON have it. Null where there is none, or no map. */
export function entryOf(value: ConfigValue | null | undefined, key: string): ConfigEntry | null {
  return entriesOf(value).findLast((entry) => entry.key === key) ?? null;
}

export function valueOf(value: ConfigValue | null | undefined, key: string): ConfigValue | null {
  return entryOf(value, key)?.value ?? null;
}

export function entriesOf(value: ConfigValue | null | undefined): readonly ConfigEntry[] {
  return value?.kind === 'map' ? value.entries : [];
}

export function itemsOf(value: ConfigValue | null | undefined): readonly ConfigValue[] {
  return value?.kind === 'list' ? value.items : [];
}

/** The text of a constant; null for numbers, references and all else. */
export function textOf(value: ConfigValue | null | undefined): string | null {
  return value?.kind === 'scalar' && typeof value.value === 'string' ? value.value : null;
}
