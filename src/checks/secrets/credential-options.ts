/** Credentials among the options that a package is given: `{ password: '…' }`, `{ auth: 'user:…' }`, an `Authorization` header. */
import {
  CREDENTIAL_COLLECTIONS,
  CREDENTIAL_OPTIONS,
  DESCRIBING_PACKAGES,
} from '#analysis/dataflow/models/credential-apis.ts';
import {
  functionOf,
  nodeOf,
  type CallRef,
  type Program,
  type ValueRef,
  valueIn,
} from '#analysis/dataflow/link/program.ts';
import type { ObjectPart } from '#analysis/module-facts.ts';
import { literalsBehind } from './written-values.ts';
import { isPlausible } from './plausible-credential.ts';

export interface CredentialOption {
  readonly value: ValueRef;
  readonly name: string;
}

const MAX_OBJECTS = 40;

export function* credentialOptions(
  program: Program,
  ref: CallRef,
  symbols: readonly string[],
): Generator<CredentialOption> {
  if (!symbols.some((symbol) => isOfPackage(ref, symbol))) return;
  const waiting: { readonly at: ValueRef; readonly under: string }[] = ref.call.args.map((id) => ({
    at: valueIn(ref, id),
    under: '',
  }));
  for (let next = 0; next < waiting.length && next < MAX_OBJECTS; next += 1) {
    const one = waiting[next];
    if (one === undefined) break;
    const { at, under } = one;
    const node = nodeOf(at);
    if (node.kind === 'captured') {
      const values = functionOf(at.module, node.fn).fn.variables[node.variable]?.values ?? [];
      for (const given of values.slice(0, 6))
        waiting.push({ at: { ...functionOf(at.module, given.in), node: given.node }, under });
      continue;
    }
    if (node.kind === 'join') for (const of of node.of.slice(0, 6)) waiting.push({ at: valueIn(at, of), under });
    if (node.kind === 'update') waiting.push({ at: valueIn(at, node.of), under });
    if (node.kind === 'literal') yield* inAddress(at);
    for (const part of partsOf(at)) {
      yield* ofPart(program, at, part, under);
      const inner = at.fn.nodes[part.value];
      if (inner?.kind === 'object' || inner?.kind === 'captured' || inner?.kind === 'update')
        waiting.push({ at: valueIn(at, part.value), under: part.key ?? '' });
      if (inner?.kind === 'literal') yield* inAddress(valueIn(at, part.value));
    }
  }
}

function partsOf(at: ValueRef): readonly ObjectPart[] {
  const node = nodeOf(at);
  if (node.kind === 'object') return node.properties;
  return node.kind === 'update' ? [{ key: node.name, spread: false, value: node.value }] : [];
}

function* ofPart(
  program: Program,
  at: ValueRef,
  { key, value, spread }: ObjectPart,
  under: string,
): Generator<CredentialOption> {
  if (spread) return;
  const name = (key ?? '').toLowerCase().replaceAll(/[-_]/g, '');
  const listed = CREDENTIAL_COLLECTIONS.has(under.toLowerCase()) || (key !== null && name === 'keys');
  const isAuth = name === 'auth' || name === 'authorization';
  if (!listed && !isAuth && !CREDENTIAL_OPTIONS.has(name)) return;
  for (const literal of literalsBehind(program, valueIn(at, value))) {
    const node = nodeOf(literal);
    const text = node.kind === 'literal' && typeof node.value === 'string' ? node.value : '';
    if (
      isAuth ? !/^(?:(?:Basic|Bearer|Token|Digest) \S{3,}|[^\s:/]+:[^\s/]+)$/i.test(text) : !isPlausible(literal, key)
    )
      continue;
    yield { value: literal, name: key ?? under };
  }
}

/** `postgres://app:…@db.example.com/app`. */
function* inAddress(value: ValueRef): Generator<CredentialOption> {
  const node = nodeOf(value);
  if (node.kind !== 'literal' || typeof node.value !== 'string' || node.value.length > 2_000) return;
  const found = /^[a-z][a-z0-9+.-]*:\/\/[^\s:/@]*:([^\s:/@]+)@([^/\s?]+)/i.exec(node.value);
  if (
    found === null ||
    /^(?:\$|\{|<|%|\*|x+$)/i.test(found[1] ?? '') ||
    /^(?:localhost|127\.|0\.0\.0\.0)/.test(found[2] ?? '')
  )
    return;
  yield { value, name: 'password in an address' };
}

/** A package's, and not one that only describes or draws. */
function isOfPackage(ref: CallRef, symbol: string): boolean {
  const root = ref.module.facts.imports.find(({ module }) => {
    const plain = module.startsWith('node:') ? module.slice(5) : module;
    return symbol === plain || symbol.startsWith(`${plain}.`) || symbol.startsWith(`${plain}(`);
  });
  if (root === undefined || root.module.startsWith('.'))
    return symbol === 'fetch' || /^XMLHttpRequest\(\)/.test(symbol);
  return !DESCRIBING_PACKAGES.test(root.module) && !DESCRIBING_PACKAGES.test(symbol);
}
