/**
 * Guards that stand before a function: middleware, hooks, decorators on it and on its class, the builder of a procedure.
 * Told by what the code behind them refuses, by the library they come from, and last by their names.
 */
import type { Span } from '#domain/span.ts';
import type { CallFact } from '../../module-facts.ts';
import { entryOf } from '../entry/entry-points.ts';
import { decoratorName } from '../entry/handlers.ts';
import { functionsOf, meaningsOf, symbolsOf } from '../link/meaning.ts';
import { nameOf } from '../link/operands.ts';
import { functionOf, type FunctionRef, nodeOf, type Program, type ValueRef, valueIn } from '../link/program.ts';
import {
  ASSERTING_WORDS,
  AUTHENTICATION_WORDS,
  hasWord,
  IDENTITY_WORDS,
  speaksOfAccess,
  wordsOf,
} from '../models/access-words.ts';
import { GUARD_LISTS } from '../models/http-frameworks.ts';
import { constantsIn } from './constants.ts';
import { type Guard, guardsIn, keyOf, MAX_LOOK } from './guards.ts';

/** The guards that stand before the function: middleware, hooks, decorators on it and its class. */
export function guardsBefore(program: Program, ref: FunctionRef): readonly Guard[] {
  const entry = entryOf(program, ref);
  const ofEntry: Guard['form'] = entry?.framework === 'decorators' ? 'decorator' : 'middleware';
  const around = [
    ...(entry?.before ?? []).map((value) => ({ value, form: ofEntry })),
    ...decoratorsOf(ref).map((value) => ({ value, form: 'decorator' as const })),
  ].flatMap(({ value, form }) => listed(program, value).map((part) => ({ ...part, form })));
  const registered = firstLine(entry?.span ?? ref.fn.nameSpan);
  const seen = new Set<string>();
  return around.flatMap(({ value, form, within }) => {
    const guard = outerGuard(program, value, form, { registered, within });
    const place = guard === null ? '' : `${guard.key} ${guard.span.startLine}:${guard.span.startColumn}`;
    if (guard === null || seen.has(place)) return [];
    seen.add(place);
    return [guard];
  });
}

/** `UseGuards(A, B)` is two guards, each of which may go by itself. */
function listed(program: Program, value: ValueRef): Listed[] {
  const node = nodeOf(value);
  const call = node.kind === 'call' ? value.fn.calls[node.call] : undefined;
  if (call === undefined) return [{ value, within: null }];
  if (call.args.length > 0 && GUARD_LISTS.has(decoratorName(value, value.node)))
    return call.args.map((argument) => ({ value: valueIn(value, argument), within: value }));
  const inner = composed(program, value, call);
  return inner.length > 0 ? inner.flatMap((part) => listedOnce(part)) : [{ value, within: null }];
}

interface Listed {
  readonly value: ValueRef;
  readonly within: ValueRef | null;
}

function listedOnce(value: ValueRef): Listed[] {
  const node = nodeOf(value);
  const call = node.kind === 'call' ? value.fn.calls[node.call] : undefined;
  if (call === undefined || call.args.length === 0 || !GUARD_LISTS.has(decoratorName(value, value.node)))
    return [{ value, within: null }];
  return call.args.map((argument) => ({ value: valueIn(value, argument), within: value }));
}

/** `Auth(…)` that returns `applyDecorators(UseGuards(A), Roles(…))` (docs.nestjs.com/custom-decorators#decorator-composition). */
function composed(program: Program, value: ValueRef, call: CallFact): ValueRef[] {
  return functionsOf(program, valueIn(value, call.callee)).flatMap((ref) =>
    ref.fn.exits.flatMap(({ value: returned }) => {
      const made = returned === null ? undefined : ref.fn.nodes[returned];
      const inner = made?.kind === 'call' ? ref.fn.calls[made.call] : undefined;
      if (inner === undefined || nameOf(ref, inner.callee) !== 'applyDecorators') return [];
      return inner.args.map((id) => valueIn(ref, id));
    }),
  );
}

