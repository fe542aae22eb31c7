/**
 * What runs before a route because of where its router stands: middleware and hooks of the router itself, of those it is
 * mounted in, and of plugins that share their scope. Routers are told apart by where they are made.
 */
import type { CallFact, NodeId } from '../../module-facts.ts';
import { exportedValue, importedValue, originOf } from '../link/exported-value.ts';
import { functionsOf, meaningsOf, propertyOf, symbolsOf } from '../link/meaning.ts';
import { HOOK_METHODS, MOUNT_METHODS, ROUTER_VIEWS, SHARED_SCOPE } from '../models/http-frameworks.ts';
import {
  type CallRef,
  functionOf,
  type FunctionRef,
  nodeOf,
  type Program,
  type ValueRef,
  valueIn,
} from '../link/program.ts';
import { flattened, literalText } from './handlers.ts';

const MAX_STEPS = 32;
const MAX_MOUNTS = 6;

/** What a router was told by one call. */
interface Registration {
  readonly at: CallRef;
  /** Null where it is for every path. */
  readonly path: string | null;
  readonly values: readonly ValueRef[];
}

interface Mount extends Registration {
  readonly parent: string;
  /** Hooks of the mounted one are its parent's as well. */
  readonly shared: boolean;
}

interface Routers {
  readonly hooks: ReadonlyMap<string, readonly Registration[]>;
  readonly mounts: ReadonlyMap<string, readonly Mount[]>;
}

export interface RouterScope {
  /** In the order in which they run. */
  readonly before: readonly ValueRef[];
  /** What the router is mounted under; empty where that is nothing or not known. */
  readonly prefix: string;
}

/** What stands before a route that `call` registers on `router`. */
export function scopeOf(program: Program, router: ValueRef, call: CallRef): RouterScope {
  const { hooks, mounts } = routers(program);
  const before: ValueRef[] = [];
  let prefix = '';
  let at: { key: string | null; call: CallRef; path: string | null } = {
    key: routerKey(program, router),
    call,
    path: null,
  };
  const seen = new Set<string>();
  for (let steps = 0; steps < MAX_MOUNTS && at.key !== null && !seen.has(at.key); steps += 1) {
    seen.add(at.key);
    const registered = at.call;
    const own = (hooks.get(at.key) ?? []).filter((one) => comesFirst(one.at, registered));
    before.unshift(...own.flatMap((one) => one.values));
    const [first, ...others]: readonly Mount[] = mounts.get(at.key) ?? [];
    if (first === undefined) break;
    before.unshift(...first.values, ...others.flatMap((one) => one.values));
    prefix = joined(first.path ?? '', prefix);
    at = { key: first.parent, call: first.at, path: first.path };
  }
  return { before, prefix };
}

/** What the outermost router around this one was made by: `fastify()`; null where it was not seen being made. */
export function rootMaker(program: Program, router: ValueRef): string | null {
  const { mounts } = routers(program);
  let key = routerKey(program, router);
  for (let steps = 0; steps < MAX_MOUNTS && key !== null; steps += 1) {
    const parent: string | undefined = mounts.get(key)?.[0]?.parent;
    if (parent === undefined) break;
    key = parent;
  }
  const [maker] = key?.split(' ') ?? [];
  return maker?.endsWith('()') === true ? maker : null;
}

/** In one function what is written above; elsewhere order is not known, and most set up first. */
function comesFirst(one: CallRef, other: CallRef): boolean {
  return one.fn !== other.fn || one.call.point < other.call.point;
}

function joined(prefix: string, path: string): string {
  const text = `${prefix.replace(/\/$/, '')}/${path.replace(/^\//, '')}`;
  return text === '/' ? '' : text.replace(/\/$/, '');
}

// ── What routers are told ───────────────────────────────────────────────────────────────────────────

