/** What a token says is believed without its signature: none is asked for, none is accepted, or it is decoded only. */
import { ALGORITHM_OPTIONS, BROWSER_PACKAGES, DECODING, VERIFYING } from '#analysis/dataflow/models/token-libraries.ts';
import { rolesIn } from '#analysis/dataflow/entry/request-data.ts';
import { describe, nameOf, operandsOf } from '#analysis/dataflow/link/operands.ts';
import {
  nodeOf,
  type CallRef,
  type LinkedModule,
  type Program,
  type ValueRef,
  valueIn,
} from '#analysis/dataflow/link/program.ts';
import { isAlways, knownValues } from '#analysis/dataflow/taint/known-values.ts';
import { valueName } from '#analysis/dataflow/taint/value-names.ts';
import { givenValues, optionOf } from '#analysis/dataflow/taint/written-options.ts';
import { argumentOf, calledSymbols, changedCalls, placeIn, plainSymbols, symbolIn } from '../call-places.ts';
import { defineRule, type RuleReport } from '../rule.ts';

export const rule = defineRule({
  meta: {
    title: 'A token is believed without its signature',
    area: 'auth',
    severity: 'high',
    confidence: 'high',
    cwe: [347, 345],
    owasp: 'A02:2021',
  },
  needs: 'program',
  check({ side, program }, report) {
    for (const ref of changedCalls(program)) {
      const told = unverified(program, ref);
      if (told === null) continue;
      report({ place: placeIn(ref, side, ref.call.span), symbol: symbolIn(ref), remedy: REMEDY, ...told });
    }
  },
});

const REMEDY =
  'Verify the token with the key of whoever issues it, and name the algorithms that are accepted: `jwt.verify(token, key, { algorithms: ["RS256"] })`.';

type Told = Pick<RuleReport, 'message' | 'severity' | 'confidence' | 'adjustments'>;

function unverified(program: Program, ref: CallRef): Told | null {
  const symbols = calledSymbols(program, ref);
  if (symbols.some((symbol) => VERIFYING.has(symbol))) return weaklyVerified(program, ref);
  if (symbols.some((symbol) => /^jsonwebtoken\.sign$|^@nestjs\/jwt\.JwtService\(\)\.sign(?:Async)?$/.test(symbol)))
    return namesNone(program, argumentOf(ref, 2), ref)
      ? { message: 'A token is signed with the algorithm `none`: anybody can write one' }
      : null;
  if (symbols.some((symbol) => /^(?:express-jwt(?:\.expressjwt)?|koa-jwt|passport-jwt\.Strategy)$/.test(symbol)))
    return byMiddleware(program, ref);
  if (!symbols.some((symbol) => DECODING.has(symbol))) return null;
  return decodedOnly(program, ref, symbols);
}

// ── Verified, but not against anything ──────────────────────────────────────────────────────────────

function weaklyVerified(program: Program, ref: CallRef): Told | null {
  const options = argumentOf(ref, 2);
  const none = namesNone(program, options, ref);
  const key = argumentOf(ref, 1);
  if (key !== null && nodeOf(key).kind !== 'function' && isEmptyKey(program, key))
    return {
      message: `\`${describe(ref, ref.call.callee)}\` verifies without a key: tokens without a signature are believed`,
    };
  if (none)
    return {
      message: 'The algorithm `none` is accepted: tokens without a signature may be believed',
      severity: 'medium',
      confidence: 'medium',
      adjustments: ['lowered: a key is given, which makes some versions refuse such tokens'],
    };
  const expired = givenValues(optionOf(program, options, 'ignoreExpiration'));
  return expired.some((value) => isAlways(program, value, true))
    ? {
        message: 'Tokens are believed after they have expired (`ignoreExpiration`)',
        severity: 'medium',
        confidence: 'medium',
      }
    : null;
}

/** A key that is known to be nothing. */
function isEmptyKey(program: Program, key: ValueRef): boolean {
  const { values, open } = knownValues(program, key);
  return (
    !open &&
    values.length > 0 &&
    values.every((one) => one === undefined || one === null || one === false || one === '')
  );
}

