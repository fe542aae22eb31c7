/** Requests that change something are let in by a cookie alone, so that another site can send them: protection is off, or was not put before them. */
import { entryPoints } from '#analysis/dataflow/entry/entry-points.ts';
import type { EntryPoint } from '#analysis/dataflow/entry/handlers.ts';
import { nameOf, operandsOf } from '#analysis/dataflow/link/operands.ts';
import { functionsOf } from '#analysis/dataflow/link/meaning.ts';
import {
  nodeOf,
  type CallRef,
  type FunctionRef,
  type Program,
  type ValueRef,
  valueIn,
} from '#analysis/dataflow/link/program.ts';
import { isAlways, knownValues } from '#analysis/dataflow/taint/known-values.ts';
import { optionOf } from '#analysis/dataflow/taint/written-options.ts';
import type { Span } from '#domain/span.ts';
import { argumentOf, changedCalls, changedFunctions, placeIn, plainSymbols, symbolIn } from '../call-places.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  meta: {
    title: 'Another site can send requests in the name of whoever is signed in',
    area: 'auth',
    severity: 'medium',
    confidence: 'medium',
    cwe: [352],
    owasp: 'A01:2021',
  },
  needs: 'program',
  check({ side, program }, report) {
    for (const ref of changedFunctions(program)) {
      for (const { span, key } of switchedOff(program, ref))
        report({
          place: placeIn(ref, side, span),
          symbol: symbolIn(ref),
          message: `\`${key}: false\` switches the protection against requests of other sites off`,
          remedy:
            'Leave it on. Where a client cannot send the token, let it sign in by a header, which other sites cannot set.',
          confidence: 'high',
        });
    }
    for (const ref of changedCalls(program)) {
      const open = openRoute(program, ref);
      if (open === null) continue;
      const route = `${open.method ?? ''} ${open.path ?? ''}`.trim();
      report({
        place: placeIn(ref, side, ref.call.span),
        symbol: symbolIn(ref),
        message: `\`${route}\` is let in by a cookie, and nothing says that the request comes from your own pages`,
        remedy:
          'Put a CSRF protection before the routes that change something, or set the cookie with `sameSite: "lax"`.',
        evidence: [
          { place: placeIn(ref, side, ref.call.span), message: 'cookies are read from here on' },
          { place: placeIn(open.handler, side, open.span), message: 'reads a cookie, unprotected' },
        ],
        identity: route,
      });
    }
  },
});

// ── Switched off ────────────────────────────────────────────────────────────────────────────────────

const SWITCHES: ReadonlySet<string> = new Set([
  'csrf',
  'csrfPrevention',
  'csrfProtection',
  'csrfCheck',
  'enableCsrf',
  'xsrf',
]);

/** An option of something that is called, or a setting that a module gives. */
function* switchedOff(program: Program, ref: FunctionRef): Generator<{ readonly span: Span; readonly key: string }> {
  for (const call of ref.fn.calls) {
    for (const id of call.args) {
      const node = ref.fn.nodes[id];
      if (node?.kind !== 'object') continue;
      for (const { key, value } of node.properties)
        if (key !== null && SWITCHES.has(key) && isAlways(program, valueIn(ref, value), false))
          yield { span: nodeOf(valueIn(ref, value)).span, key };
    }
  }
}

// ── Cookies without protection ──────────────────────────────────────────────────────────────────────

const COOKIES =
  /^(?:cookie-parser|cookie-session|express-session|client-sessions|@fastify\/(?:cookie|session|secure-session)|fastify-(?:cookie|session)|koa-session|hono-sessions)$/;
const PROTECTION = /csrf|csurf|xsrf|lusca|antiforgery|same-?site|sec-fetch/i;
const UNSAFE: ReadonlySet<string> = new Set(['post', 'put', 'patch', 'delete', 'del']);
const CARRIED: ReadonlySet<string> = new Set(['cookies', 'session', 'signedCookies', 'user']);

/** The first route that a middleware of cookies is put before, and that nothing protects. */
function openRoute(program: Program, ref: CallRef): EntryPoint | null {
  const middleware = ref.call.args.map((id) => valueIn(ref, id)).find((value) => readsCookies(program, value));
  const { receiver } = ref.call;
  if (middleware === undefined || receiver === null || isStrict(program, middleware)) return null;
  const method = nameOf(ref, ref.call.callee);
  const routes = entryPoints(program).filter(
    (one) => one.handler.module === ref.module && isUnsafe(one) && !isProtected(program, one),
  );
  if (method === 'use' || method === 'register') {
    const own = rootOf(ref, receiver);
    return (
      routes.find(
        (one) =>
          isBelow(ref, one) &&
          sharesRouter(ref, own, one) &&
          !isProtectedBefore(program, ref, own, one) &&
          readsCarried(one),
      ) ?? null
    );
  }
  return (
    routes.find(
      (one) =>
        sameSpan(one.span, ref.call.span) &&
        readsCarried(one) &&
        !isProtectedBefore(program, ref, rootOf(ref, receiver), one),
    ) ?? null
  );
}

