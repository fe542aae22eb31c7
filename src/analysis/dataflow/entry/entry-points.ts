/** Where requests come in: handlers, what their parameters stand for, and what runs before them. */
import type { Span } from '#domain/span.ts';
import type { CallFact, FunctionFacts } from '../../module-facts.ts';
import { exportedValue } from '../link/exported-value.ts';
import { functionsOf, propertyOf, symbolsOf } from '../link/meaning.ts';
import {
  FILE_ROUTE_MODELS,
  HANDLER_SHAPES,
  PARAM_DECORATORS,
  PARAM_TYPES,
  type ParamRole,
  ROUTE_DECORATORS,
  ROUTE_METHODS,
  ROUTE_MODELS,
} from '../models/http-frameworks.ts';
import {
  type FunctionRef,
  functionOf,
  type LinkedModule,
  nodeOf,
  type Program,
  type ValueRef,
  valueIn,
} from '../link/program.ts';

export interface EntryPoint {
  readonly framework: string;
  /** Lower case; null where any method, or none that is known, comes here. */
  readonly method: string | null;
  /** The route as written, without what it is mounted under; null where it is not known. */
  readonly path: string | null;
  readonly handler: FunctionRef;
  /** Role of each parameter, by index. */
  readonly roles: ReadonlyMap<number, ParamRole>;
  /** Middleware, hooks and decorators that run before the handler, in order. */
  readonly before: readonly ValueRef[];
  /** Where it is registered. */
  readonly span: Span;
}

