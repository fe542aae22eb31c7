/** Calls that run a text as SQL: by the package that their receiver comes from, or by a name together with SQL in what they are given. */
import type { FlowStart } from '../taint/taint.ts';
import { symbolsOf } from '../link/meaning.ts';
import {
  SQL_CLIENTS,
  SQL_LIKELY_METHODS,
  SQL_METHODS,
  SQL_TELLING_METHODS,
  type SqlClient,
} from '../models/sql-clients.ts';
import { nameOf } from '../link/operands.ts';
import {
  functionOf,
  nodeOf,
  type CallRef,
  type LinkedModule,
  type Program,
  type ValueRef,
  valueIn,
} from '../link/program.ts';
import { isRootedIn } from '../taint/schema-constraints.ts';
import { isStatement, knownText } from './sql-text.ts';

export interface SqlSink {
  readonly call: CallRef;
  readonly starts: readonly FlowStart[];
  /** Whether the call is known to take SQL; else SQL must be seen in what it is given, or on the way to it. */
  readonly known: boolean;
  /** Whether what it is given is seen to be SQL right there. */
  readonly seen: boolean;
}

/** Properties under which SQL lies in an object of options. */
export const SQL_KEYS: ReadonlySet<string> = new Set([
  'text',
  'sql',
  'sqlText',
  'query',
  'statement',
  'Sql',
  'QueryString',
]);

export function sqlSinksIn(program: Program, module: LinkedModule): SqlSink[] {
  return module.facts.functions.flatMap((fn) =>
    fn.calls.flatMap((call) => {
      const ref: CallRef = { module, fn, call };
      const sink = call.tagged || call.args.length === 0 ? null : sqlSinkAt(program, ref);
      return sink === null ? [] : [sink];
    }),
  );
}

function sqlSinkAt(program: Program, ref: CallRef): SqlSink | null {
  const name = nameOf(ref, ref.call.callee);
  const client = clientOf(program, ref, name);
  if (client !== null) return sinkOf(ref, client.argument, client.keys, { known: true });
  if (SQL_METHODS.has(name)) return sinkOf(ref, 0, [], { known: true });
  if (ref.call.construct || !SQL_LIKELY_METHODS.has(name)) return null;
  const [first] = ref.call.args;
  if (first === undefined || isCollection(program, ref)) return null;
  const given = valueIn(ref, first);
  return isStatement(knownText(given) ?? '') || (SQL_TELLING_METHODS.has(name) && isOpen(given))
    ? sinkOf(ref, 0, [...SQL_KEYS], { known: false })
    : null;
}

/** Maps and their like have methods of these names, too. */
const COLLECTIONS: ReadonlySet<string> = new Set([
  'Map()',
  'WeakMap()',
  'Set()',
  'URLSearchParams()',
  'Headers()',
  'FormData()',
]);

function isCollection(program: Program, ref: CallRef): boolean {
  return (
    ref.call.receiver !== null &&
    symbolsOf(program, valueIn(ref, ref.call.receiver)).some((symbol) => COLLECTIONS.has(symbol))
  );
}

function clientOf(program: Program, ref: CallRef, name: string): SqlClient | null {
  const clients = CLIENTS_BY_METHOD.get(name);
  const bare = clients === undefined && ref.call.construct ? CLIENTS_BY_METHOD.get('') : undefined;
  const possible = clients ?? bare;
  if (possible === undefined) return null;
  const symbols = symbolsOf(program, valueIn(ref, ref.call.callee));
  return (
    possible.find((client) =>
      client.packages.some((packageName) => symbols.some((symbol) => isRootedIn(symbol, packageName))),
    ) ?? null
  );
}

const CLIENTS_BY_METHOD: ReadonlyMap<string, readonly SqlClient[]> = byMethod();

function byMethod(): Map<string, SqlClient[]> {
  const clients = new Map<string, SqlClient[]>();
  for (const client of SQL_CLIENTS)
    for (const method of client.methods) clients.set(method, [...(clients.get(method) ?? []), client]);
  return clients;
}

/** A value that may hold a text from elsewhere: not an object, a function or a constant. */
function isOpen(value: ValueRef): boolean {
  const { kind } = nodeOf(value);
  return kind !== 'literal' && kind !== 'function' && kind !== 'absent' && kind !== 'regex';
}

function sinkOf(
  call: CallRef,
  argument: number,
  keys: readonly string[],
  { known }: Pick<SqlSink, 'known'>,
): SqlSink | null {
  const id = call.call.args[argument];
  if (id === undefined) return null;
  const at = valueIn(call, id);
  const anchor = call.call.point;
  const starts: FlowStart[] = isObject(at, 6)
    ? keys.map((key) => ({ at, path: [key], anchor }))
    : [{ at, path: [], anchor }];
  return { call, starts, known, seen: isStatement(knownText(at) ?? '') };
}

/** Whether the value is written down as an object, here or in the variable that holds it. */
function isObject(value: ValueRef, look: number): boolean {
  const node = nodeOf(value);
  if (node.kind === 'object') return true;
  if (look === 0) return false;
  if (node.kind === 'update' && node.name !== null) return isObject(valueIn(value, node.of), look - 1);
  if (node.kind !== 'captured') return false;
  const values = functionOf(value.module, node.fn).fn.variables[node.variable]?.values ?? [];
  return values
    .slice(0, 4)
    .some((given) => isObject({ ...functionOf(value.module, given.in), node: given.node }, look - 1));
}
