/** The published JSON Schema of a policy, for editors. Made from the Zod schema and the rules that exist. */
import { z } from 'zod';
import { AREA_NAME, policySchema } from './schema.ts';

export interface RuleForSchema {
  readonly id: string;
  readonly title: string;
}

interface SchemaNode {
  properties?: Record<string, SchemaNode>;
  additionalProperties?: SchemaNode | boolean;
  propertyNames?: SchemaNode;
  anyOf?: SchemaNode[];
  [keyword: string]: unknown;
}

/** JSON Schema (draft 2020-12) in which each rule is a key of `rules`, and any other key of it is an error. */
export function policyJsonSchema(rules: readonly RuleForSchema[]): SchemaNode {
  const schema = z.toJSONSchema(policySchema, { io: 'input' }) as SchemaNode;
  const areas = objectBranch(schema.properties?.['areas']);
  areas.propertyNames = { pattern: AREA_NAME.source };
  const ofRules = objectBranch(schema.properties?.['rules']);
  const setting = ofRules.additionalProperties as SchemaNode;
  ofRules.properties = Object.fromEntries(
    [...rules]
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .map((rule) => [rule.id, { ...setting, title: rule.id, description: `${rule.title}.` }]),
  );
  ofRules.additionalProperties = false;
  delete ofRules.propertyNames;
  return schema;
}

/** The object in a schema that also takes null. */
function objectBranch(schema: SchemaNode | undefined): SchemaNode {
  const branch = schema?.anyOf?.find((one) => one['type'] === 'object');
  if (branch === undefined) throw new TypeError('the policy schema changed its shape');
  return branch;
}
