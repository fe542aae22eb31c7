/** Something that nobody may guess is made with `Math.random`. Told by what the result is called, and by the function. */
import { hasWord, wordsOf } from '#analysis/dataflow/models/access-words.ts';
import { isSecretName } from '#analysis/dataflow/models/secret-names.ts';
import { functionsOf } from '#analysis/dataflow/link/meaning.ts';
import { nameOf, operandsOf } from '#analysis/dataflow/link/operands.ts';
import {
  nodeOf,
  type CallRef,
  type FunctionRef,
  type Program,
  type ValueRef,
  valueIn,
} from '#analysis/dataflow/link/program.ts';
import type { NodeId } from '#analysis/module-facts.ts';
import { changedFunctions, placeIn, plainSymbols, symbolIn } from '../call-places.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  meta: {
    title: 'Something that nobody may guess is made with a predictable generator',
    area: 'crypto',
    severity: 'high',
    confidence: 'high',
    cwe: [338],
    owasp: 'A02:2021',
  },
  needs: 'program',
  check({ side, program }, report) {
    const told = new Set<unknown>();
    for (const ref of changedFunctions(program)) {
      for (const { name, value } of namedValues(ref)) {
        const random = randomIn(program, value);
        if (random === null || told.has(random.call)) continue;
        told.add(random.call);
        const weak = isWeakly(name);
        report({
          place: placeIn(random, side, random.call.span),
          symbol: symbolIn(random),
          message: `\`${name}\` is made with a generator whose next values can be computed from earlier ones`,
          remedy:
            'Use `crypto.randomBytes`, `crypto.randomInt` or `crypto.randomUUID`; in a browser `crypto.getRandomValues`.',
          evidence: [{ place: placeIn(ref, side, nodeOf(value).span), message: `becomes \`${name}\`` }],
          ...(weak
            ? {
                severity: 'medium' as const,
                confidence: 'medium' as const,
                adjustments: ['lowered: by its name it may be no secret'],
              }
            : {}),
        });
      }
    }
  },
});

interface Named {
  readonly name: string;
  readonly value: ValueRef;
}

/** Values that are called like something that nobody may guess. */
function* namedValues(ref: FunctionRef): Generator<Named> {
  for (const { name, node } of ref.fn.locals) if (isUnguessable(name)) yield { name, value: valueIn(ref, node) };
  for (const node of ref.fn.nodes) {
    if (node.kind === 'object') {
      for (const { key, value } of node.properties)
        if (key !== null && isUnguessable(key)) yield { name: key, value: valueIn(ref, value) };
    } else if (node.kind === 'update' && node.name !== null && isUnguessable(node.name))
      yield { name: node.name, value: valueIn(ref, node.value) };
  }
  for (const variable of ref.fn.variables) {
    if (!isUnguessable(variable.name)) continue;
    for (const given of variable.values)
      if (given.in === ref.fn.id) yield { name: variable.name, value: valueIn(ref, given.node) };
  }
  const made = madeBy(ref.fn.name ?? '');
  if (made === null) return;
  for (const exit of ref.fn.exits)
    if (exit.kind === 'return' && exit.value !== null)
      yield { name: ref.fn.name ?? made, value: valueIn(ref, exit.value) };
}

const MAKING: ReadonlySet<string> = new Set([
  'generate',
  'gen',
  'create',
  'make',
  'new',
  'random',
  'build',
  'get',
  'issue',
]);

/** `generateToken` makes a token. */
function madeBy(name: string): string | null {
  const [first = '', ...rest] = wordsOf(name);
  return MAKING.has(first) && rest.length > 0 && isUnguessable(rest.join('_')) ? rest.join(' ') : null;
}

