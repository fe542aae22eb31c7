/** A cookie that lets somebody in is sent over plain http, is readable by scripts, or goes along with requests of other sites. */
import {
  COOKIE_APIS,
  COOKIE_METHODS,
  READABLE_COOKIE,
  SENSITIVE_COOKIE,
  type CookieApi,
} from '#analysis/dataflow/models/cookie-apis.ts';
import { rolesIn } from '#analysis/dataflow/entry/request-data.ts';
import { nameOf } from '#analysis/dataflow/link/operands.ts';
import {
  nodeOf,
  type CallRef,
  type FunctionRef,
  type Program,
  type ValueRef,
} from '#analysis/dataflow/link/program.ts';
import { knownValues } from '#analysis/dataflow/taint/known-values.ts';
import { givenValues, optionOf } from '#analysis/dataflow/taint/written-options.ts';
import type { FlowNode, NodeId } from '#analysis/module-facts.ts';
import type { Fix, TextEdit } from '#domain/finding.ts';
import type { Side, Span } from '#domain/span.ts';
import { argumentOf, calledSymbols, changedFunctions, placeIn, symbolIn } from '../call-places.ts';
import { defineRule } from '../rule.ts';
import { cookieTexts } from './cookie-text.ts';

export const rule = defineRule({
  meta: {
    title: 'A cookie that lets somebody in is not protected',
    area: 'auth',
    severity: 'medium',
    confidence: 'medium',
    cwe: [614, 1004, 1275],
    owasp: 'A05:2021',
  },
  needs: 'program',
  check({ side, program }, report) {
    for (const ref of changedFunctions(program)) {
      for (const cookie of cookiesSet(program, ref)) {
        const faults = faultsOf(program, cookie);
        if (faults.length === 0) continue;
        const fix = fixOf(ref, faults, side);
        report({
          place: placeIn(ref, side, cookie.span),
          symbol: symbolIn(ref),
          message: `${cookie.name === null ? 'The cookie of the session' : `The cookie \`${cookie.name}\``} ${faults.map((one) => one.says).join(', and ')}`,
          remedy: 'Set `secure: true`, `httpOnly: true` and `sameSite: "lax"` (or "strict").',
          ...(faults.every((one) => one.flag === 'sameSite') ? { severity: 'low' as const } : {}),
          confidence: faults.some((one) => one.written) ? 'high' : 'medium',
          identity: `${cookie.name ?? 'session'} ${faults.map((one) => one.flag).join(' ')}`,
          ...(fix === null ? {} : { fix }),
        });
      }
    }
  },
});

/** A cookie that is set by a call. */
interface SetCookie {
  readonly name: string | null;
  readonly span: Span;
  readonly options: ValueRef | null;
  readonly readable: boolean;
  readonly browser: boolean;
  /** Where it is set as a text, its attributes in lower case. */
  readonly text: string | null;
}

function* cookiesSet(program: Program, ref: FunctionRef): Generator<SetCookie> {
  for (const call of ref.fn.calls) {
    const at: CallRef = { ...ref, call };
    const cookie = byApi(program, at) ?? byMethod(program, at);
    if (cookie !== null) yield cookie;
  }
  for (const { name, span, text, browser } of cookieTexts(program, ref))
    if (isSensitive(name)) yield { name, span, options: null, readable: true, browser, text };
}

function byApi(program: Program, ref: CallRef): SetCookie | null {
  const symbols = calledSymbols(program, ref);
  const api =
    symbols.length === 0 ? undefined : COOKIE_APIS.find((one) => symbols.some((symbol) => one.symbol.test(symbol)));
  if (api === undefined) return null;
  const given = argumentOf(ref, api.options);
  const name = api.name === null ? null : textOf(program, argumentOf(ref, api.name));
  if (api.name !== null && (name === null || !isSensitive(name))) return null;
  if (api.name === null && given === null) return null;
  return { name, span: ref.call.span, ...flagsOf(program, given, api), text: null };
}

function flagsOf(
  program: Program,
  given: ValueRef | null,
  api: CookieApi,
): Pick<SetCookie, 'options' | 'readable' | 'browser'> {
  const { readable, browser } = api;
  if (api.below === null) return { options: given, readable, browser };
  const below = optionOf(program, given, api.below);
  // Flags that cannot be seen are the options themselves, which then cannot be seen either.
  return {
    options: below.kind === 'given' ? (below.values[0] ?? null) : below.kind === 'absent' ? null : given,
    readable,
    browser,
  };
}

/** `res.cookie(name, value, options)` of a response, `ctx.cookies.set(…)`. */
function byMethod(program: Program, ref: CallRef): SetCookie | null {
  const callee = ref.fn.nodes[ref.call.callee];
  if (callee?.kind !== 'member' || ref.call.receiver === null || ref.call.args.length < 2) return null;
  const ofJar = callee.name === 'set' && nameOf(ref, ref.call.receiver) === 'cookies';
  if (!ofJar && (!COOKIE_METHODS.has(callee.name) || !isResponse(program, ref, ref.call.receiver))) return null;
  const name = textOf(program, argumentOf(ref, 0));
  if (name === null || !isSensitive(name)) return null;
  // Koa's own cookies are not readable unless that is asked for.
  return { name, span: ref.call.span, options: argumentOf(ref, 2), readable: !ofJar, browser: false, text: null };
}

function isResponse(program: Program, ref: FunctionRef, receiver: NodeId): boolean {
  let id: NodeId | null = receiver;
  for (let steps = 0; id !== null && steps < 8; steps += 1) {
    const node: FlowNode | undefined = ref.fn.nodes[id];
    if (node?.kind === 'param') {
      const role = rolesIn(program, ref)?.get(node.index);
      return role === 'response' || /^_?(?:res|response|reply)$/.test(ref.fn.params[node.index]?.name ?? '');
    }
    if (node?.kind === 'captured' || node?.kind === 'member') return /^_?(?:res|response|reply)$/.test(node.name);
    id = node?.kind === 'call' ? (ref.fn.calls[node.call]?.receiver ?? null) : null;
  }
  return false;
}

function isSensitive(name: string): boolean {
  return SENSITIVE_COOKIE.test(name) && !READABLE_COOKIE.test(name);
}

function textOf(program: Program, value: ValueRef | null): string | null {
  if (value === null) return null;
  const text = knownValues(program, value).values.find((one) => typeof one === 'string');
  return typeof text === 'string' ? text.slice(0, 60) : null;
}

// ── Faults ──────────────────────────────────────────────────────────────────────────────────────────

interface Fault {
  readonly flag: 'secure' | 'httpOnly' | 'sameSite';
  readonly says: string;
  /** It is written that it is so, where otherwise nobody said anything. */
  readonly written: boolean;
  /** The constant that says so. */
  readonly at: ValueRef | null;
}

function faultsOf(program: Program, cookie: SetCookie): Fault[] {
  if (cookie.text !== null) return textFaults(cookie.text);
  const faults: Fault[] = [];
  const secure = flag(program, cookie.options, 'secure');
  if (secure !== null) faults.push({ flag: 'secure', says: 'is sent over plain http too (no `secure`)', ...secure });
  const hidden = flag(program, cookie.options, 'httpOnly');
  if (hidden !== null && !cookie.browser && (cookie.readable || hidden.written))
    faults.push({ flag: 'httpOnly', says: 'can be read by scripts (no `httpOnly`)', ...hidden });
  const site = givenValues(optionOf(program, cookie.options, 'sameSite', true)).find((value) =>
    knownValues(program, value).values.some((one) => typeof one === 'string' && one.toLowerCase() === 'none'),
  );
  if (site !== undefined)
    faults.push({
      flag: 'sameSite',
      says: 'goes along with requests of other sites (`sameSite: none`)',
      written: true,
      at: site,
    });
  return faults;
}

function textFaults(text: string): Fault[] {
  const faults: Fault[] = [];
  const fault = { written: false, at: null };
  if (!/;\s*secure/.test(text))
    faults.push({ flag: 'secure', says: 'is sent over plain http too (no `Secure`)', ...fault });
  if (/;\s*samesite\s*=\s*none/.test(text))
    faults.push({
      flag: 'sameSite',
      says: 'goes along with requests of other sites (`SameSite=None`)',
      written: true,
      at: null,
    });
  return faults;
}

/** Whether a flag is off: said so, or said nothing of. Null where it is on, or may be. */
function flag(program: Program, options: ValueRef | null, name: string): Pick<Fault, 'written' | 'at'> | null {
  const option = optionOf(program, options, name, true);
  if (option.kind === 'unknown') return null;
  if (option.kind === 'absent') return { written: false, at: null };
  const off = option.values.find((value) => {
    const { values, open } = knownValues(program, value);
    return !open && values.length > 0 && values.every((one) => one === false);
  });
  return off === undefined ? null : { written: true, at: off };
}

/** Where every fault is a `false` that is written in sight: `true` in its place. */
function fixOf(ref: FunctionRef, faults: readonly Fault[], side: Side): Fix | null {
  const edits: TextEdit[] = [];
  for (const { at, flag: which } of faults) {
    if (at === null || at.module !== ref.module) return null;
    const node = nodeOf(at);
    if (node.kind !== 'literal') return null;
    edits.push({ place: placeIn(at, side, node.span), replacement: which === 'sameSite' ? "'lax'" : 'true' });
  }
  return edits.length === 0 ? null : { description: 'Protect the cookie', edits };
}
