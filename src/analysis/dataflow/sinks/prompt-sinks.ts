/** Places where the instructions of a language model are written: messages of an instructing role, options of known libraries, and what has their shape. */
import type { Shown } from '../taint/flow-place.ts';
import type { FlowStart } from '../taint/taint.ts';
import { knownValues } from '../taint/known-values.ts';
import { functionsOf, propertyOf, symbolsOf } from '../link/meaning.ts';
import { wordsOf } from '../models/access-words.ts';
import {
  COMPANIONS,
  INSTRUCTING_ROLES,
  INSTRUCTION_KEYS,
  MESSAGE_TEXTS,
  MODEL_PACKAGES,
  MODEL_WORDS,
  PROMPT_APIS,
  type PromptApi,
} from '../models/prompt-apis.ts';
import { nameOf } from '../link/operands.ts';
import {
  type CallRef,
  type FunctionRef,
  type LinkedModule,
  nodeOf,
  type Program,
  type ValueRef,
  valueIn,
} from '../link/program.ts';
import { isRootedIn } from '../taint/schema-constraints.ts';
import { contains } from '../taint/surroundings.ts';

export interface PromptSink {
  readonly starts: readonly FlowStart[];
  /** The value that is given as instructions, and where it is given. */
  readonly value: ValueRef;
  readonly shown: Shown;
  readonly what: 'instructions' | 'tool';
  /** As a reader would name it: `the system message`, ``the option `system` ``. */
  readonly called: string;
  readonly certainty: 'known' | 'shape';
}

const STEPS = 16;

export function promptSinksIn(program: Program, module: LinkedModule): PromptSink[] {
  const sinks = module.facts.functions.flatMap((fn) => {
    const ref: FunctionRef = { module, fn };
    const written: PromptSink[] = [];
    for (const [id, { kind }] of fn.nodes.entries())
      if (kind === 'object' || kind === 'array')
        written.push(...messageSinks(program, valueIn(ref, id)), ...shapeSinks(program, valueIn(ref, id)));
    return [...fn.calls.flatMap((call) => callSinks(program, { ...ref, call })), ...written];
  });
  const seen = new Map<object, Set<number>>();
  return sinks.filter(({ value }) => {
    const nodes = seen.get(value.fn) ?? new Set();
    seen.set(value.fn, nodes);
    if (nodes.has(value.node)) return false;
    nodes.add(value.node);
    return true;
  });
}

// ── Known libraries ─────────────────────────────────────────────────────────────────────────────────

const APIS_BY_CALLEE: ReadonlyMap<string, readonly PromptApi[]> = byCallee();

function byCallee(): Map<string, PromptApi[]> {
  const apis = new Map<string, PromptApi[]>();
  for (const api of PROMPT_APIS) for (const callee of api.callees) apis.set(callee, [...(apis.get(callee) ?? []), api]);
  return apis;
}

function callSinks(program: Program, ref: CallRef): PromptSink[] {
  const possible = APIS_BY_CALLEE.get(nameOf(ref, ref.call.callee));
  if (possible === undefined || ref.call.args.length === 0) return [];
  const symbols = symbolsOf(program, valueIn(ref, ref.call.callee));
  return possible
    .filter((api) => api.packages.some((name) => symbols.some((symbol) => isRootedIn(symbol, name))))
    .flatMap((api) => {
      const given = api.argument === null ? ref.call.args : ref.call.args.slice(api.argument, api.argument + 1);
      return given.flatMap((id) => apiSinks(program, api, valueIn(ref, id), ref));
    });
}

function apiSinks(program: Program, api: PromptApi, given: ValueRef, ref: CallRef): PromptSink[] {
  if (api.keys.length === 0) {
    const { kind } = nodeOf(given);
    if (kind === 'object' || kind === 'function') return [];
    const called = `\`${nameOf(ref, ref.call.callee)}\``;
    return [sink(program, given, api.what, called, 'known', ref)];
  }
  return api.keys.flatMap((key) =>
    partsAt([given], key.split('.')).map((value) => {
      const last = key.slice(key.lastIndexOf('.') + 1);
      const tool = api.what === 'tool' || last === 'description' || last === 'toolDescription';
      return sink(program, value, tool ? 'tool' : 'instructions', `\`${last}\``, 'known', ref);
    }),
  );
}

/** What lies at a path, also in each element of a list on the way. */
function partsAt(values: readonly ValueRef[], path: readonly string[]): ValueRef[] {
  let found = [...values];
  for (const name of path) found = found.flatMap(itemsOf).flatMap((value) => propertyOf(value, name, STEPS));
  return found;
}

