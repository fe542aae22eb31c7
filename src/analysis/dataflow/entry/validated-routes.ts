/** Whether a route checks a part of the request before its handler runs, by middleware or by the route's own schema. */
import type { NodeId } from '../../module-facts.ts';
import type { EntryPoint } from './handlers.ts';
import type { AccessPath } from '../taint/flow-state.ts';
import { propertyOf, symbolsOf } from '../link/meaning.ts';
import { CONSTRAINING_CHECKS } from '../models/schemas.ts';
import { functionOf, nodeOf, type Program, type ValueRef, valueIn } from '../link/program.ts';

const MAX_CHAIN = 16;

/** Express-validator's functions, and the part of the request they look at. `check` looks everywhere. */
const CHECKED_PARTS: ReadonlyMap<string, string | null> = new Map<string, string | null>([
  ['query', 'query'],
  ['param', 'params'],
  ['body', 'body'],
  ['header', 'headers'],
  ['cookie', 'cookies'],
  ['check', null],
]);

/** Fastify's schema keys (fastify.dev/docs/latest/Reference/Validation-and-Serialization). */
const SCHEMA_PARTS: ReadonlyMap<string, readonly string[]> = new Map([
  ['query', ['querystring', 'query']],
  ['params', ['params']],
  ['body', ['body']],
  ['headers', ['headers']],
]);

export function isValidatedBefore(program: Program, entry: EntryPoint, path: AccessPath): boolean {
  const [part, field] = path;
  if (part === undefined || field === undefined) return false;
  return entry.before.some((value) => isCheckChain(program, value, part, field) || isSchemaOption(value, part, field));
}

/** `query('sort').isIn([...])`. */
function isCheckChain(program: Program, value: ValueRef, part: string, field: string): boolean {
  let at: NodeId = value.node;
  let constrained = false;
  for (let steps = 0; steps < MAX_CHAIN; steps += 1) {
    const node = value.fn.nodes[at];
    const call = node?.kind === 'call' ? value.fn.calls[node.call] : undefined;
    if (call === undefined) return false;
    const callee = value.fn.nodes[call.callee];
    if (callee?.kind === 'member' && value.fn.nodes[callee.of]?.kind === 'call') {
      constrained ||= CONSTRAINING_CHECKS.has(callee.name);
      at = callee.of;
      continue;
    }
    const symbols = symbolsOf(program, valueIn(value, call.callee));
    const looksAt = symbols
      .filter((symbol) => symbol.startsWith('express-validator.'))
      .map((symbol) => CHECKED_PARTS.get(symbol.slice('express-validator.'.length)))
      .find((one) => one !== undefined);
    const [first] = call.args;
    const name = first === undefined ? undefined : value.fn.nodes[first];
    return (
      constrained &&
      looksAt !== undefined &&
      (looksAt === null || looksAt === part) &&
      name?.kind === 'literal' &&
      name.value === field
    );
  }
  return false;
}

/** `{ schema: { querystring: { properties: { id: { type: 'integer' } } } } }`. */
function isSchemaOption(options: ValueRef, part: string, field: string): boolean {
  const get = (values: readonly ValueRef[], name: string): ValueRef[] =>
    values.flatMap((value) => propertyOf(value, name, MAX_CHAIN));
  const schema = get([resolved(options)], 'schema');
  const whole = (SCHEMA_PARTS.get(part) ?? []).flatMap((name) => get(schema, name));
  const fields = get(get(whole, 'properties'), field);
  return fields.some((one) => {
    const types = get([one], 'type').map((type) => nodeOf(type));
    const plain = types.some(
      (type) => type.kind === 'literal' && /^(?:integer|number|boolean)$/.test(String(type.value)),
    );
    const formats = get([one], 'format').map((format) => nodeOf(format));
    const identifies = formats.some(
      (format) => format.kind === 'literal' && /^(?:uuid|date|date-time)$/.test(String(format.value)),
    );
    return plain || identifies || get([one], 'enum').length > 0 || get([one], 'const').length > 0;
  });
}

function resolved(value: ValueRef): ValueRef {
  const node = nodeOf(value);
  if (node.kind !== 'captured') return value;
  const [only] = functionOf(value.module, node.fn).fn.variables[node.variable]?.values ?? [];
  return only === undefined ? value : { ...functionOf(value.module, only.in), node: only.node };
}
