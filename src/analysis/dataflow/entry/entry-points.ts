/** Where requests come in: handlers, what their parameters stand for, and what runs before them. */
import type { FunctionFacts } from '../../module-facts.ts';
import { propertyOf, symbolsOf } from '../link/meaning.ts';
import { HANDLER_SHAPES, PARAM_TYPES, type ParamRole, ROUTE_METHODS, ROUTE_MODELS } from '../models/http-frameworks.ts';
import {
  type CallRef,
  type FunctionRef,
  type LinkedModule,
  type Program,
  type ValueRef,
  valueIn,
} from '../link/program.ts';
import { calledHandlers } from './called-handlers.ts';
import { decoratedHandlers } from './decorated-handlers.ts';
import { exportedHandlers } from './exported-handlers.ts';
import { type EntryPoint, flattened, handlerFunctions, literalText, rolesOf, wrappersOf } from './handlers.ts';
import { rootMaker, type RouterScope, scopeOf } from './routers.ts';

/** All entry points that the loaded modules register, by handler. */
export function entryPoints(program: Program): readonly EntryPoint[] {
  return program.memo.once('entry points', program, 0, [] as readonly EntryPoint[], () =>
    [...program.modules.values()].flatMap((module) => [
      ...registered(program, module),
      ...decoratedHandlers(program, module),
      ...exportedHandlers(program, module),
    ]),
  );
}

/** How requests reach this function, or null where it does not look like a handler at all. */
export function entryOf(program: Program, ref: FunctionRef): EntryPoint | null {
  return byHandler(program).get(ref.fn) ?? byShape(ref);
}

/** Of a handler that is registered twice, the first registration. */
function byHandler(program: Program): ReadonlyMap<FunctionFacts, EntryPoint> {
  return program.memo.once('entry by handler', program, 0, new Map<FunctionFacts, EntryPoint>(), () => {
    const entries = new Map<FunctionFacts, EntryPoint>();
    for (const entry of entryPoints(program)) if (!entries.has(entry.handler.fn)) entries.set(entry.handler.fn, entry);
    return entries;
  });
}

// ── Routes registered by a call ─────────────────────────────────────────────────────────────────────

function registered(program: Program, module: LinkedModule): EntryPoint[] {
  return module.facts.functions.flatMap((fn) =>
    fn.calls.flatMap((call) => [
      ...routesOf(program, { module, fn, call }),
      ...calledHandlers(program, { module, fn, call }),
    ]),
  );
}

function routesOf(program: Program, ref: CallRef): EntryPoint[] {
  const { call } = ref;
  const callee = ref.fn.nodes[call.callee];
  if (callee?.kind !== 'member' || call.receiver === null || call.args.length === 0) return [];
  if (callee.name === 'route') return objectRoute(program, ref);
  if (!ROUTE_METHODS.has(callee.name)) return [];
  const router = valueIn(ref, call.receiver);
  const model = routerModel(program, router) ?? modelOfRoot(program, router);
  const own = literalText(ref, call.args[0]);
  if (model === null && own?.startsWith('/') !== true && own !== '*') return [];
  const given = call.args.slice(own === null ? 0 : 1).flatMap((argument) => flattened(ref, argument));
  const last = given.at(-1);
  const handlers = last === undefined ? [] : handlerFunctions(program, last);
  const scope = scopeOf(program, router, ref);
  const before = [
    ...scope.before,
    ...given.slice(0, -1),
    ...routeOptions(given),
    ...(last === undefined ? [] : wrappersOf(last)),
  ];
  const path = own ?? routePath(ref, call.receiver);
  return handlers.flatMap((handler) => {
    const roles = model === null ? (byShape(handler)?.roles ?? null) : rolesOf(handler, model.roles);
    if (roles === null) return [];
    const framework = model?.framework ?? 'unknown';
    return [
      { ...HTTP, framework, method: callee.name, path: under(scope, path), handler, roles, before, span: call.span },
    ];
  });
}

const HTTP = { kind: 'request' as const };

function under({ prefix }: RouterScope, path: string | null): string | null {
  if (prefix === '' || path === null) return path;
  return path === '/' ? prefix : `${prefix}/${path.replace(/^\//, '')}`;
}

