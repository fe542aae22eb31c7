/** Terraform's JSON syntax as the blocks that it stands for. https://developer.hashicorp.com/terraform/language/syntax/json */
import type { ConfigBlock, ConfigEntry, ConfigValue } from '../../configuration-facts.ts';
import { mapsOf } from '../fields.ts';

/** How many names stand between a block's type and its body. */
const LABELS: ReadonlyMap<string, number> = new Map([
  ['resource', 2],
  ['data', 2],
  ['module', 1],
  ['variable', 1],
  ['locals', 0],
]);

export function blocksOfJson(document: ConfigValue): ConfigBlock[] {
  if (document.kind !== 'map') return [];
  return document.entries.flatMap((entry) => {
    const labels = LABELS.get(entry.key);
    return labels === undefined ? [] : bodies(entry, labels).map((found) => blockOf(entry.key, found));
  });
}

interface Body {
  readonly labels: readonly string[];
  readonly entry: ConfigEntry;
  readonly body: ConfigValue & { readonly kind: 'map' };
}

function bodies(entry: ConfigEntry, labels: number): Body[] {
  let found: Body[] = mapsOf(entry.value).map((body) => ({ labels: [], entry, body }));
  for (let depth = 0; depth < labels; depth += 1) {
    found = found.flatMap((outer) =>
      outer.body.entries.flatMap((inner) =>
        mapsOf(inner.value).map((body) => ({ labels: [...outer.labels, inner.key], entry: inner, body })),
      ),
    );
  }
  return found;
}

function blockOf(type: string, { labels, entry, body }: Body): ConfigBlock {
  const attributes = body.entries.map((one) => ({ ...one, value: withExpressions(one.value) }));
  return { type, labels, attributes, blocks: [], span: body.span, headerSpan: entry.keySpan };
}

/** `"${var.acl}"` is an expression; text with holes among other text is kept as one that is not known. */
function withExpressions(value: ConfigValue): ConfigValue {
  if (value.kind === 'list') return { ...value, items: value.items.map(withExpressions) };
  if (value.kind === 'map') {
    return { ...value, entries: value.entries.map((entry) => ({ ...entry, value: withExpressions(entry.value) })) };
  }
  if (value.kind !== 'scalar' || typeof value.value !== 'string' || !value.value.includes('${')) return value;
  const only = /^\$\{([^{}]{1,1000})\}$/.exec(value.value)?.[1];
  return { kind: 'expression', text: only ?? value.value, span: value.span };
}
