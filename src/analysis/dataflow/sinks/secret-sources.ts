/**
 * Whether a value is a secret by what it is called: a property, parameter, variable, environment variable or header.
 * Names tell; what is a number, a truth value, a constant or was masked is none, whatever it is called.
 */
import type { FlowNode, NodeId } from '../../module-facts.ts';
import { exceptions, isWhole, type FlowState, type Source } from '../taint/flow-state.ts';
import { symbolsOf } from '../link/meaning.ts';
import { wordsOf } from '../models/access-words.ts';
import {
  givesSecret,
  isAmbiguousName,
  isMaskedName,
  isNameOfOther,
  isSecretHeader,
  isSecretName,
  isWeakName,
  SECRET_HOLDERS,
} from '../models/secret-names.ts';
import { describeWritten, nameOf } from '../link/operands.ts';
import { isPlainType } from '../taint/plain-types.ts';
import { functionOf, type FunctionRef, nodeOf, type Program, type ValueRef } from '../link/program.ts';
import { rolesIn } from '../entry/request-data.ts';
import { isEnumeration, isOpaque } from './secret-values.ts';
import { opensSomething } from './token-meaning.ts';
import { localNames, valueName } from '../taint/value-names.ts';

/** `named`: by its name alone; `holder`: an object that holds secrets among other things. */
export function secretSource(program: Program, state: FlowState): Source | null {
  if (!isWhole(state.path)) return null;
  const node = nodeOf(state.at);
  const found =
    partSecret(program, state.at, node, exceptions(state.path)) ??
    (state.path.length > 0 ? null : (bySpelling(program, state.at, node) ?? byLocalName(program, state.at, node)));
  return found === null ? null : { ...found, at: state.at, span: node.span };
}

type Found = Pick<Source, 'text' | 'certainty' | 'kind'>;

function bySpelling(program: Program, at: ValueRef, node: FlowNode): Found | null {
  switch (node.kind) {
    case 'member':
      return memberSecret(program, at, node);
    case 'param': {
      const param = at.fn.params[node.index];
      if (param?.name == null || isPlainType(param.type)) return null;
      return named(program, at, param.name, param.name);
    }
    case 'global':
      return named(program, at, node.name, node.name);
    case 'import': {
      const made = at.module.facts.imports[node.import];
      return made === undefined || made.typeOnly
        ? null
        : named(program, at, made.imported, made.local ?? made.imported);
    }
    case 'captured':
      return isOpaque(program, at) ? named(program, at, node.name, node.name) : null;
    case 'call':
      return callSecret(program, at, node);
    default:
      return null;
  }
}

/** Variables whose value has no name of its own: `const secret = await ask()`. */
function byLocalName(program: Program, at: ValueRef, node: FlowNode): Found | null {
  if (node.kind === 'object' || node.kind === 'array' || node.kind === 'member') return null;
  for (const name of localNames(program, at, at.node)) {
    const found = named(program, at, name, name);
    if (found !== null && isOpaque(program, at)) return found;
  }
  return null;
}

function named(program: Program, at: ValueRef, name: string, text: string): Found | null {
  if (isMaskedName(name)) return null;
  if (isSecretName(name)) return { text, certainty: isWeakName(name) ? 'likely' : 'sure', kind: 'named' };
  if (isAmbiguousName(name) && opensSomething(program, at.module, name))
    return { text, certainty: 'likely', kind: 'named' };
  return null;
}

// ── Properties ──────────────────────────────────────────────────────────────────────────────────────

/** Objects whose properties are texts about a field of that name, or kinds of things. */
const ABOUT =
  /^(?:errors?|messages?|labels?|fields?|schema|types?|touched|validations?|constants?|routes?|urls?|paths?|translations?|strings?|texts?|i18n|t|placeholders?|rules?|selectors?|columns?|kinds?|scopes?|hints?|help|docs?|descriptions?|files?|filenames?|dirs?|questions?|answers?|features?|flags?|states?)$/i;

function memberSecret(program: Program, at: ValueRef, node: Extract<FlowNode, { kind: 'member' }>): Found | null {
  const owner = nameOf(at, node.of);
  const text = spelling(at, at.node);
  if (node.name === 'env' && owner === 'process') return { text, certainty: 'sure', kind: 'environment' };
  if (SECRET_HOLDERS.has(node.name) && isRequest(program, { ...at, node: node.of }))
    return { text, certainty: 'sure', kind: /ody$/.test(node.name) ? 'body' : 'headers' };
  if (owner === 'headers' && isSecretHeader(node.name)) return { text, certainty: 'sure', kind: 'named' };
  const last = wordsOf(owner).at(-1) ?? '';
  if (ABOUT.test(last) || isEnumeration(at, node.of)) return null;
  if (isCalled(program, at, at.node) || (node.name === 'secret' && isReference(program, at, node.of))) return null;
  return named(program, at, node.name, text);
}