export function decoratorsOf(ref: FunctionRef): ValueRef[] {
  const { module, fn } = ref;
  if (fn.parent === null) return [];
  const parent = functionOf(module, fn.parent);
  const facts = fn.class === null ? undefined : module.facts.classes[fn.class];
  const ofClass = facts === undefined ? [] : facts.decorators.map((id) => valueIn(functionOf(module, facts.in), id));
  return [...ofClass, ...fn.decorators.map((id) => valueIn(parent, id))];
}

/** A name that is passed on says where it was bound, not where it stands: it stands in what is registered here. */
function firstLine(span: Span): Span {
  return { ...span, endLine: span.startLine, endColumn: span.startColumn };
}

interface Around {
  /** Where the route is registered. */
  readonly registered: Span;
  /** The list of guards that it stands in. */
  readonly within: ValueRef | null;
}

function outerGuard(
  program: Program,
  value: ValueRef,
  form: Guard['form'],
  { registered, within }: Around,
): Guard | null {
  const node = nodeOf(value);
  const callee = node.kind === 'call' ? value.fn.calls[node.call] : undefined;
  const target = callee === undefined ? value : valueIn(value, callee.callee);
  const name = form === 'decorator' ? decoratorName(value, value.node) : nameOf(target, target.node);
  const given =
    callee === undefined ? [] : callee.args.map((argument) => nameOf(value, argument)).filter((one) => one !== '');
  const looked = [...functionsOf(program, target), ...guardMethods(program, target)].flatMap((fn) =>
    bodyGuards(program, fn),
  );
  const names = [name, ...given];
  const access = names.some((one) => speaksOfAccess(one));
  const authentication = names.some(
    (one) =>
      hasWord(one, AUTHENTICATION_WORDS) ||
      (ASSERTING_WORDS.has(wordsOf(one)[0] ?? '') && hasWord(one, IDENTITY_WORDS)),
  );
  const known = symbolsOf(program, target).some((symbol) => /^passport\b.*\.authenticate(?:\(\))?$/.test(symbol));
  if (!access && !authentication && !known && looked.length === 0) return null;
  const called = name === '' ? (looked[0]?.asks ?? 'middleware') : name;
  const asked = given.length === 0 ? called : `${called}(${given.join(', ')})`;
  return {
    kind: access || looked.some((guard) => guard.kind === 'authorization') ? 'authorization' : 'authentication',
    form,
    asks: within === null ? asked : `${decoratorName(within, within.node)}(${asked})`,
    name,
    values: callee === undefined ? [] : constantsIn(value, callee.args),
    key: name === '' && looked[0] !== undefined ? looked[0].key : keyOf(names),
    refusal: looked[0]?.refusal ?? 'forbidden',
    point: null,
    branch: null,
    call: null,
    span: node.kind === 'call' ? node.span : within === null ? registered : nodeOf(within).span,
    identity: true,
    evidence: looked.length > 0 || known ? 'clear' : 'shape',
  };
}

const GUARD_METHODS: ReadonlySet<string> = new Set(['canActivate', 'use', 'intercept', 'handle', 'authorize']);

/** What a framework calls of a guard that is a class (docs.nestjs.com/guards, tsed.dev/docs/middlewares). */
function guardMethods(program: Program, value: ValueRef): FunctionRef[] {
  return meaningsOf(program, value).flatMap((meaning) => {
    if (meaning.kind !== 'class' && meaning.kind !== 'instance') return [];
    const { module } = meaning;
    const methods = module.facts.classes[meaning.class]?.methods ?? [];
    return methods.map((id) => functionOf(module, id)).filter(({ fn }) => GUARD_METHODS.has(fn.name ?? ''));
  });
}

/** Guards in a middleware, or in the function that a middleware factory returns. */
function bodyGuards(program: Program, fn: FunctionRef): Guard[] {
  const inner = fn.fn.exits
    .flatMap((exit) => (exit.value === null ? [] : [fn.fn.nodes[exit.value]]))
    .flatMap((node) => (node?.kind === 'function' ? [functionOf(fn.module, node.fn)] : []));
  return [fn, ...inner].flatMap((one) => [...guardsIn(program, one, MAX_LOOK - 1)]);
}
