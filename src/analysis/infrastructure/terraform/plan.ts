/** A plan as `terraform show -json` writes it: what would be there afterwards. https://developer.hashicorp.com/terraform/internals/json-format */
import type { ConfigValue } from '../../configuration-facts.ts';
import { fieldOf, itemsIn, textIn } from '../fields.ts';
import type { Resource } from '../resource.ts';

/** Modules of a plan, one inside the other, that are looked into. */
const MAX_MODULES = 1_000;

export function resourcesOfPlan(document: ConfigValue, path: string): Resource[] {
  const root = fieldOf(fieldOf(document, 'planned_values')?.value, 'root_module')?.value;
  const pending: ConfigValue[] = root === undefined ? [] : [root];
  const resources: Resource[] = [];
  for (let seen = 0; seen < MAX_MODULES; seen += 1) {
    const module = pending.pop();
    if (module === undefined) break;
    pending.push(...itemsIn(fieldOf(module, 'child_modules')?.value));
    resources.push(...itemsIn(fieldOf(module, 'resources')?.value).flatMap((one) => resourceOf(one, path)));
  }
  return resources;
}

function resourceOf(value: ConfigValue, path: string): Resource[] {
  const values = fieldOf(value, 'values');
  const type = textIn(fieldOf(value, 'type')?.value);
  const address = textIn(fieldOf(value, 'address')?.value);
  if (values === null || type === null || address === null) return [];
  return [
    {
      platform: 'terraform',
      kind: type,
      name: textIn(fieldOf(value, 'name')?.value) ?? address,
      address,
      path,
      syntax: 'json',
      properties: values.value,
      span: value.span,
      header: values.keySpan,
      byModule: null,
    },
  ];
}