/** `{ algorithms: ['HS256', 'none'] }`. */
function namesNone(program: Program, options: ValueRef | null, ref: CallRef): boolean {
  return (
    ALGORITHM_OPTIONS.flatMap((name) => givenValues(optionOf(program, options, name))).some((value) => {
      const node = nodeOf(value);
      const items = node.kind === 'array' ? node.items.map((item) => valueIn(value, item)) : [value];
      return items.some((item) =>
        knownValues(program, item).values.some((one) => typeof one === 'string' && one.toLowerCase() === 'none'),
      );
    }) && ref.call.args.length > 0
  );
}

function byMiddleware(program: Program, ref: CallRef): Told | null {
  const options = argumentOf(ref, 0);
  if (namesNone(program, options, ref))
    return { message: 'The algorithm `none` is accepted: tokens without a signature may be believed' };
  const expired = givenValues(optionOf(program, options, 'ignoreExpiration'));
  return expired.some((value) => isAlways(program, value, true))
    ? {
        message: 'Tokens are believed after they have expired (`ignoreExpiration`)',
        severity: 'medium',
        confidence: 'medium',
      }
    : null;
}

// ── Decoded only ────────────────────────────────────────────────────────────────────────────────────

function decodedOnly(program: Program, ref: CallRef, symbols: readonly string[]): Told | null {
  const token = argumentOf(ref, 0);
  if (token === null || runsInBrowser(ref.module)) return null;
  // `jwt-simple` verifies by that name, unless it is told not to.
  if (symbols.includes('jwt-simple.decode')) {
    const unchecked = argumentOf(ref, 2);
    if (unchecked === null || !isAlways(program, unchecked, true)) return null;
  }
  if (isVerifiedToo(program, ref, token)) return null;
  const message = `\`${describe(ref, ref.call.callee)}\` reads what the token says and does not look whether it was signed`;
  if (comesFromRequest(program, token)) return { message };
  const elsewhere = ref.module.facts.functions.some((fn) =>
    fn.calls.some((call) => verifies(program, { module: ref.module, fn, call })),
  );
  return elsewhere
    ? {
        message,
        severity: 'medium',
        confidence: 'low',
        adjustments: ['lowered: this module verifies tokens elsewhere'],
      }
    : { message, confidence: 'medium', adjustments: ['confidence lowered: where the token comes from is not seen'] };
}

/** The same token is verified in the same function, before or after. */
function isVerifiedToo(program: Program, ref: CallRef, token: ValueRef): boolean {
  const name = valueName(ref, token.node);
  const written = nameOf(ref, token.node);
  return ref.fn.calls.some((call) => {
    const [first] = call.args;
    if (first === undefined || call === ref.call) return false;
    const same = valueName(ref, first) === name || (written !== '' && nameOf(ref, first) === written);
    if (!same) return false;
    const other: CallRef = { module: ref.module, fn: ref.fn, call };
    return verifies(program, other) || /verif|validat|check/i.test(nameOf(ref, call.callee));
  });
}

function verifies(program: Program, ref: CallRef): boolean {
  return calledSymbols(program, ref).some((symbol) => VERIFYING.has(symbol));
}

function runsInBrowser(module: LinkedModule): boolean {
  if (
    /(?:^|\/)(?:client|frontend|web|ui|browser|public|components|hooks|pages|views|mobile|app\/src)\//i.test(
      module.path,
    )
  )
    return true;
  if (module.facts.functions.some((fn) => fn.directives.includes('use client'))) return true;
  if (module.facts.imports.some((made) => BROWSER_PACKAGES.test(made.module))) return true;
  return module.facts.functions.some((fn) =>
    fn.nodes.some(
      (node) => node.kind === 'global' && /^(?:window|localStorage|sessionStorage|document)$/.test(node.name),
    ),
  );
}

function comesFromRequest(program: Program, value: ValueRef): boolean {
  return operandsOf(value, { throughCalls: true }).some((part) => {
    const node = nodeOf(part);
    if (node.kind !== 'param') return plainSymbols(program, part).includes('next/headers.cookies()');
    const role = rolesIn(program, part)?.get(node.index);
    return (
      role === 'request' || role === 'context' || /^_?(?:req|request|ctx)$/.test(part.fn.params[node.index]?.name ?? '')
    );
  });
}
