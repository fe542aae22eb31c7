/** Entry points that are given to a call that is no route: procedures and actions of builders, servers, consumers, sockets. */
import type { ParamRole } from '../models/http-frameworks.ts';
import { ENTRY_CALLS, SOCKET_LISTENERS, SOCKET_SERVERS } from '../models/entry-calls.ts';
import { ACTION_METHODS, LOCAL_EVENTS, PROCEDURE_METHODS } from '../models/request-fields.ts';
import { originOf } from '../link/exported-value.ts';
import { functionsOf, propertyOf, symbolsOf } from '../link/meaning.ts';
import { nameOf } from '../link/operands.ts';
import { type CallRef, type FunctionRef, nodeOf, type Program, type ValueRef, valueIn } from '../link/program.ts';
import type { EntryPoint } from './handlers.ts';

const MAX_CHAIN = 24;

export function calledHandlers(program: Program, ref: CallRef): EntryPoint[] {
  return [...procedures(program, ref), ...served(program, ref), ...listened(program, ref)];
}

// ── Builders ────────────────────────────────────────────────────────────────────────────────────────

const BUILDER = /procedure|action|resolver|mutation/i;

/** `protectedProcedure.input(schema).use(limit).mutation(async ({ ctx, input }) => …)` (trpc.io, orpc.dev, next-safe-action.dev). */
function procedures(program: Program, ref: CallRef): EntryPoint[] {
  const callee = ref.fn.nodes[ref.call.callee];
  const [first] = ref.call.args;
  if (callee?.kind !== 'member' || first === undefined) return [];
  const isAction = ACTION_METHODS.has(callee.name);
  if (!isAction && !PROCEDURE_METHODS.has(callee.name)) return [];
  const chain = builderOf(program, valueIn(ref, callee.of));
  if (!chain.names.some((name) => BUILDER.test(name)) && !chain.isBuilt) return [];
  const roles = new Map<number, ParamRole>([[0, 'procedure']]);
  if (isAction) roles.set(1, 'procedure');
  return functionsOf(program, valueIn(ref, first)).map((handler) => ({
    framework: isAction ? 'action' : 'trpc',
    kind: isAction ? ('action' as const) : ('procedure' as const),
    method: callee.name === 'query' ? 'get' : 'post',
    path: null,
    handler,
    roles,
    before: chain.before,
    span: ref.call.span,
  }));
}

interface Chain {
  readonly names: readonly string[];
  /** Builders by name, and what is used on the way. */
  readonly before: readonly ValueRef[];
  readonly isBuilt: boolean;
}

/** The way a builder was made, through variables and modules down to where it begins. */
function builderOf(program: Program, value: ValueRef): Chain {
  const names: string[] = [];
  const before: ValueRef[] = [];
  let at: ValueRef | null = value;
  let isBuilt = false;
  for (let steps = 0; at !== null && steps < MAX_CHAIN; steps += 1) {
    const node = nodeOf(at);
    if (node.kind === 'call') {
      const call = at.fn.calls[node.call];
      if (call === undefined) break;
      const name = nameOf(at, call.callee);
      if (name === 'use') before.unshift(...call.args.map((id) => valueIn(at as ValueRef, id)));
      if (
        name === 'createSafeActionClient' ||
        symbolsOf(program, valueIn(at, call.callee)).some((one) => one.startsWith('@trpc/server.'))
      )
        isBuilt = true;
      if (call.receiver === null) before.unshift(valueIn(at, call.callee));
      at = valueIn(at, call.receiver ?? call.callee);
    } else if (node.kind === 'member') {
      names.push(node.name);
      before.unshift(at);
      at = valueIn(at, node.of);
    } else {
      const name = nameOf(at, at.node);
      if (name !== '') {
        names.push(name);
        before.unshift(at);
      }
      at = origin(program, at);
    }
  }
  return { names, before, isBuilt };
}

/** The value behind a name; null where there is none. */
function origin(program: Program, at: ValueRef): ValueRef | null {
  const found = originOf(program, at);
  return found.fn === at.fn && found.node === at.node ? null : found;
}

// ── Servers, consumers, sockets ─────────────────────────────────────────────────────────────────────

function served(program: Program, ref: CallRef): EntryPoint[] {
  const symbols = symbolsOf(program, valueIn(ref, ref.call.callee));
  return ENTRY_CALLS.filter((model) => symbols.some((symbol) => model.symbols.includes(symbol))).flatMap((model) => {
    const id = ref.call.args[model.argument];
    if (id === undefined) return [];
    const given = valueIn(ref, id);
    const values = model.property === null ? [given] : propertyOf(given, model.property, 16);
    return values
      .flatMap((value) => functionsOf(program, value))
      .map((handler) => ({
        framework: model.framework,
        kind: model.kind,
        method: null,
        path: null,
        handler,
        roles: new Map(model.roles.map((role, index) => [index, role])),
        before: [],
        span: ref.call.span,
      }));
  });
}

/** `io.on('connection', (socket) => socket.on('message', (data) => …))`: both functions are called by whoever connects. */
function listened(program: Program, ref: CallRef): EntryPoint[] {
  const { receiver, args } = ref.call;
  const [event, handler] = args;
  const name = nameOf(ref, ref.call.callee);
  if (receiver === null || event === undefined || handler === undefined || !SOCKET_LISTENERS.has(name)) return [];
  const told = ref.fn.nodes[event];
  if (told?.kind !== 'literal' || (LOCAL_EVENTS.has(String(told.value)) && told.value !== 'connection')) return [];
  const servers = symbolsOf(program, valueIn(ref, receiver)).some((symbol) => SOCKET_SERVERS.has(symbol));
  if (!servers && !isConnection(program, valueIn(ref, receiver))) return [];
  return functionsOf(program, valueIn(ref, handler)).map((fn) => ({
    framework: 'socket',
    kind: 'socket' as const,
    method: null,
    path: String(told.value),
    handler: fn,
    roles: new Map(),
    before: [],
    span: ref.call.span,
  }));
}

/** The first parameter of what a server of sockets calls on `connection`. */
function isConnection(program: Program, value: ValueRef): boolean {
  let at: ValueRef | null = value;
  for (let steps = 0; at !== null && steps < 4; steps += 1) {
    const node = nodeOf(at);
    if (node.kind === 'param') return node.index === 0 && connectionHandlers(program).has(at.fn);
    at = node.kind === 'captured' ? origin(program, at) : null;
  }
  return false;
}

function connectionHandlers(program: Program): ReadonlySet<object> {
  return program.memo.once('handlers of connections', program.modules, 0, new Set<object>(), () => {
    const found = new Set<object>();
    for (const module of program.modules.values())
      for (const fn of module.facts.functions)
        for (const call of fn.calls) for (const one of onConnection(program, { module, fn, call })) found.add(one.fn);
    return found;
  });
}

function onConnection(program: Program, ref: CallRef): FunctionRef[] {
  const [event, handler] = ref.call.args;
  const told = event === undefined ? undefined : ref.fn.nodes[event];
  if (told?.kind !== 'literal' || told.value !== 'connection' || handler === undefined || ref.call.receiver === null)
    return [];
  const symbols = symbolsOf(program, valueIn(ref, ref.call.receiver));
  return symbols.some((symbol) => SOCKET_SERVERS.has(symbol)) ? functionsOf(program, valueIn(ref, handler)) : [];
}