/** As it is written; of what a module gives, the last two names. */
function spelling(at: ValueRef, id: NodeId): string {
  const text = describeWritten(at, id);
  return text.includes('/') ? text.split('.').slice(-2).join('.') : text;
}

/** What has a secret and a version is a reference to one in a store. */
function isReference(program: Program, at: ValueRef, owner: NodeId): boolean {
  return program.memo.once('reference', at.fn, owner, false, () => {
    const name = valueName(at, owner);
    return at.fn.nodes.some(
      (node) => node.kind === 'member' && /^(?:version|projectId)$/.test(node.name) && valueName(at, node.of) === name,
    );
  });
}

function isCalled(program: Program, ref: FunctionRef, id: NodeId): boolean {
  const callees = program.memo.once<ReadonlySet<NodeId>>(
    'callees',
    ref.fn,
    0,
    new Set(),
    () => new Set(ref.fn.calls.map((call) => call.callee)),
  );
  return callees.has(id);
}

/** A request that came in: a handler's parameter, or one that is called like it. */
function isRequest(program: Program, value: ValueRef): boolean {
  const node = nodeOf(value);
  if (node.kind === 'captured') {
    const values = functionOf(value.module, node.fn).fn.variables[node.variable]?.values ?? [];
    return values.some((given) => isParamRequest(program, { ...functionOf(value.module, given.in), node: given.node }));
  }
  if (node.kind === 'member')
    return (
      (node.name === 'request' || node.name === 'req') && roleOf(program, { ...value, node: node.of }) === 'context'
    );
  return isParamRequest(program, value);
}

function isParamRequest(program: Program, value: ValueRef): boolean {
  const role = roleOf(program, value);
  if (role !== null) return role === 'request' || role === 'context';
  const node = nodeOf(value);
  return node.kind === 'param' && /^_?req$/.test(value.fn.params[node.index]?.name ?? '');
}

function roleOf(program: Program, value: ValueRef): string | null {
  const node = nodeOf(value);
  return node.kind === 'param' ? (rolesIn(program, value)?.get(node.index) ?? null) : null;
}

/** A secret among the properties that are written here. */
function partSecret(program: Program, at: ValueRef, node: FlowNode, without: readonly string[]): Found | null {
  for (const { key, value } of writtenParts(node)) {
    if (key === null || without.includes(key) || isMaskedName(key)) continue;
    const given = { ...at, node: value };
    if (!isSecretName(key) && !(isSecretHeader(key) && /-|^authorization$/i.test(key))) continue;
    if (isWeakName(key) || isNameOfOther(nameOf(at, value)) || localNames(program, at, value).some(isNameOfOther))
      continue;
    if (isOpaque(program, given)) return { text: key, certainty: 'sure', kind: 'named' };
  }
  return null;
}

function writtenParts(node: FlowNode): readonly { readonly key: string | null; readonly value: NodeId }[] {
  if (node.kind === 'object') return node.properties;
  return node.kind === 'update' ? [{ key: node.name, value: node.value }] : [];
}

// ── Calls ───────────────────────────────────────────────────────────────────────────────────────────

const SECRET_FUNCTIONS: ReadonlySet<string> = new Set(['jsonwebtoken.sign', 'jose.SignJWT().sign']);
const READERS = /^(?:get|getOrThrow|header|getHeader|env|getEnv|requireEnv|config|getConfig|readEnv|str)$/;

function callSecret(program: Program, at: ValueRef, node: Extract<FlowNode, { kind: 'call' }>): Found | null {
  const call = at.fn.calls[node.call];
  if (call === undefined) return null;
  const name = nameOf(at, call.callee);
  const text = localNames(program, at, at.node)[0] ?? `${spelling(at, call.callee)}(…)`;
  if (symbolsOf(program, { ...at, node: call.callee }).some((symbol) => SECRET_FUNCTIONS.has(symbol)))
    return { text, certainty: 'sure', kind: 'named' };
  const [first] = call.args;
  const given = first === undefined ? undefined : at.fn.nodes[first];
  if (READERS.test(name) && given?.kind === 'literal' && typeof given.value === 'string') {
    const asked = given.value;
    if (isSecretHeader(asked) || isSecretName(asked.slice(asked.lastIndexOf('.') + 1)))
      return { text: `${spelling(at, call.callee)}('${asked}')`, certainty: 'sure', kind: 'named' };
    return null;
  }
  if (!givesSecret(name)) return null;
  const ambiguous = wordsOf(name).at(-1) === 'token' && wordsOf(name).length === 2;
  return ambiguous && !opensSomething(program, at.module, 'token')
    ? null
    : { text, certainty: 'likely', kind: 'named' };
}
