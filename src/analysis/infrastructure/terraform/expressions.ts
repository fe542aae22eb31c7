/**
 * Follows names through a module's variables and locals, and computes what is plainly constant. Whatever is not stays the
 * expression that it is: unknown, and never guessed. Bounded in steps, so that cyclic locals end.
 */
import type { ConfigExpression, ConfigStep, ConfigValue } from '../../configuration-facts.ts';
import { MAX_DEPTH } from '../../configuration/limits.ts';
import { fieldOf, flagIn, itemsIn, wordIn } from '../fields.ts';

/** Where a name leads, or null where that is not known. */
export interface Named {
  readonly value: ConfigValue;
  readonly path: string;
  readonly isDefault: boolean;
}

/** `name` as in `var.name` and `local.name`. */
export type LookUp = (space: 'var' | 'local', name: string) => Named | null;

/** Names followed in the search for one value; more than this is a riddle. */
const MAX_STEPS = 12;
/** Values put into place for one module; what is beyond stays as it is written. */
const MAX_RESOLVED = 100_000;

/** A reader of one module's expressions, with one budget. */
export function createResolver(lookUp: LookUp): (value: ConfigValue) => ConfigValue {
  let resolved = 0;

  function resolve(value: ConfigValue, depth: number, steps: readonly string[]): ConfigValue {
    resolved += 1;
    if (resolved > MAX_RESOLVED || depth > MAX_DEPTH) return value;
    switch (value.kind) {
      case 'scalar':
        return value;
      case 'list':
        return { ...value, items: value.items.map((item) => resolve(item, depth + 1, steps)) };
      case 'map':
        return {
          ...value,
          entries: value.entries.map((entry) => ({ ...entry, value: resolve(entry.value, depth + 1, steps) })),
        };
      case 'expression':
        return resolveExpression(value, depth, steps);
    }
  }

  function resolveExpression(value: ConfigExpression, depth: number, steps: readonly string[]): ConfigValue {
    if (value.parts !== undefined) return resolveTemplate(value, value.parts, depth, steps);
    if (value.call !== undefined) {
      const args = value.call.args.map((arg) => resolve(arg, depth + 1, steps));
      const result = compute(value.call.name, args);
      return result === null ? { ...value, call: { ...value.call, args } } : { ...result, span: value.span };
    }
    return follow(value, depth, steps);
  }

  function resolveTemplate(
    value: ConfigExpression,
    parts: readonly (string | ConfigValue)[],
    depth: number,
    steps: readonly string[],
  ): ConfigValue {
    const known = parts.map((part) => (typeof part === 'string' ? part : resolve(part, depth + 1, steps)));
    const words = known.map((part) => (typeof part === 'string' ? part : wordIn(part)));
    if (words.some((word) => word === null)) return { ...value, parts: known };
    return { kind: 'scalar', value: words.join(''), span: value.span };
  }

  function follow(value: ConfigExpression, depth: number, steps: readonly string[]): ConfigValue {
    const reference = /^(var|local)\.([A-Za-z_][\w-]{0,200})((?:\.[A-Za-z_][\w-]{0,200}|\[[^\][]{1,200}\]){0,8})$/.exec(
      value.text.trim(),
    );
    const [, space, name = '', trail = ''] = reference ?? [];
    if (space === undefined || steps.length >= MAX_STEPS) return value;
    const key = `${space}.${name}`;
    const named = steps.includes(key) ? null : lookUp(space === 'var' ? 'var' : 'local', name);
    if (named === null) return value;
    const found = descend(resolve(named.value, depth + 1, [...steps, key]), trail);
    if (found === null || found.kind === 'expression') return value;
    return moved(found, value.span, { name: key, path: named.path, isDefault: named.isDefault });
  }

  /** What a name stands for, with all that is in it, stands where the name does; where it was set is a step on the way. */
  function moved(value: ConfigValue, span: ConfigValue['span'], from: Omit<ConfigStep, 'span'>): ConfigValue {
    resolved += 1;
    const via = [{ ...from, span: value.span }, ...(value.via ?? [])];
    if (value.kind === 'scalar' || value.kind === 'expression' || resolved > MAX_RESOLVED)
      return { ...value, span, via };
    if (value.kind === 'list')
      return { ...value, items: value.items.map((item) => moved(item, span, from)), span, via };
    const entries = value.entries.map((entry) => ({ ...entry, keySpan: span, value: moved(entry.value, span, from) }));
    return { ...value, entries, span, via };
  }

  return (value) => resolve(value, 1, []);
}

function descend(value: ConfigValue, trail: string): ConfigValue | null {
  let at: ConfigValue | null = value;
  for (const [, name, index] of trail.matchAll(/\.([A-Za-z_][\w-]*)|\[([^\]]*)\]/g)) {
    const key: string = name ?? (index ?? '').replace(/^"|"$/g, '');
    if (at?.kind === 'list' && /^\d{1,6}$/.test(key)) at = at.items[Number(key)] ?? null;
    else at = at?.kind === 'map' ? (at.entries.findLast((entry) => entry.key === key)?.value ?? null) : null;
  }
  return at;
}

/** The functions that only move constants about. Null where the result is not known. */
function compute(name: string, args: readonly ConfigValue[]): ConfigValue | null {
  const [first, second, third] = args;
  if (first === undefined) return null;
  switch (name) {
    case '?:': {
      const holds = flagIn(first);
      return (holds === null ? null : holds ? second : third) ?? null;
    }
    case 'tolist':
    case 'toset':
    case 'tomap':
    case 'tobool':
    case 'tonumber':
    case 'tostring':
    case 'sensitive':
    case 'nonsensitive':
      return first.kind === 'expression' ? null : first;
    case 'lower':
    case 'upper': {
      const word = wordIn(first);
      if (word === null) return null;
      return { kind: 'scalar', value: name === 'lower' ? word.toLowerCase() : word.toUpperCase(), span: first.span };
    }
    case 'concat': {
      if (!args.every((arg) => arg.kind === 'list')) return null;
      return { kind: 'list', items: args.flatMap(itemsIn), span: first.span };
    }
    case 'merge': {
      if (!args.every((arg) => arg.kind === 'map')) return null;
      return { kind: 'map', entries: args.flatMap((arg) => arg.entries), span: first.span };
    }
    case 'lookup':
      return lookupIn(first, wordIn(second));
    default:
      return null;
  }
}

function lookupIn(map: ConfigValue, key: string | null): ConfigValue | null {
  return key === null ? null : (fieldOf(map, key)?.value ?? null);
}
