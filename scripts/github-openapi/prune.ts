/**
 * From OpenAPI 3.0 to plain JSON Schema, for chosen operations and webhooks only: what they refer to comes along,
 * prose and examples stay behind. Reads and writes nothing.
 */
import { shareSchemas } from './share-schemas.ts';

export interface OpenApiDescription {
  readonly info: { readonly license: { readonly name: string } };
  readonly paths: Readonly<Record<string, Readonly<Record<string, OpenApiOperation>>>>;
  readonly 'x-webhooks': Readonly<Record<string, Readonly<Record<string, OpenApiOperation>>>>;
  readonly components: unknown;
}

interface OpenApiOperation {
  readonly operationId: string;
  readonly parameters?: readonly unknown[];
  readonly requestBody?: unknown;
  readonly responses?: Readonly<Record<string, unknown>>;
  readonly externalDocs?: { readonly url?: string };
}

type Entries = readonly (readonly [string, unknown])[];
type Pruned = Readonly<Record<'rest-api' | 'webhooks', Readonly<Record<string, Entries>>>>;

/** Throws where an id is not in the description: it was renamed, or mistyped. */
export function pruneDescription(
  description: OpenApiDescription,
  operationIds: readonly string[],
  webhookIds: readonly string[],
): Pruned {
  const operations = byOperationId(description.paths);
  const webhooks = byOperationId(description['x-webhooks']);
  const chosenOperations = operationIds.map((id): [string, unknown] => {
    const { method, path, operation } = found(operations, id);
    return [id, prunedOperation(description, method, path, operation)];
  });
  const chosenWebhooks = webhookIds.map((id): [string, unknown] => {
    const { operation } = found(webhooks, id);
    return [id, plainSchema(jsonSchemaOf(description, operation.requestBody))];
  });
  return {
    'rest-api': withSchemas(description, 'operations', chosenOperations),
    webhooks: withSchemas(description, 'webhooks', chosenWebhooks),
  };
}

interface Located {
  readonly method: string;
  readonly path: string;
  readonly operation: OpenApiOperation;
}

function byOperationId(paths: OpenApiDescription['paths']): ReadonlyMap<string, Located> {
  const located = new Map<string, Located>();
  for (const [path, methods] of Object.entries(paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      // Some operations have a second, older path, such as `{base}...{head}` for comparing; the first one counts.
      if (!located.has(operation.operationId)) located.set(operation.operationId, { method, path, operation });
    }
  }
  return located;
}

function found(located: ReadonlyMap<string, Located>, id: string): Located {
  const one = located.get(id);
  if (one === undefined) throw new Error(`${id} is not in the description`);
  return one;
}

function prunedOperation(
  description: OpenApiDescription,
  method: string,
  path: string,
  operation: OpenApiOperation,
): unknown {
  const parameters = (operation.parameters ?? []).map((parameter) => {
    const { name, in: place, required, schema } = resolved(description, parameter);
    return { name, in: place, required: required === true, schema: plainSchema(schema) };
  });
  const body = operation.requestBody === undefined ? undefined : resolved(description, operation.requestBody);
  const answers = Object.entries(operation.responses ?? {}).filter(([status]) => status.startsWith('2'));
  return {
    method: method.toUpperCase(),
    path,
    documentation: operation.externalDocs?.url ?? null,
    parameters,
    body: body === undefined ? null : plainSchema(jsonSchemaOf(description, body)),
    bodyRequired: body?.['required'] === true,
    answers: Object.fromEntries(
      answers.map(([status, answer]) => [status, plainSchema(jsonSchemaOf(description, answer))]),
    ),
  };
}

/** Null where the content is not JSON, or there is none. */
function jsonSchemaOf(description: OpenApiDescription, holder: unknown): unknown {
  const content = record(resolved(description, holder)['content']);
  return record(content['application/json'])['schema'] ?? null;
}

function resolved(description: OpenApiDescription, value: unknown): Readonly<Record<string, unknown>> {
  const reference = record(value)['$ref'];
  if (typeof reference !== 'string') return record(value);
  return record(
    reference
      .slice(2)
      .split('/')
      .reduce<unknown>((part, key) => record(part)[key.replaceAll('~1', '/').replaceAll('~0', '~')], description),
  );
}

const PROSE: ReadonlySet<string> = new Set([
  'description',
  'summary',
  'title',
  'example',
  'examples',
  'externalDocs',
  'deprecated',
  'readOnly',
  'default',
]);
const SCHEMA_MAPS: ReadonlySet<string> = new Set(['properties', 'patternProperties']);

/** Drops prose and extensions, and says `nullable` in JSON Schema's own words. Keys of `properties` are names. */
function plainSchema(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(plainSchema);
  if (typeof schema !== 'object' || schema === null) return schema;
  const entries = Object.entries(schema).flatMap(([key, value]: [string, unknown]): [string, unknown][] => {
    if (PROSE.has(key) || key.startsWith('x-') || key === 'nullable') return [];
    if (key === 'enum') return [[key, value]];
    if (key === '$ref') return [[key, (value as string).replace('#/components/schemas/', '#/schemas/')]];
    if (SCHEMA_MAPS.has(key)) {
      return [[key, Object.fromEntries(Object.entries(record(value)).map(([name, one]) => [name, plainSchema(one)]))]];
    }
    return [[key, plainSchema(value)]];
  });
  const plain = Object.fromEntries(entries);
  return record(schema)['nullable'] === true ? { anyOf: [{ type: 'null' }, plain] } : plain;
}

/** The schemas' names and the entries' are kept apart while what they share is looked for. */
function withSchemas(description: OpenApiDescription, kind: string, roots: Entries): Readonly<Record<string, Entries>> {
  const { entries, shared } = shareSchemas([...roots, ...schemasReachedFrom(description, roots)]);
  return { [kind]: entries.slice(0, roots.length), schemas: [...entries.slice(roots.length), ...shared] };
}

function schemasReachedFrom(description: OpenApiDescription, roots: unknown): Entries {
  const schemas = record(record(description.components)['schemas']);
  const reached = new Map<string, unknown>();
  const waiting = referencesIn(roots);
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (reached.has(name)) continue;
    const schema = plainSchema(schemas[name]);
    reached.set(name, schema);
    waiting.push(...referencesIn(schema));
  }
  return [...reached].sort(([one], [other]) => (one < other ? -1 : 1));
}

function referencesIn(value: unknown): string[] {
  return Array.from(JSON.stringify(value).matchAll(/"\$ref":"#\/schemas\/([^"]+)"/g), ([, name]) => name ?? '');
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
