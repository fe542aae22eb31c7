/**
 * What a Terraform file says of itself: its blocks by address, and the constants behind its variables and locals.
 * Knows one file; what another file or a caller sets stays unknown, and is never guessed.
 */
import { entryOf } from '#analysis/configuration/lookup.ts';
import type { ConfigBlock, ConfigEntry, ConfigFacts, ConfigValue } from '#analysis/configuration-facts.ts';
import type { Span } from '#domain/span.ts';

export interface Resolved {
  /** A constant, or the expression at which the search ended. */
  readonly value: ConfigValue;
  /** Where a variable's default or a local gave it; the first is the nearest. */
  readonly through: readonly { readonly name: string; readonly span: Span; readonly isDefault: boolean }[];
}

export interface TerraformScope {
  /** Resources that are not switched off by `count = 0`. */
  resources(...types: string[]): readonly ConfigBlock[];
  data(type: string, name: string): ConfigBlock | null;
  dataBlocks(type: string): readonly ConfigBlock[];
  modules(): readonly ConfigBlock[];
  /** Follows `var.x` with a literal default, and `local.x`. */
  resolve(value: ConfigValue): Resolved;
  /** The text of an attribute, if it is a constant in the end. */
  text(block: ConfigBlock, name: string): string | null;
  /** True or false, if it is a constant in the end. Terraform takes `"true"` for true. */
  flag(block: ConfigBlock, name: string): boolean | null;
}

/** A default that refers to a local that refers to a variable, and so on: more than this is a riddle. */
const MAX_STEPS = 8;

export function createTerraformScope(facts: ConfigFacts): TerraformScope {
  const constants = namedConstants(facts.blocks);
  const resources = facts.blocks.filter((block) => block.type === 'resource' && !isSwitchedOff(block));
  const data = facts.blocks.filter((block) => block.type === 'data');

  function resolve(value: ConfigValue): Resolved {
    const through: { name: string; span: Span; isDefault: boolean }[] = [];
    let at = value;
    while (at.kind === 'expression' && through.length < MAX_STEPS) {
      const constant = constants.get(at.text.trim());
      if (constant === undefined) break;
      through.push({ name: at.text.trim(), span: constant.span, isDefault: at.text.trim().startsWith('var.') });
      at = constant;
    }
    return { value: at, through };
  }

  return {
    resources: (...types) => resources.filter((block) => types.includes(block.labels[0] ?? '')),
    data: (type, name) => data.find((block) => block.labels[0] === type && block.labels[1] === name) ?? null,
    dataBlocks: (type) => data.filter((block) => block.labels[0] === type),
    modules: () => facts.blocks.filter((block) => block.type === 'module' && !isSwitchedOff(block)),
    resolve,
    text(block, name) {
      const found = attribute(block, name);
      const { value } = found === null ? { value: null } : resolve(found.value);
      return value?.kind === 'scalar' && typeof value.value === 'string' ? value.value : null;
    },
    flag(block, name) {
      const found = attribute(block, name);
      const { value } = found === null ? { value: null } : resolve(found.value);
      if (value?.kind !== 'scalar') return null;
      if (value.value === true || value.value === 'true') return true;
      return value.value === false || value.value === 'false' ? false : null;
    },
  };
}

/** `aws_s3_bucket.logs`, `data.aws_iam_policy_document.logs`, `module.logs`. */
export function addressOf(block: ConfigBlock): string {
  const path = block.labels.join('.');
  return block.type === 'resource' ? path : `${block.type}.${path}`;
}

export function attribute(block: ConfigBlock, name: string): ConfigEntry | null {
  return block.attributes.findLast((entry) => entry.key === name) ?? null;
}

/** Blocks of a type inside a block, and the `content` of `dynamic` ones. */
export function blocksIn(block: ConfigBlock, type: string): readonly ConfigBlock[] {
  return block.blocks.flatMap((inner) => {
    if (inner.type === type) return [inner];
    if (inner.type === 'dynamic' && inner.labels[0] === type)
      return inner.blocks.filter((one) => one.type === 'content');
    return [];
  });
}

/** The address a reference is about: `aws_s3_bucket.logs.id` and `aws_s3_bucket.logs[0].arn` are `aws_s3_bucket.logs`. */
export function referredAddress(value: ConfigValue): string | null {
  if (value.kind !== 'expression') return null;
  return (
    /^((?:data\.)?[a-z][a-z0-9_]{0,80}\.[A-Za-z_][\w-]{0,100})(?:\[[^\]]{0,100}\])?(?:\.|$)/.exec(
      value.text.trim(),
    )?.[1] ?? null
  );
}

function isSwitchedOff(block: ConfigBlock): boolean {
  const count = attribute(block, 'count')?.value;
  return count?.kind === 'scalar' && count.value === 0;
}

function namedConstants(blocks: readonly ConfigBlock[]): Map<string, ConfigValue> {
  const constants = new Map<string, ConfigValue>();
  for (const block of blocks) {
    if (block.type === 'variable') {
      const value = entryOf({ kind: 'map', entries: block.attributes, span: block.span }, 'default')?.value;
      if (value !== undefined) constants.set(`var.${block.labels[0] ?? ''}`, value);
    } else if (block.type === 'locals') {
      for (const entry of block.attributes) constants.set(`local.${entry.key}`, entry.value);
    }
  }
  return constants;
}