function itemsOf(value: ValueRef): ValueRef[] {
  const node = nodeOf(value);
  return node.kind === 'array' ? node.items.map((item) => valueIn(value, item)) : [value];
}

// ── Messages ────────────────────────────────────────────────────────────────────────────────────────

/** `{ role: 'system', content }` and `['system', text]`. */
function messageSinks(program: Program, value: ValueRef): PromptSink[] {
  const node = nodeOf(value);
  if (node.kind === 'object') {
    const role = node.properties.find((part) => part.key === 'role');
    const name = role === undefined ? null : roleNamed(program, valueIn(value, role.value));
    if (name === null || !speaksToModel(program, value.module)) return [];
    return node.properties
      .filter((part) => part.key !== null && MESSAGE_TEXTS.includes(part.key))
      .map((part) => sink(program, valueIn(value, part.value), 'instructions', `the ${name} message`, 'known', value));
  }
  if (node.kind !== 'array' || node.items.length !== 2) return [];
  const [first, second] = node.items;
  const name = first === undefined ? null : roleNamed(program, valueIn(value, first));
  if (name === null || second === undefined || !usesModelPackage(value.module)) return [];
  return [sink(program, valueIn(value, second), 'instructions', `the ${name} message`, 'known', value)];
}

/** The instructing role that a value is, where it can be no other. */
function roleNamed(program: Program, value: ValueRef): string | null {
  const { values, open } = knownValues(program, value);
  const [name] = values;
  const instructs = !open && values.every((one) => typeof one === 'string' && INSTRUCTING_ROLES.has(one));
  return instructs && typeof name === 'string' ? name : null;
}

// ── Shapes ──────────────────────────────────────────────────────────────────────────────────────────

/** `{ model, system, messages }`, whoever it is sent to. */
function shapeSinks(program: Program, value: ValueRef): PromptSink[] {
  const node = nodeOf(value);
  if (node.kind !== 'object') return [];
  const part = node.properties.find(({ key }) => key !== null && INSTRUCTION_KEYS.has(key));
  if (part === undefined || !node.properties.some(({ key }) => key !== null && COMPANIONS.has(key))) return [];
  if (!speaksToModel(program, value.module)) return [];
  return [sink(program, valueIn(value, part.value), 'instructions', `\`${part.key ?? ''}\``, 'shape', value)];
}

function sink(
  program: Program,
  value: ValueRef,
  what: PromptSink['what'],
  called: string,
  certainty: PromptSink['certainty'],
  around: ValueRef | CallRef,
): PromptSink {
  const given = 'call' in around ? around.call.point : (around.fn.madeAt[around.node] ?? null);
  const anchor = around.fn === value.fn ? given : null;
  const starts: FlowStart[] = [{ at: value, path: [], anchor }];
  // Instructions may be given as a function that makes them.
  for (const fn of functionsOf(program, value))
    for (const exit of fn.fn.exits)
      if (exit.kind === 'return' && exit.value !== null)
        starts.push({ at: valueIn(fn, exit.value), path: [], anchor: exit.point });
  return { starts, value, shown: shownIn(value, around), what, called, certainty };
}

/** The value where it is written in place; where a name stands for it, what it is given to. */
function shownIn(value: ValueRef, around: ValueRef | CallRef): Shown {
  const { span } = nodeOf(value);
  const call = 'call' in around ? around.call : null;
  const outer = 'node' in around ? nodeOf(around).span : around.call.span;
  const { module, fn } = around;
  return { module, fn, span: value.fn === fn && contains(outer, span) ? span : outer, call };
}

// ── Modules ─────────────────────────────────────────────────────────────────────────────────────────

function usesModelPackage(module: LinkedModule): boolean {
  return module.facts.imports.some((made) => [...MODEL_PACKAGES].some((name) => isRootedIn(made.module, name)));
}

/** Whether a module has to do with language models at all: a chat among people has system messages, too. */
function speaksToModel(program: Program, module: LinkedModule): boolean {
  return program.memo.once('speaks to a model', module, 0, false, () => {
    if (usesModelPackage(module)) return true;
    const isWord = (text: string): boolean => wordsOf(text).some((word) => MODEL_WORDS.has(word));
    if (isWord(module.path) || module.facts.imports.some((made) => isWord(made.module))) return true;
    return module.facts.functions.some((fn) =>
      fn.nodes.some((node) => {
        if (node.kind === 'member' || node.kind === 'global') return isWord(node.name);
        if (node.kind === 'object')
          return (
            node.properties.some((part) => part.key === 'messages') &&
            node.properties.some((part) => part.key === 'model')
          );
        return (
          node.kind === 'literal' && typeof node.value === 'string' && node.value.length < 200 && isWord(node.value)
        );
      }),
    );
  });
}
