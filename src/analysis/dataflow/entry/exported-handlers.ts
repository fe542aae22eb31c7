/** Entry points that a framework or a platform finds by the name they are exported under, or by where the file lies. */
import { EVENT_PARAM, EVENT_TYPE, FUNCTION_EXPORTS } from '../models/entry-calls.ts';
import { FILE_ROUTE_MODELS, FIRST_FILES, type ParamRole } from '../models/http-frameworks.ts';
import { exportedValue } from '../link/exported-value.ts';
import { functionsOf } from '../link/meaning.ts';
import { type FunctionRef, type LinkedModule, nodeOf, type Program, type ValueRef, valueIn } from '../link/program.ts';
import { type EntryPoint, handlerFunctions, rolesOf, wrappersOf } from './handlers.ts';

export function exportedHandlers(program: Program, module: LinkedModule): EntryPoint[] {
  return [
    ...byFile(program, module),
    ...actionsOf(program, module),
    ...serverActions(module),
    ...cloudFunctions(program, module),
  ];
}

// ── By the file ─────────────────────────────────────────────────────────────────────────────────────

function byFile(program: Program, module: LinkedModule): EntryPoint[] {
  return FILE_ROUTE_MODELS.filter((model) => model.file.test(module.path)).flatMap((model) =>
    Object.entries(model.exports).flatMap(([name, method]) =>
      exportedValue(program, module, name).flatMap((value) =>
        handlerFunctions(program, value).map((handler) => ({
          framework: model.framework,
          kind: 'request' as const,
          method,
          path: routeOf(module.path),
          handler,
          roles: rolesOf(handler, model.roles),
          before: [...ranFirst(program, model.framework, module.path), ...wrappersOf(value)],
          span: handler.fn.nameSpan,
        })),
      ),
    ),
  );
}

/** The route that a file is, as far as its folders tell: `/api/teams/[teamId]` for `src/app/api/teams/[teamId]/route.ts`. */
function routeOf(path: string): string {
  const route = path
    .replace(/^(?:.*\/)?(?:app|pages|routes)\//, '')
    .replace(/\.[cm]?[jt]sx?$/, '')
    .replace(/(?:^|\/)(?:route|\+server|\+page\.server|index)$/, '')
    .replace(/(?:^|\/)\([^)]*\)/g, '');
  return `/${route.replace(/^\//, '')}`;
}

/** What the framework runs before all routes, where it says nothing about paths or names this one. */
function ranFirst(program: Program, framework: string, path: string): ValueRef[] {
  const models = FIRST_FILES.filter((model) => model.framework === framework);
  if (models.length === 0) return [];
  const route = routeOf(path);
  return [...program.modules.values()].flatMap((module) =>
    models
      .filter(
        (model) => model.file.test(module.path) && sameProject(module.path, path) && covers(program, module, route),
      )
      .flatMap((model) => model.exports.flatMap((name) => exportedValue(program, module, name))),
  );
}

