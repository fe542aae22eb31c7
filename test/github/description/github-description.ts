/**
 * GitHub's own description of its API and webhooks, made usable: which operation a path is, and whether a request, an
 * answer or a payload is as GitHub says. The description is data, in the files beside this one.
 */
import { readFileSync } from 'node:fs';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { isKnownDeviation } from './corrections.ts';
import type { OperationId, WebhookId } from './operations-in-use.ts';
import { unknownFields } from './unknown-fields.ts';

export interface Operation {
  readonly id: OperationId;
  readonly method: string;
  readonly path: string;
  readonly documentation: string | null;
  readonly parameters: readonly Parameter[];
  readonly body: object | null;
  readonly bodyRequired: boolean;
  readonly answers: Readonly<Record<string, object | null>>;
}

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly schema: object;
}

export interface GithubDescription {
  /** The operation of a path, with the decoded values of its parameters. */
  find(method: string, path: string): { readonly operation: Operation; readonly path: Record<string, string> } | null;
  operation(id: OperationId): Operation;
  /** What is wrong with a request, in words that name the field; nothing where all is well. Numbers in `query` become numbers. */
  problemsOfRequest(operation: Operation, path: Values, query: Values, body: unknown): string[];
  problemsOfAnswer(operation: Operation, status: number, body: unknown): string[];
  problemsOfPayload(webhook: WebhookId, payload: unknown): string[];
}

type Values = Record<string, unknown>;

interface RestDescription {
  readonly operations: Readonly<Record<OperationId, Omit<Operation, 'id'>>>;
  readonly schemas: Readonly<Record<string, object>>;
}

interface WebhookDescription {
  readonly webhooks: Readonly<Record<WebhookId, object>>;
  readonly schemas: Readonly<Record<string, object>>;
}

export function loadGithubDescription(): GithubDescription {
  const rest = readDescription('rest-api') as RestDescription;
  const hooks = readDescription('webhooks') as WebhookDescription;
  const operations = Object.entries(rest.operations).map(([id, parts]) => ({ id, ...parts }) as Operation);
  const byId = new Map(operations.map((operation) => [operation.id, operation]));
  const routes = operations.map((operation) => ({ operation, pattern: patternOf(operation.path) })).sort(literalFirst);
  const strict = createChecker({ rest, hooks }, {});
  const coercing = createChecker({ rest, hooks }, { coerceTypes: true });
  return {
    find(method, path) {
      for (const { operation, pattern } of routes) {
        const match = operation.method === method ? pattern.exec(path) : null;
        if (match !== null) return { operation, path: decodedValues(match.groups) };
      }
      return null;
    },
    operation: (id) => defined(byId.get(id), id),
    problemsOfRequest: (operation, path, query, body) => [
      ...problemsOfParameters(coercing, operation, 'path', path),
      ...problemsOfParameters(coercing, operation, 'query', query),
      ...problemsOfBody(strict, rest.schemas, operation, body),
    ],
    problemsOfAnswer(operation, status, body) {
      if (status === 304) return [];
      const schema = operation.answers[String(status)];
      if (schema === undefined) return [`${operation.id} never answers ${status}`];
      if (schema === null) return [];
      return strict(`answer ${operation.id} ${status}`, schema, body, 'answer', isKnownDeviation);
    },
    problemsOfPayload: (webhook, payload) =>
      strict(`webhook ${webhook}`, hooks.webhooks[webhook], payload, 'payload', isKnownDeviation),
  };
}

function readDescription(name: 'rest-api' | 'webhooks'): unknown {
  const text = readFileSync(new URL(`./${name}.json`, import.meta.url), 'utf8');
  return JSON.parse(text.replaceAll('"$ref":"#/schemas/', `"$ref":"${name}#/schemas/`));
}

/** Problems of a value, in the schema that goes by a key. */
type Checker = (
  key: string,
  schema: object,
  value: unknown,
  place: string,
  ignored?: (error: ErrorObject) => boolean,
) => string[];

function createChecker(
  { rest, hooks }: { readonly rest: RestDescription; readonly hooks: WebhookDescription },
  options: { readonly coerceTypes?: boolean },
): Checker {
  const ajv = new Ajv({ strict: false, allErrors: true, verbose: true, ...options });
  addFormats.default(ajv);
  ajv.addFormat('repo.nwo', /^[^/]+\/[^/]+$/);
  ajv.addSchema({ $id: 'rest-api', schemas: rest.schemas });
  ajv.addSchema({ $id: 'webhooks', schemas: hooks.schemas });
  // Each takes some milliseconds to compile, and most tests need few of them.
  const compiled = new Map<string, ValidateFunction>();
  return (key, schema, value, place, ignored = () => false) => {
    const validate = compiled.get(key) ?? ajv.compile(schema);
    compiled.set(key, validate);
    if (validate(value)) return [];
    const errors = (validate.errors ?? []).filter((error) => !ignored(error));
    return errors.map((error) => problemText(place, error));
  };
}

function problemText(place: string, { instancePath, message = 'is wrong', params }: ErrorObject): string {
  const allowed = 'allowedValues' in params ? ` (${JSON.stringify(params['allowedValues'])})` : '';
  return `${place}${instancePath} ${message}${allowed}`;
}

function problemsOfParameters(check: Checker, operation: Operation, place: 'path' | 'query', values: Values): string[] {
  const parameters = operation.parameters.filter((parameter) => parameter.in === place);
  const schema = {
    type: 'object',
    properties: Object.fromEntries(parameters.map((parameter) => [parameter.name, parameter.schema])),
    required: parameters.filter((parameter) => parameter.required).map((parameter) => parameter.name),
    additionalProperties: false,
  };
  return check(`${place} ${operation.id}`, schema, values, place);
}

function problemsOfBody(
  check: Checker,
  schemas: Readonly<Record<string, object>>,
  operation: Operation,
  body: unknown,
): string[] {
  if (body === undefined) return operation.bodyRequired ? ['body is missing'] : [];
  if (operation.body === null) return ['body is not expected'];
  const problems = check(`body ${operation.id}`, operation.body, body, 'body');
  return [...problems, ...unknownFields(operation.body, body, schemas).map((field) => `body${field} is unknown`)];
}

/** Here the last parameter is a path or a ref, of several parts; `contents` may also stand alone, for the root. */
const SEVERAL_PARTS = /\/(contents|git\/ref|git\/matching-refs)\/\{(\w+)\}$/;

function patternOf(template: string): RegExp {
  const last = SEVERAL_PARTS.exec(template);
  const start = last === null ? template : template.slice(0, last.index);
  const source = start.replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)');
  return new RegExp(`^${source}${last === null ? '' : `/${last[1] ?? ''}(?:/(?<${last[2] ?? ''}>.*))?`}$`);
}

function decodedValues(values: Record<string, string | undefined> = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, decoded(value ?? '')]));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function literalFirst(one: { operation: Operation }, other: { operation: Operation }): number {
  return parametersIn(one.operation.path) - parametersIn(other.operation.path);
}

function parametersIn(path: string): number {
  return path.split('{').length;
}

function defined<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`${what} is not in GitHub's description`);
  return value;
}
