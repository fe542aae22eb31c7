/** Whether a validation schema leaves the asked part of a value no room: `z.object({ id: z.uuid() })` and `id`. */
import type { NodeId } from '../../module-facts.ts';
import { ELEMENT, type AccessPath } from './flow-state.ts';
import { propertyOf, symbolsOf } from '../link/meaning.ts';
import { CONSTRAINING_SCHEMAS, LIST_SCHEMAS, OBJECT_SCHEMAS, SCHEMA_PACKAGES } from '../models/schemas.ts';
import { functionOf, nodeOf, type Program, type ValueRef, valueIn } from '../link/program.ts';
import { exportedValue, importedFrom } from '../link/exported-value.ts';
import { allowsOnlyPlainText } from './regular-expressions.ts';

const MAX_CHAIN = 24;
const MAX_LOOK = 6;

/** `constrained`, `open` (any text passes), or `unknown` where the schema is out of sight. */
export type SchemaAnswer = 'constrained' | 'open' | 'unknown';

/** What `schema` makes of the part of a value at `path`. */
export function schemaAnswer(program: Program, schema: ValueRef, path: AccessPath): SchemaAnswer {
  return answer(program, schema, path, MAX_LOOK);
}

function answer(program: Program, schema: ValueRef, path: AccessPath, look: number): SchemaAnswer {
  if (look <= 0) return 'unknown';
  const answers = written(program, schema, MAX_LOOK).map((one) => answerOf(program, one, path, look));
  if (answers.length === 0) return 'unknown';
  if (answers.every((one) => one === 'constrained')) return 'constrained';
  return answers.includes('unknown') ? 'unknown' : 'open';
}

function answerOf(program: Program, schema: ValueRef, path: AccessPath, look: number): SchemaAnswer {
  const links = chainOf(program, schema);
  if (links === null) return 'unknown';
  const [name, ...rest] = path;
  if (name === undefined || (name === ELEMENT && !links.some((link) => LIST_SCHEMAS.has(link.name))))
    return links.some((link) => constrains(link)) ? 'constrained' : 'open';
  const inner = links.flatMap((link) => {
    const [first] = link.args;
    if (first === undefined) return [];
    if (name === ELEMENT) return LIST_SCHEMAS.has(link.name) ? [first] : [];
    return OBJECT_SCHEMAS.has(link.name) ? propertyOf(first, name, MAX_CHAIN) : [];
  });
  const field = inner.at(-1);
  return field === undefined ? 'open' : answer(program, field, rest, look - 1);
}

/** Whether a value is a schema of a known library at all. */
export function isSchema(program: Program, value: ValueRef): boolean {
  return (
    written(program, value, MAX_LOOK).some((one) => chainOf(program, one) !== null) ||
    symbolsOf(program, value).some((symbol) => SCHEMA_PACKAGES.some((name) => isRootedIn(symbol, name)))
  );
}

interface Link {
  readonly name: string;
  readonly args: readonly ValueRef[];
}

/** `z.string().uuid()` as `string`, `uuid`; null where it does not begin at a known library. */
function chainOf(program: Program, schema: ValueRef): Link[] | null {
  const links: Link[] = [];
  let at: NodeId = schema.node;
  for (let steps = 0; steps < MAX_CHAIN; steps += 1) {
    const node = schema.fn.nodes[at];
    if (node?.kind === 'call') {
      const call = schema.fn.calls[node.call];
      const callee = call === undefined ? undefined : schema.fn.nodes[call.callee];
      if (call === undefined) return null;
      const args = call.args.map((id) => valueIn(schema, id));
      if (callee?.kind === 'member') {
        links.unshift({ name: callee.name, args });
        at = callee.of;
        continue;
      }
      const symbols = symbolsOf(program, valueIn(schema, call.callee));
      const known = symbols.find((symbol) => SCHEMA_PACKAGES.some((name) => isRootedIn(symbol, name)));
      if (known === undefined) return null;
      links.unshift({ name: known.slice(known.lastIndexOf('.') + 1), args });
      // `v.pipe(v.string(), v.uuid())`: what is given says as much as what is chained.
      for (const given of args) links.push(...(chainOf(program, given) ?? []));
      return links;
    }
    if (node?.kind === 'member') {
      links.unshift({ name: node.name, args: [] });
      at = node.of;
      continue;
    }
    const symbols = symbolsOf(program, valueIn(schema, at));
    if (symbols.some((symbol) => SCHEMA_PACKAGES.some((name) => isRootedIn(symbol, name)))) return links;
    const above = written(program, valueIn(schema, at), 2).find((one) => one.fn !== schema.fn || one.node !== at);
    const before = above === undefined ? null : chainOf(program, above);
    return before === null ? null : [...before, ...links];
  }
  return null;
}

function constrains({ name, args }: Link): boolean {
  if (CONSTRAINING_SCHEMAS.has(name)) return true;
  if (name !== 'regex' && name !== 'pattern' && name !== 'matches') return false;
  const pattern = args[0] === undefined ? undefined : nodeOf(args[0]);
  return pattern?.kind === 'regex' && allowsOnlyPlainText(pattern.pattern, pattern.flags);
}

/** Where a value is written down: through variables of the module and imports of other modules. */
function written(program: Program, value: ValueRef, look: number): ValueRef[] {
  const node = nodeOf(value);
  if (look <= 0) return [value];
  if (node.kind === 'captured') {
    const values = functionOf(value.module, node.fn).fn.variables[node.variable]?.values ?? [];
    return values
      .slice(0, 2)
      .flatMap((given) => written(program, { ...functionOf(value.module, given.in), node: given.node }, look - 1));
  }
  if (node.kind === 'import') {
    const target = importedFrom(program, value.module, node.import);
    const made = value.module.facts.imports[node.import];
    if (target === null || made === undefined) return [value];
    return exportedValue(program, target, made.imported)
      .slice(0, 2)
      .flatMap((one) => written(program, one, look - 1));
  }
  if (node.kind === 'member') {
    const owner = nodeOf(valueIn(value, node.of));
    const target = owner.kind === 'import' ? importedFrom(program, value.module, owner.import) : null;
    if (target === null) return [value];
    return exportedValue(program, target, node.name)
      .slice(0, 2)
      .flatMap((one) => written(program, one, look - 1));
  }
  return [value];
}

/** Whether a symbol is a name of the package, or of one of its files. */
export function isRootedIn(symbol: string, packageName: string): boolean {
  if (!symbol.startsWith(packageName)) return false;
  const next = symbol[packageName.length];
  return next === undefined || next === '.' || next === '(' || next === '/';
}
