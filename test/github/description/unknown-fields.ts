/**
 * Fields that a schema does not know. GitHub ignores them, so a misspelt one is lost in silence; here it is refused.
 * JSON Schema's own `additionalProperties` cannot say it, since a body may be described in several parts.
 */

interface Schema {
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: unknown;
  readonly items?: Schema;
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
}

/** Paths such as `/output/annotations/0/line`. */
export function unknownFields(schema: object, value: unknown, schemas: Readonly<Record<string, object>>): string[] {
  return fieldsBeyond(allParts(schema, schemas), value, schemas, '');
}

function fieldsBeyond(
  parts: readonly Schema[],
  value: unknown,
  schemas: Readonly<Record<string, object>>,
  path: string,
): string[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) {
    const items = parts.flatMap((part) => (part.items === undefined ? [] : allParts(part.items, schemas)));
    return value.flatMap((one, index) => fieldsBeyond(items, one, schemas, `${path}/${index}`));
  }
  const described = parts.filter((part) => part.properties !== undefined);
  const open = described.length === 0 || parts.some((part) => part.additionalProperties !== undefined);
  return Object.entries(value).flatMap(([name, one]) => {
    const known = described.flatMap((part) => part.properties?.[name] ?? []);
    if (known.length === 0) return open ? [] : [`${path}/${name}`];
    return fieldsBeyond(
      known.flatMap((part) => allParts(part, schemas)),
      one,
      schemas,
      `${path}/${name}`,
    );
  });
}

/** The schema and all that it is made of, references followed. */
function allParts(schema: Schema, schemas: Readonly<Record<string, object>>): Schema[] {
  if (schema.$ref !== undefined) {
    const name = schema.$ref.slice(schema.$ref.lastIndexOf('/') + 1);
    return allParts(schemas[name] ?? {}, schemas);
  }
  const inner = [...(schema.allOf ?? []), ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
  return [schema, ...inner.flatMap((part) => allParts(part, schemas))];
}