/** All entry points that the loaded modules register, by handler. */
export function entryPoints(program: Program): readonly EntryPoint[] {
  return program.memo.once('entry points', program, 0, [] as readonly EntryPoint[], () =>
    [...program.modules.values()].flatMap((module) => [
      ...registered(program, module),
      ...decorated(program, module),
      ...exported(program, module),
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
  return module.facts.functions.flatMap((fn) => fn.calls.flatMap((call) => routesOf(program, { module, fn }, call)));
}

function routesOf(program: Program, ref: FunctionRef, call: CallFact): EntryPoint[] {
  const callee = ref.fn.nodes[call.callee];
  if (callee?.kind !== 'member' || call.receiver === null || call.args.length === 0) return [];
  if (callee.name === 'route') return objectRoute(program, ref, call);
  if (!ROUTE_METHODS.has(callee.name)) return [];
  const model = routerModel(program, valueIn(ref, call.receiver));
  const path = literalText(ref, call.args[0]);
  if (model === null && path?.startsWith('/') !== true && path !== '*') return [];
  const given = call.args.slice(path === null ? 0 : 1).flatMap((argument) => flattened(ref, argument));
  const last = given.at(-1);
  const handlers = last === undefined ? [] : handlerFunctions(program, last);
  const before = [...given.slice(0, -1), ...routeOptions(given)];
  return handlers.flatMap((handler) => {
    const roles = model === null ? (byShape(handler)?.roles ?? null) : rolesOf(handler, model.roles);
    if (roles === null) return [];
    return [
      { framework: model?.framework ?? 'unknown', method: callee.name, path, handler, roles, before, span: call.span },
    ];
  });
}

function routerModel(program: Program, receiver: ValueRef): (typeof ROUTE_MODELS)[number] | null {
  const symbols = symbolsOf(program, receiver).map((symbol) =>
    symbol.replace(/(?:\.(?:route|basePath|prefix|use)\(\))+$/, ''),
  );
  return ROUTE_MODELS.find((model) => symbols.some((symbol) => model.routers.includes(symbol))) ?? null;
}

/** A handler may stand inside calls that wrap it: `asyncHandler(async (req, res) => …)`. */
function handlerFunctions(program: Program, value: ValueRef, depth = 3): FunctionRef[] {
  const direct = functionsOf(program, value);
  const node = nodeOf(value);
  if (node.kind !== 'call' || depth === 0) return direct;
  const inner = (value.fn.calls[node.call]?.args ?? []).flatMap((argument) =>
    handlerFunctions(program, valueIn(value, argument), depth - 1),
  );
  return inner.length > 0 ? inner : direct;
}

/** Fastify's form: `{ method, url, preHandler, handler }`. */
function objectRoute(program: Program, ref: FunctionRef, call: CallFact): EntryPoint[] {
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
  return handlerFunctions(program, handler).map((fn) => ({
    framework: 'fastify',
    method: method?.toLowerCase() ?? null,
    path,
    handler: fn,
    roles: rolesOf(fn, roles),
    before: routeOptions([options]),
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

function flattened(ref: FunctionRef, id: number): ValueRef[] {
  const node = ref.fn.nodes[id];
  return node?.kind === 'array' ? node.items.map((item) => valueIn(ref, item)) : [valueIn(ref, id)];
}

// ── Routes by decorator, by export, by shape ────────────────────────────────────────────────────────

function decorated(program: Program, module: LinkedModule): EntryPoint[] {
  return module.facts.functions.flatMap((fn): EntryPoint[] => {
    if (fn.class === null || fn.parent === null || fn.decorators.length === 0) return [];
    const parent = functionOf(module, fn.parent);
    const marks = fn.decorators.map((decorator) => ({
      name: decoratorName(parent, decorator),
      value: valueIn(parent, decorator),
    }));
    const route = marks.find((mark) => ROUTE_DECORATORS.has(mark.name));
    if (route === undefined) return [];
    const facts = module.facts.classes[fn.class];
    const classMarks = (facts?.decorators ?? []).map((decorator) =>
      valueIn(functionOf(module, facts?.in ?? 0), decorator),
    );
    const roles = new Map<number, ParamRole>();
    fn.params.forEach((param, index) => {
      const role = param.decorators
        .map((decorator) => PARAM_DECORATORS.get(decoratorName(parent, decorator)))
        .find((one) => one !== undefined);
      if (role !== undefined) roles.set(index, role);
    });
    const path = decoratorText(parent, route.value.node);
    const before = [...classMarks, ...marks.filter((mark) => mark !== route).map((mark) => mark.value)];
    return [
      {
        framework: 'decorators',
        method: ROUTE_DECORATORS.get(route.name) ?? null,
        path,
        handler: { module, fn },
        roles,
        before,
        span: fn.nameSpan,
      },
    ];
  });
}

/** `UseGuards` of `@UseGuards(A)` and of `@UseGuards`. */
export function decoratorName(ref: FunctionRef, id: number): string {
  let node = ref.fn.nodes[id];
  if (node?.kind === 'call') node = ref.fn.nodes[ref.fn.calls[node.call]?.callee ?? -1];
  if (node?.kind === 'import') return ref.module.facts.imports[node.import]?.imported ?? '';
  if (node?.kind === 'member') return node.name;
  return node?.kind === 'global' || node?.kind === 'captured' ? node.name : '';
}

function decoratorText(ref: FunctionRef, id: number): string | null {
  const node = ref.fn.nodes[id];
  return node?.kind === 'call' ? literalText(ref, ref.fn.calls[node.call]?.args[0]) : null;
}

function exported(program: Program, module: LinkedModule): EntryPoint[] {
  return FILE_ROUTE_MODELS.filter((model) => model.file.test(module.path)).flatMap((model) =>
    Object.entries(model.exports).flatMap(([name, method]) =>
      exportedValue(program, module, name).flatMap((value) =>
        handlerFunctions(program, value).map((handler) => ({
          framework: model.framework,
          method,
          path: module.path,
          handler,
          roles: rolesOf(handler, model.roles),
          before: wrappersOf(value),
          span: handler.fn.nameSpan,
        })),
      ),
    ),
  );
}

/** The functions that wrap an exported handler: `withAuth` in `withAuth(handler)`. */
function wrappersOf(value: ValueRef): ValueRef[] {
  const node = nodeOf(value);
  if (node.kind !== 'call') return [];
  const callee = value.fn.calls[node.call]?.callee;
  return callee === undefined ? [] : [valueIn(value, callee)];
}

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
  return { framework: 'unknown', method: null, path: null, handler: ref, roles, before: [], span: ref.fn.nameSpan };
}

function rolesOf(handler: FunctionRef, roles: readonly ParamRole[]): ReadonlyMap<number, ParamRole> {
  const { params } = handler.fn;
  const shifted: readonly ParamRole[] = roles[0] === 'request' && params.length === 4 ? ['error', ...roles] : roles;
  return new Map(
    params.flatMap((_, index) => (shifted[index] === undefined ? [] : [[index, shifted[index]] as const])),
  );
}

function literalText(ref: FunctionRef, id: number | undefined): string | null {
  const node = id === undefined ? undefined : ref.fn.nodes[id];
  if (node?.kind === 'literal' && typeof node.value === 'string') return node.value;
  if (node?.kind !== 'concat') return null;
  const texts = node.parts.flatMap((part) => {
    const piece = ref.fn.nodes[part];
    return piece?.kind === 'literal' ? [String(piece.value)] : [];
  });
  return texts.length === node.parts.length ? texts.join('') : null;
}