function readsCookies(program: Program, value: ValueRef): boolean {
  return plainSymbols(program, value).some((symbol) => COOKIES.test(symbol.replace(/\(\)$/, '')));
}

/** A session whose cookie does not go along with requests of other sites. */
function isStrict(program: Program, middleware: ValueRef): boolean {
  const node = nodeOf(middleware);
  const call = node.kind === 'call' ? middleware.fn.calls[node.call] : undefined;
  if (call === undefined) return false;
  const ref: CallRef = { module: middleware.module, fn: middleware.fn, call };
  const options = argumentOf(ref, 0);
  const below = optionOf(program, options, 'cookie');
  const flags = below.kind === 'given' ? (below.values[0] ?? null) : options;
  const site = optionOf(program, flags, 'sameSite', true);
  if (site.kind !== 'given') return site.kind === 'unknown' && options !== null;
  return site.values.every(
    (value) => !knownValues(program, value).values.some((one) => one === 'none' || one === 'None' || one === false),
  );
}

function isUnsafe(entry: EntryPoint): boolean {
  return entry.method !== null && UNSAFE.has(entry.method);
}

function isProtected(program: Program, entry: EntryPoint): boolean {
  return entry.before.some((value) => protects(program, value));
}

/** Something of that name, also inside a function that is called to make it. */
function protects(program: Program, value: ValueRef, look = 2): boolean {
  return operandsOf(value, { throughCalls: true }).some((part) => {
    if (PROTECTION.test(nameOf(part, part.node))) return true;
    if (plainSymbols(program, part).some((symbol) => PROTECTION.test(symbol))) return true;
    if (look === 0) return false;
    return functionsOf(program, part).some(
      (fn) =>
        PROTECTION.test(fn.fn.name ?? '') ||
        fn.fn.calls.some((call) =>
          [call.callee, ...call.args].some((id) => protects(program, valueIn(fn, id), look - 1)),
        ),
    );
  });
}

/** Some `app.use(csrf())` before the route, on what the route is registered with. */
function isProtectedBefore(program: Program, ref: CallRef, own: string | null, entry: EntryPoint): boolean {
  return ref.fn.calls.some(
    (call) =>
      /^(?:use|register|addHook|all)$/.test(nameOf(ref, call.callee)) &&
      call.receiver !== null &&
      rootOf(ref, call.receiver) === own &&
      (call.span.startLine <= entry.span.startLine || own === null) &&
      call.args.some((id) => protects(program, valueIn(ref, id))),
  );
}

function isBelow(ref: CallRef, entry: EntryPoint): boolean {
  return entry.span.startLine > ref.call.span.startLine || ref.fn.id !== 0;
}

/** The route is registered with the same object, as far as its spelling tells; a plugin's own object may be any. */
function sharesRouter(ref: CallRef, own: string | null, entry: EntryPoint): boolean {
  if (own === null) return false;
  if (ref.fn.params.length > 0 && ref.fn.id !== 0) return true;
  return ref.fn.calls.some(
    (call) => sameSpan(call.span, entry.span) && call.receiver !== null && rootOf(ref, call.receiver) === own,
  );
}

/** What stands at the beginning of a chain: `app` in `app.route('/x').post(…)`. */
function rootOf(ref: FunctionRef, receiver: number): string | null {
  let id = receiver;
  for (let steps = 0; steps < 16; steps += 1) {
    const node = ref.fn.nodes[id];
    if (node?.kind === 'call') {
      const inner = ref.fn.calls[node.call]?.receiver;
      if (inner == null) return `value ${id}`;
      id = inner;
    } else if (node?.kind === 'update' || node?.kind === 'await') id = node.of;
    else if (node?.kind === 'captured') return `variable ${node.fn} ${node.variable}`;
    else if (node?.kind === 'param') return `param ${node.index}`;
    else return node === undefined ? null : `value ${id}`;
  }
  return null;
}

function readsCarried({ handler }: EntryPoint): boolean {
  return handler.fn.nodes.some((node) => node.kind === 'member' && CARRIED.has(node.name));
}

function sameSpan(one: Span, other: Span): boolean {
  return one.startLine === other.startLine && one.startColumn === other.startColumn;
}