/** Both lie in the package that the first file is the middleware of. */
function sameProject(first: string, path: string): boolean {
  const root = first.slice(0, first.lastIndexOf('/') + 1).replace(/(?:^|\/)src\/$/, '/');
  return root === '/' || root === '' || path.startsWith(root.replace(/^\//, ''));
}

/** Next's `config.matcher`, as far as its patterns are plain; where they are not, it is taken to cover everything. */
function covers(program: Program, module: LinkedModule, route: string): boolean {
  const texts = exportedValue(program, module, 'config').flatMap((value) =>
    value.fn.nodes.flatMap((node) =>
      node.kind === 'literal' && typeof node.value === 'string' && node.value.startsWith('/') ? [node.value] : [],
    ),
  );
  if (texts.length === 0) return true;
  return texts.some((text) => {
    if (text.includes('(?!')) return !excluded(text, route);
    const prefix = text.replace(/[/]?[:(].*$/, '').replace(/\/\*.*$/, '');
    return route === prefix || route.startsWith(prefix === '' ? '/' : `${prefix}/`);
  });
}

/** `/((?!api|_next).*)` leaves out what begins so. */
function excluded(pattern: string, route: string): boolean {
  const inside = pattern.slice(pattern.indexOf('(?!') + 3).split(')')[0] ?? '';
  return inside.split('|').some((part) => /^[\w/-]+$/.test(part) && route.startsWith(`/${part.replace(/^\//, '')}`));
}

// ── Actions ─────────────────────────────────────────────────────────────────────────────────────────

/** `export const actions = { default: async (event) => … }` of SvelteKit (svelte.dev/docs/kit/form-actions). */
function actionsOf(program: Program, module: LinkedModule): EntryPoint[] {
  if (!/(?:^|\/)\+page\.server\.[cm]?[jt]s$/.test(module.path)) return [];
  return exportedValue(program, module, 'actions').flatMap((value) => {
    const node = nodeOf(value);
    if (node.kind !== 'object') return [];
    return node.properties.flatMap(({ value: id }) => {
      const given = valueIn(value, id);
      return handlerFunctions(program, given).map((handler): EntryPoint => ({
        framework: 'sveltekit',
        kind: 'action',
        method: 'post',
        path: routeOf(module.path),
        handler,
        roles: rolesOf(handler, ['context']),
        before: [...ranFirst(program, 'sveltekit', module.path), ...wrappersOf(given)],
        span: handler.fn.nameSpan,
      }));
    });
  });
}

/** `'use server'` in a function, or over the module that exports it: anybody can call it with anything. */
function serverActions(module: LinkedModule): EntryPoint[] {
  const whole = module.facts.functions[0]?.directives.includes('use server') === true;
  return module.facts.functions.flatMap((fn): EntryPoint[] => {
    const isAction =
      fn.directives.includes('use server') ||
      (whole && fn.parent === 0 && fn.class === null && fn.async && isExported(module, fn.id));
    if (!isAction || fn.id === 0) return [];
    const roles = new Map<number, ParamRole>(fn.params.map((_, index) => [index, 'body']));
    return [
      {
        framework: 'next',
        kind: 'action',
        method: 'post',
        path: null,
        handler: { module, fn },
        roles,
        before: [],
        span: fn.nameSpan,
      },
    ];
  });
}

function isExported(module: LinkedModule, id: number): boolean {
  return module.facts.exports.some((made) => {
    const node = made.value === null ? undefined : module.facts.functions[made.valueIn]?.nodes[made.value];
    return node?.kind === 'function' && node.fn === id;
  });
}

// ── Functions of platforms ──────────────────────────────────────────────────────────────────────────

/** `export const handler = async (event) => …`, bare or wrapped. */
function cloudFunctions(program: Program, module: LinkedModule): EntryPoint[] {
  return [...FUNCTION_EXPORTS].flatMap((name) =>
    exportedValue(program, module, name).flatMap((value) =>
      handlersBehind(program, value).flatMap(({ module: own, fn }): EntryPoint[] => {
        const [first] = fn.params;
        const takesEvent = EVENT_PARAM.test(first?.name ?? '') || EVENT_TYPE.test(first?.type ?? '');
        if (!takesEvent) return [];
        const roles = new Map<number, ParamRole>([[0, 'event']]);
        return [
          {
            framework: 'lambda',
            kind: 'function',
            method: null,
            path: null,
            handler: { module: own, fn },
            roles,
            before: wrappersOf(value),
            span: fn.nameSpan,
          },
        ];
      }),
    ),
  );
}

/** Through `middy(handler).use(…)` as well. */
function handlersBehind(program: Program, value: ValueRef): FunctionRef[] {
  let at = value;
  for (let steps = 0; steps < 8; steps += 1) {
    const node = nodeOf(at);
    const call = node.kind === 'call' ? at.fn.calls[node.call] : undefined;
    const callee = call === undefined ? undefined : at.fn.nodes[call.callee];
    if (call?.receiver == null || callee?.kind !== 'member' || callee.name !== 'use') break;
    at = valueIn(at, call.receiver);
  }
  const found = handlerFunctions(program, at);
  return found.length > 0 ? found : functionsOf(program, at);
}