function routers(program: Program): Routers {
  const none: Routers = { hooks: new Map(), mounts: new Map() };
  return program.memo.once('routers', program.modules, 0, none, () => {
    const hooks = new Map<string, Registration[]>();
    const mounts = new Map<string, Mount[]>();
    for (const module of program.modules.values())
      for (const fn of module.facts.functions)
        for (const call of fn.calls) collect(program, { module, fn, call }, hooks, mounts);
    for (const [child, own] of mounts)
      for (const mount of own) if (mount.shared) append(hooks, mount.parent, hooks.get(child) ?? []);
    return { hooks, mounts };
  });
}

function collect(
  program: Program,
  ref: CallRef,
  hooks: Map<string, Registration[]>,
  mounts: Map<string, Mount[]>,
): void {
  const callee = ref.fn.nodes[ref.call.callee];
  if (callee?.kind !== 'member' || ref.call.receiver === null || ref.call.args.length === 0) return;
  const isHook = HOOK_METHODS.has(callee.name);
  if (!isHook && !MOUNT_METHODS.has(callee.name)) return;
  const parent = routerKey(program, valueIn(ref, ref.call.receiver));
  if (parent === null) return;
  const [first] = ref.call.args;
  const path = first === undefined ? null : literalText(ref, first);
  const rest = ref.call.args.slice(path === null ? 0 : 1).flatMap((id) => flattened(ref, id));
  const children = rest.map((value) => ({ value, mounted: mountedIn(program, value) }));
  const values = children.filter(({ mounted }) => mounted === null).map(({ value }) => value);
  // A hook's first text names the event, not a path.
  const under = callee.name === 'addHook' ? null : path;
  for (const { mounted } of children) {
    if (mounted === null) continue;
    const mount = { at: ref, path: under ?? prefixOption(ref), values, parent, shared: mounted.shared };
    append(mounts, mounted.key, [mount]);
  }
  if (children.every(({ mounted }) => mounted === null) && isHook)
    append(hooks, parent, [{ at: ref, path: under, values }]);
}

function append<T>(map: Map<string, T[]>, key: string, more: readonly T[]): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [...more]);
  else known.push(...more);
}

/** Fastify's `{ prefix: '/v1' }`. */
function prefixOption(ref: CallRef): string | null {
  const last = ref.call.args.at(-1);
  if (last === undefined) return null;
  const [prefix] = propertyOf(valueIn(ref, last), 'prefix', 8);
  return prefix === undefined ? null : literalText(prefix, prefix.node);
}

/** The router that a value is, or the plugin function that is given a scope of its own. */
function mountedIn(program: Program, value: ValueRef): { readonly key: string; readonly shared: boolean } | null {
  const key = routerKey(program, value);
  if (key !== null) return { key, shared: false };
  const made = originOf(program, value);
  const node = nodeOf(made);
  const call = node.kind === 'call' ? made.fn.calls[node.call] : undefined;
  const wraps =
    call !== undefined && symbolsOf(program, valueIn(made, call.callee)).some((symbol) => SHARED_SCOPE.has(symbol));
  const inner = wraps && call.args[0] !== undefined ? valueIn(made, call.args[0]) : value;
  const [plugin] = pluginsOf(program, inner);
  return plugin === undefined ? null : { key: paramKey(plugin, 0), shared: wraps };
}

/** Functions that set something up on what they are given first: their first parameter has routes or hooks added to it. */
function pluginsOf(program: Program, value: ValueRef): FunctionRef[] {
  const modules = meaningsOf(program, value).flatMap((one) => (one.kind === 'module' ? [one.module] : []));
  const direct = functionsOf(program, value);
  const defaults = modules.flatMap((module) =>
    exportedValue(program, module, 'default').flatMap((one) => functionsOf(program, one)),
  );
  return [...direct, ...defaults].filter(
    ({ module, fn }) => fn.params.length > 0 && setsUp(module.facts.functions, fn.id),
  );
}

function setsUp(functions: FunctionRef['module']['facts']['functions'], id: number): boolean {
  const fn = functions[id];
  return (
    fn?.calls.some((call) => {
      const receiver = call.receiver === null ? undefined : fn.nodes[call.receiver];
      const callee = fn.nodes[call.callee];
      return (
        receiver?.kind === 'param' &&
        receiver.index === 0 &&
        callee?.kind === 'member' &&
        PLUGIN_CALLS.test(callee.name) &&
        fn.params.length < 3
      );
    }) === true
  );
}

