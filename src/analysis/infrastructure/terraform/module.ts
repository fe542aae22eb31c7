/**
 * A Terraform module: the files of one folder as resources, with variables, locals and defaults put into place. Values
 * come from `terraform.tfvars` and its kin, else from the one caller that is known, else from the default.
 */
import type { ConfigBlock, ConfigEntry, ConfigFacts, ConfigValue } from '../../configuration-facts.ts';
import { fold, textIn, wordIn } from '../fields.ts';
import type { Resource } from '../resource.ts';
import { createResolver, type Named } from './expressions.ts';
import { blocksOfJson } from './json-syntax.ts';
import { kindOfModule } from './known-modules.ts';
import { resourcesOfPlan } from './plan.ts';

export interface ModuleFile {
  readonly path: string;
  readonly facts: ConfigFacts;
}

/** What a caller sets, by the variable's name, with names of the caller's own already followed. */
export type Arguments = ReadonlyMap<string, Named>;

export interface TerraformModule {
  readonly resources: readonly Resource[];
  /** Calls of modules in folders of the same repository, by the source as written. */
  readonly calls: readonly { readonly source: string; readonly path: string; readonly args: Arguments }[];
}

/** `given`: what the callers set; a name that they do not agree on has the value null. */
export function readModule(files: readonly ModuleFile[], given: ReadonlyMap<string, Named | null>): TerraformModule {
  const parts = files.map((file) => ({ ...file, blocks: blocksIn(file) }));
  const names = namesIn(parts, given);
  const resolve = createResolver((space, name) => names.get(`${space}.${name}`) ?? null);
  const resources: Resource[] = [];
  const calls: TerraformModule['calls'][number][] = [];
  for (const { path, facts, blocks } of parts) {
    const syntax = facts.format === 'json' ? 'json' : 'hcl';
    for (const block of blocks) {
      if (block.type !== 'resource' && block.type !== 'data' && block.type !== 'module') continue;
      const properties = propertiesOf(block, resolve);
      if (isSwitchedOff(properties)) continue;
      if (block.type === 'module') {
        const call = callOf(block, properties, path);
        if (call !== null) calls.push(call);
      }
      const resource = resourceOf(block, properties, path, syntax);
      if (resource !== null) resources.push(resource);
    }
    if (facts.format === 'json') resources.push(...facts.documents.flatMap((plan) => resourcesOfPlan(plan, path)));
  }
  return { resources, calls };
}

function blocksIn({ facts }: ModuleFile): readonly ConfigBlock[] {
  return facts.format === 'json' ? facts.documents.flatMap(blocksOfJson) : facts.blocks;
}

function namesIn(
  parts: readonly (ModuleFile & { readonly blocks: readonly ConfigBlock[] })[],
  given: ReadonlyMap<string, Named | null>,
): Map<string, Named> {
  const names = new Map<string, Named>();
  for (const { path, blocks } of parts) {
    for (const block of blocks) {
      if (block.type === 'variable') {
        const name = block.labels[0] ?? '';
        const value = block.attributes.findLast(({ key }) => key === 'default')?.value;
        const told = given.get(name);
        if (told === null) continue;
        if (told !== undefined) names.set(`var.${name}`, told);
        else if (value !== undefined) names.set(`var.${name}`, { value, path, isDefault: true });
      } else if (block.type === 'locals') {
        for (const { key, value } of block.attributes) names.set(`local.${key}`, { value, path, isDefault: false });
      }
    }
  }
  for (const { path, facts } of parts) {
    if (!isValuesFile(path)) continue;
    for (const document of facts.documents) {
      if (document.kind !== 'map') continue;
      for (const { key, value } of document.entries) names.set(`var.${key}`, { value, path, isDefault: false });
    }
  }
  return names;
}

/** Read by Terraform without being asked; others are named on the command line, if at all. */
function isValuesFile(path: string): boolean {
  return /(?:^|\/)(?:terraform|[^/]{1,200}\.auto)\.tfvars(?:\.json)?$/.test(path);
}

export type Resolve = (value: ConfigValue) => ConfigValue;

/** A block as a map: attributes, and each inner block as an entry of its type. */
function propertiesOf(block: ConfigBlock, resolve: Resolve): ConfigValue & { readonly kind: 'map' } {
  const attributes = block.attributes.map((entry): ConfigEntry => ({ ...entry, value: resolve(entry.value) }));
  const blocks = block.blocks.flatMap((inner): ConfigEntry[] => {
    const isDynamic = inner.type === 'dynamic' && inner.labels[0] !== undefined;
    const contents = isDynamic ? inner.blocks.filter(({ type }) => type === 'content') : [inner];
    const key = isDynamic ? (inner.labels[0] ?? '') : inner.type;
    return contents.map((content) => ({ key, keySpan: inner.headerSpan, value: propertiesOf(content, resolve) }));
  });
  return { kind: 'map', entries: [...attributes, ...blocks], span: block.span };
}

function isSwitchedOff(properties: ConfigValue): boolean {
  if (properties.kind !== 'map') return false;
  const count = properties.entries.findLast(({ key }) => key === 'count')?.value;
  return wordIn(count) === '0';
}

function resourceOf(
  block: ConfigBlock,
  properties: ConfigValue,
  path: string,
  syntax: Resource['syntax'],
): Resource | null {
  const [type = '', label = ''] = block.labels;
  const common = {
    platform: 'terraform',
    path,
    syntax,
    properties,
    span: block.span,
    header: block.headerSpan,
  } as const;
  if (block.type === 'resource') {
    return { ...common, kind: kindOf(type), name: label, address: `${type}.${label}`, byModule: null };
  }
  if (block.type === 'data') {
    return { ...common, kind: `data.${type}`, name: label, address: `data.${type}.${label}`, byModule: null };
  }
  const source = textIn(entryValue(properties, 'source'));
  const kind = source === null ? null : kindOfModule(source);
  if (source === null || kind === null) return null;
  const byModule = { source, version: textIn(entryValue(properties, 'version')) };
  return { ...common, kind, name: type, address: `module.${type}`, byModule };
}

/** Kubernetes' objects are called the same whatever they are written in. */
function kindOf(type: string): string {
  const object = /^kubernetes_([a-z_]{1,100}?)(?:_v\d\w{0,8})?$/.exec(type)?.[1];
  if (object !== undefined && object !== 'manifest') return `kubernetes/${fold(object)}`;
  return ALIASES.get(type) ?? type;
}

/** The same resource under an older or another name. */
const ALIASES: ReadonlyMap<string, string> = new Map([
  ['aws_alb', 'aws_lb'],
  ['aws_alb_listener', 'aws_lb_listener'],
  ['aws_s3_bucket_object', 'aws_s3_object'],
  ['aws_spot_instance_request', 'aws_instance'],
  ['aws_elastic_search_domain', 'aws_elasticsearch_domain'],
  ['google_compute_region_instance_template', 'google_compute_instance_template'],
]);

function callOf(
  block: ConfigBlock,
  properties: ConfigValue & { readonly kind: 'map' },
  path: string,
): TerraformModule['calls'][number] | null {
  const source = textIn(entryValue(properties, 'source'));
  if (source === null || !/^\.\.?\//.test(source)) return null;
  const args = properties.entries.map(({ key, value }): [string, Named] => [key, { value, path, isDefault: false }]);
  return { source, path, args: new Map(args) };
}

function entryValue(map: ConfigValue, key: string): ConfigValue | null {
  return map.kind === 'map' ? (map.entries.findLast((entry) => entry.key === key)?.value ?? null) : null;
}
