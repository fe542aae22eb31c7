/**
 * Helm charts: templates with the chart's own values put into place. What whoever installs it sets, helpers and conditions
 * are not known: what hangs on them stays unknown. https://helm.sh/docs/chart_template_guide/values_files/
 */
import { OPEN_KEY } from '../configuration/go-templates.ts';
import { MAX_DEPTH } from '../configuration/limits.ts';
import type { ConfigEntry, ConfigExpression, ConfigStep, ConfigValue } from '../configuration-facts.ts';
import { wordIn } from './fields.ts';

/** The folder of the chart that a template belongs to; null for other files. */
export function chartOf(path: string): string | null {
  const at = `/${path}`.indexOf('/templates/');
  return at === -1 ? null : path.slice(0, Math.max(0, at - 1));
}

export interface ChartValues {
  readonly path: string;
  readonly document: ConfigValue;
}

/** A value of the chart and what is done with it that does not change what it is. */
const PLAIN_USE =
  /^(?:toYaml\s+|tpl\s+|quote\s+)?\(?\.Values((?:\.[A-Za-z_]\w{0,100}){1,10})\)?\s*(?:\|\s*(?:quote|squote|toYaml|toString|trim|int|n?indent\s+\d{1,3})\s*){0,5}$/;

export function withChartValues(value: ConfigValue, values: ChartValues): ConfigValue {
  return fill(value, values, 1);
}

function fill(value: ConfigValue, values: ChartValues, depth: number): ConfigValue {
  if (depth > MAX_DEPTH) return value;
  if (value.kind === 'list') return { ...value, items: value.items.map((item) => fill(item, values, depth + 1)) };
  if (value.kind === 'map') {
    return { ...value, entries: value.entries.flatMap((entry) => fillEntry(entry, values, depth)) };
  }
  if (value.kind !== 'expression') return value;
  return value.parts === undefined ? follow(value, values) : fillParts(value, value.parts, values);
}

function fillEntry(entry: ConfigEntry, values: ChartValues, depth: number): readonly ConfigEntry[] {
  const value = fill(entry.value, values, depth + 1);
  if (entry.key !== OPEN_KEY) return [{ ...entry, value }];
  if (value.kind !== 'map') return [entry];
  return value.entries.map((one) => ({ ...one, keySpan: entry.keySpan, value: moved(one.value, entry, value) }));
}

/** What a map brings stands where it is put in, and came the way the map came. */
function moved(value: ConfigValue, entry: ConfigEntry, { via }: ConfigValue): ConfigValue {
  const [step] = via ?? [];
  const own: ConfigStep | null = step === undefined ? null : { ...step, span: value.span };
  return { ...value, span: entry.value.span, ...(own === null ? {} : { via: [own] }) };
}

function fillParts(
  value: ConfigExpression,
  parts: readonly (string | ConfigValue)[],
  values: ChartValues,
): ConfigValue {
  const filled = parts.map((part) => (typeof part === 'string' ? part : fill(part, values, MAX_DEPTH)));
  const words = filled.map((part) => (typeof part === 'string' ? part : wordIn(part)));
  if (words.includes(null)) return { ...value, parts: filled };
  const via = filled.flatMap((part) => (typeof part === 'string' ? [] : (part.via ?? [])));
  return { kind: 'scalar', value: words.join(''), span: value.span, via };
}

function follow(value: ConfigExpression, values: ChartValues): ConfigValue {
  const names = PLAIN_USE.exec(value.text)?.[1]?.slice(1).split('.');
  if (names === undefined) return value;
  let at: ConfigValue | null = values.document;
  for (const name of names) {
    at = at?.kind === 'map' ? (at.entries.findLast(({ key }) => key === name)?.value ?? null) : null;
  }
  if (at === null || at.kind === 'expression') return value;
  const step: ConfigStep = { name: `.Values.${names.join('.')}`, path: values.path, span: at.span, isDefault: true };
  return { ...at, span: value.span, via: [step] };
}