const PLUGIN_CALLS = /^(?:get|post|put|patch|delete|all|route|register|addHook|decorate)$/;

// ── Which router a value is ─────────────────────────────────────────────────────────────────────────

function paramKey({ module, fn }: FunctionRef, index: number): string {
  return `${module.path} ${fn.id} param ${index}`;
}

/** Where the router is made; null for what is none. Chained calls (`new Hono().use(…)`) give the router itself. */
function routerKey(program: Program, value: ValueRef): string | null {
  let at = value;
  for (let steps = 0; steps < MAX_STEPS; steps += 1) {
    const node = nodeOf(at);
    if (node.kind === 'captured') {
      const [only] = functionOf(at.module, node.fn).fn.variables[node.variable]?.values ?? [];
      if (only === undefined) return null;
      at = { ...functionOf(at.module, only.in), node: only.node };
    } else if (node.kind === 'await') at = valueIn(at, node.of);
    else if (node.kind === 'import') {
      const next = importedValue(program, at.module, node.import);
      if (next === null) return null;
      at = next;
    } else if (node.kind === 'member') {
      const next = ofModule(program, at, node.of, node.name);
      if (next === null) return null;
      at = next;
    } else if (node.kind === 'param') {
      const isPlugin = node.index === 0 && setsUp(at.module.facts.functions, at.fn.id);
      return isPlugin ? paramKey(at, 0) : null;
    } else if (node.kind === 'call') {
      const next = madeBy(program, at, node.call);
      if (typeof next === 'string' || next === null) return next;
      at = next;
    } else return null;
  }
  return null;
}

/** `users.router` of `import * as users`, or of an object written down. */
function ofModule(program: Program, at: ValueRef, of: NodeId, name: string): ValueRef | null {
  const owner = valueIn(at, of);
  for (const meaning of meaningsOf(program, owner)) {
    if (meaning.kind === 'module') return exportedValue(program, meaning.module, name)[0] ?? null;
    if (meaning.kind === 'object') return propertyOf(meaning.value, name, 8)[0] ?? null;
  }
  return null;
}

/** The key of a router made here, or where to look on: through a view of it, a chained call, or a function of ours. */
function madeBy(program: Program, at: ValueRef, index: number): ValueRef | string | null {
  const call = at.fn.calls[index];
  if (call === undefined) return null;
  const callee = at.fn.nodes[call.callee];
  if (callee?.kind === 'member' && call.receiver !== null) {
    if (ROUTER_VIEWS.has(callee.name) || HOOK_METHODS.has(callee.name) || MOUNT_METHODS.has(callee.name))
      return madeHere(program, at, call) ?? valueIn(at, call.receiver);
    if (CHAINED.test(callee.name)) return valueIn(at, call.receiver);
  }
  const key = madeHere(program, at, call);
  if (key !== null) return key;
  const [own] = functionsOf(program, valueIn(at, call.callee));
  const exit = own?.fn.exits.find((one) => one.kind === 'return' && one.value !== null);
  return own === undefined || exit?.value == null ? null : { ...own, node: exit.value };
}

const CHAINED = /^(?:get|post|put|patch|delete|all|options|head|on|basePath|prefix|withTypeProvider|setErrorHandler)$/;

const MAKERS =
  /^(?:express(?:\.Router)?|express-promise-router|restify\.createServer|fastify(?:\.fastify)?|koa|koa-router(?:\.Router)?|@koa\/router(?:\.Router)?|hono(?:\/\w+)?\.Hono|@hono\/zod-openapi\.OpenAPIHono|polka|itty-router\.Router|h3\.create(?:App|Router)|router)$/;

function madeHere(program: Program, at: ValueRef, call: CallFact): string | null {
  const maker = symbolsOf(program, valueIn(at, call.callee)).find((symbol) => MAKERS.test(symbol));
  return maker === undefined ? null : `${maker}() ${at.module.path} ${at.fn.id} ${at.node}`;
}