const UNGUESSABLE: ReadonlySet<string> = new Set([
  'token',
  'nonce',
  'salt',
  'otp',
  'csrf',
  'xsrf',
  'secret',
  'password',
  'apikey',
  'sid',
]);
const CODES: ReadonlySet<string> = new Set([
  ...[
    'verification',
    'verify',
    'otp',
    'auth',
    'login',
    'reset',
    'confirm',
    'confirmation',
    'invite',
    'pin',
    'security',
    'recovery',
  ],
]);
const HARMLESS: ReadonlySet<string> = new Set([
  'fake',
  'mock',
  'dummy',
  'sample',
  'demo',
  'test',
  'count',
  'length',
  'index',
  'max',
  'min',
  'delay',
  'placeholder',
  'no',
  'css',
  'design',
]);

function isUnguessable(name: string): boolean {
  if (hasWord(name, HARMLESS)) return false;
  if (isSecretName(name)) return true;
  const words = wordsOf(name);
  const last = words.at(-1) ?? '';
  if (UNGUESSABLE.has(last)) return true;
  if (last === 'id' && (words.at(-2) === 'session' || words.at(-2) === 'token')) return true;
  return (last === 'code' || last === 'pin') && words.slice(0, -1).some((word) => CODES.has(word));
}

/** Salts and nonces, and tokens of who knows what: not each of them lets somebody in. */
function isWeakly(name: string): boolean {
  const words = wordsOf(name);
  const last = words.at(-1) ?? '';
  return (
    last === 'nonce' ||
    last === 'salt' ||
    (words.length === 1 && last === 'token') ||
    (last === 'id' && !isSecretName(name))
  );
}

const PREDICTABLE: ReadonlySet<string> = new Set([
  'Math.random',
  'lodash.random',
  'lodash/random',
  'crypto.pseudoRandomBytes',
  'underscore.random',
  'uuid.v1',
]);
const MAX_LOOK = 3;

/** A predictable generator among what a value is made of, also inside the repository's own functions. */
function randomIn(program: Program, value: ValueRef, look = MAX_LOOK): CallRef | null {
  const parts = operandsOf(value, { throughCalls: true, skip: (part) => isOtherThing(part) });
  for (const part of parts) {
    const node = nodeOf(part);
    const call = node.kind === 'call' ? part.fn.calls[node.call] : undefined;
    if (call === undefined) continue;
    if (plainSymbols(program, valueIn(part, call.callee)).some((symbol) => PREDICTABLE.has(symbol)))
      return { module: part.module, fn: part.fn, call };
    const inner = look === 0 || call.awaited ? null : insideOf(program, part, call.callee, look - 1);
    if (inner !== null) return inner;
  }
  return null;
}

function insideOf(program: Program, part: ValueRef, callee: NodeId, look: number): CallRef | null {
  for (const fn of functionsOf(program, valueIn(part, callee))) {
    for (const exit of fn.fn.exits) {
      if (exit.kind !== 'return' || exit.value === null) continue;
      const found = randomIn(program, valueIn(fn, exit.value), look);
      if (found !== null) return found;
    }
  }
  return null;
}

/** What a value only depends on, or that holds many: comparisons, objects, what somebody else gives. */
function isOtherThing(part: ValueRef): boolean {
  const node = nodeOf(part);
  if (node.kind === 'object' || node.kind === 'function' || node.kind === 'await' || node.kind === 'markup')
    return true;
  if (node.kind === 'binary') return /^(?:[<>]=?|[=!]==?|in|instanceof)$/.test(node.operator);
  const call = node.kind === 'call' ? part.fn.calls[node.call] : undefined;
  return call !== undefined && (call.awaited || !PASSING.test(nameOf(part, call.callee)));
}

/** Functions whose result is made of what they are given: of others only the result counts. */
const PASSING =
  /^(?:Math|String|Number|random|floor|round|ceil|trunc|abs|parseInt|toString|toFixed|slice|substring|substr|replace|replaceAll|padStart|padEnd|join|map|concat|fill|charAt|charCodeAt|fromCharCode|at|repeat|toUpperCase|toLowerCase|split|reverse|from|apply|call|update|digest|createHash|md5|sha1|sha256|btoa|encode|pow|getTime|now|push|reduce|keys|sort|pop|shift)$/;