/** Of `router.route('/x').get(…)`. */
function routePath(ref: FunctionRef, receiver: number): string | null {
  let at = receiver;
  for (let steps = 0; steps < 12; steps += 1) {
    const node = ref.fn.nodes[at];
    const call = node?.kind === 'call' ? ref.fn.calls[node.call] : undefined;
    if (call?.receiver == null) return null;
    const callee = ref.fn.nodes[call.callee];
    if (callee?.kind === 'member' && callee.name === 'route') return literalText(ref, call.args[0]);
    at = call.receiver;
  }
  return null;
}

function routerModel(program: Program, receiver: ValueRef): (typeof ROUTE_MODELS)[number] | null {
  const symbols = symbolsOf(program, receiver).map((symbol) =>
    symbol.replace(/(?:\.(?:route|basePath|prefix|use|get|post|put|patch|delete|all|onError)\(\))+$/, ''),
  );
  return ROUTE_MODELS.find((model) => symbols.some((symbol) => model.routers.includes(symbol))) ?? null;
}

/** A plugin is given a part of the app that it is registered in. */
function modelOfRoot(program: Program, router: ValueRef): (typeof ROUTE_MODELS)[number] | null {
  const maker = rootMaker(program, router);
  return maker === null ? null : (ROUTE_MODELS.find((model) => model.routers.includes(maker)) ?? null);
}

/** Fastify's form: `{ method, url, preHandler, handler }`. */
function objectRoute(program: Program, ref: CallRef): EntryPoint[] {
  const { call } = ref;
  const [first] = call.args;
  if (first === undefined) return [];
  const options = valueIn(ref, first);
  const [handler] = propertyOf(options, 'handler', 16);
  if (handler === undefined) return [];
  const method = propertyOf(options, 'method', 16).map((value) => literalText(value, value.node))[0] ?? null;
  const path =
    ['url', 'path']
      .flatMap((name) => propertyOf(options, name, 16))
      .map((value) => literalText(value, value.node))[0] ?? null;
  const roles = ROUTE_MODELS.find((model) => model.framework === 'fastify')?.roles ?? [];
  const scope = call.receiver === null ? null : scopeOf(program, valueIn(ref, call.receiver), ref);
  return handlerFunctions(program, handler).map((fn) => ({
    ...HTTP,
    framework: 'fastify',
    method: method?.toLowerCase() ?? null,
    path: scope === null ? path : under(scope, path),
    handler: fn,
    roles: rolesOf(fn, roles),
    before: [...(scope?.before ?? []), ...routeOptions([options])],
    span: call.span,
  }));
}

const HOOKS = ['onRequest', 'preParsing', 'preValidation', 'preHandler', 'beforeHandle', 'middleware'];

/** Hooks given in an object of options. */
function routeOptions(given: readonly ValueRef[]): ValueRef[] {
  return given.flatMap((value) =>
    HOOKS.flatMap((hook) => propertyOf(value, hook, 16)).flatMap((hook) => flattened(hook, hook.node)),
  );
}

// ── By decorator, by shape ──────────────────────────────────────────────────────────────────────────

function byShape(ref: FunctionRef): EntryPoint | null {
  const roles = new Map<number, ParamRole>();
  const names = ref.fn.params.map((param) => param.name ?? '');
  const shape = HANDLER_SHAPES.find(
    (one) => names.length >= one.names.length && one.names.every((pattern, index) => pattern.test(names[index] ?? '')),
  );
  shape?.roles.slice(0, names.length).forEach((role, index) => roles.set(index, role));
  ref.fn.params.forEach((param, index) => {
    const typed = param.type === null ? undefined : PARAM_TYPES.find((one) => one.type.test(param.type ?? ''));
    if (typed !== undefined) roles.set(index, typed.role);
  });
  const takesRequest = [...roles.values()].some((role) => role === 'request' || role === 'context');
  if (!takesRequest) return null;
  return {
    ...HTTP,
    framework: 'unknown',
    method: null,
    path: null,
    handler: ref,
    roles,
    before: [],
    span: ref.fn.nameSpan,
  };
}
