/**
 * A CloudFormation template (SAM among them) as resources: parameters' defaults and plain functions put into place, and
 * types called by Terraform's names. Conditions and mappings are not decided: what hangs on them stays unknown.
 */
import type { ConfigEntry, ConfigValue } from '../../configuration-facts.ts';
import { entriesOf } from '../../configuration/lookup.ts';
import { fieldOf, textIn } from '../fields.ts';
import type { Platform, Resource } from '../resource.ts';
import { createTemplateResolver } from './functions.ts';
import { KINDS } from './kinds.ts';
import { withGlobals } from './sam.ts';

export interface TemplateSource {
  readonly path: string;
  readonly syntax: 'yaml' | 'json';
  readonly platform: Platform;
}

/** A map of resources, each with a type that has a namespace. */
export function isTemplate(document: ConfigValue): boolean {
  const resources = fieldOf(document, 'Resources');
  if (resources?.key !== 'Resources') return false;
  return entriesOf(resources.value).some(({ value }) => /^(?:[A-Za-z0-9]+::|Custom::)/.test(typeOf(value) ?? ''));
}

export function resourcesOfTemplate(document: ConfigValue, source: TemplateSource): Resource[] {
  const resolve = createTemplateResolver(document, source.path);
  const globals = fieldOf(document, 'Globals')?.value ?? null;
  return entriesOf(fieldOf(document, 'Resources')?.value).flatMap((entry) => {
    const type = typeOf(entry.value);
    if (type === null) return [];
    const properties = entriesOf(entry.value).find(({ key }) => key === 'Properties') ?? null;
    return [resourceOf(entry, type, properties, { ...source, resolve, globals })];
  });
}

function typeOf(value: ConfigValue): string | null {
  return textIn(entriesOf(value).findLast(({ key }) => key === 'Type')?.value);
}

interface Context extends TemplateSource {
  readonly resolve: (value: ConfigValue) => ConfigValue;
  readonly globals: ConfigValue | null;
}

function resourceOf(entry: ConfigEntry, type: string, properties: ConfigEntry | null, context: Context): Resource {
  const { path, syntax, platform, resolve, globals } = context;
  const span = { ...entry.keySpan, endLine: entry.value.span.endLine, endColumn: entry.value.span.endColumn };
  const written: ConfigValue = properties?.value ?? { kind: 'map', entries: [], span: entry.keySpan };
  const empty: ConfigValue = { kind: 'map', entries: [], span: written.span };
  // `Properties:` with nothing behind it is a null.
  const own = written.kind === 'scalar' ? empty : written;
  return {
    platform,
    kind: KINDS.get(type) ?? type,
    name: entry.key,
    address: entry.key,
    path,
    syntax,
    properties: withGlobals(resolve(own), type, globals),
    span,
    header: properties?.keySpan ?? entry.keySpan,
    byModule: null,
  };
}
