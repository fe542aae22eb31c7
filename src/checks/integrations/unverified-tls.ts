/**
 * A connection takes any certificate: verification is switched off by an option, by the environment of the process, by
 * an address, or by a check of the server's name that never objects. Told where it is written, whoever is given it.
 */
import { isAlways, knownValues } from '#analysis/dataflow/taint/known-values.ts';
import { wordsOf } from '#analysis/dataflow/models/access-words.ts';
import {
  ASKED_WORDS,
  DEVELOPMENT_WORDS,
  IDENTITY_CHECK,
  PRODUCTION_WORDS,
  TLS_ADDRESS_PARTS,
  TLS_ENVIRONMENT,
  TLS_OPTIONS,
  TLS_SERVERS,
  VERIFYING_WORDS,
} from '#analysis/dataflow/models/tls-options.ts';
import { functionsOf, propertyOf } from '#analysis/dataflow/link/meaning.ts';
import { nameOf, operandsOf } from '#analysis/dataflow/link/operands.ts';
import {
  functionOf,
  type FunctionRef,
  nodeOf,
  type Program,
  type ValueRef,
  valueIn,
} from '#analysis/dataflow/link/program.ts';
import { conditionsAround, contains } from '#analysis/dataflow/taint/surroundings.ts';
import type { NodeId } from '#analysis/module-facts.ts';
import type { Confidence, Severity } from '#domain/finding.ts';
import type { Span } from '#domain/span.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  meta: {
    title: 'A connection takes any certificate',
    area: 'integrations',
    severity: 'high',
    confidence: 'high',
    cwe: [295],
    owasp: 'A07:2021',
  },
  needs: 'program',
  check({ side, program }, report) {
    for (const module of program.changed) {
      for (const fn of module.facts.functions) {
        const ref: FunctionRef = { module, fn };
        for (const found of switchedOffIn(program, ref)) {
          if (isAskedFor(ref, found.at)) continue;
          report({
            place: { path: module.path, side, span: found.span },
            message: found.message,
            remedy: found.remedy ?? REMEDY,
            symbol: fn.symbol === '' ? null : fn.symbol,
            evidence: found.because.map((at) => ({
              place: { path: at.module.path, side, span: nodeOf(at).span },
              message: 'what it is set to',
            })),
            identity: found.identity,
            severity: found.severity,
            ...(found.confidence === undefined ? {} : { confidence: found.confidence }),
            ...(found.adjustments === undefined ? {} : { adjustments: found.adjustments }),
          });
        }
      }
    }
  },
});

const REMEDY =
  'Leave verification on. Where the other side has a certificate of your own authority, name that authority (`ca`) instead.';

interface SwitchedOff {
  /** The object, update or text that it is written in. */
  readonly at: NodeId;
  readonly span: Span;
  readonly message: string;
  readonly remedy?: string;
  readonly identity: string;
  readonly severity: Severity;
  readonly confidence?: Confidence;
  readonly adjustments?: readonly string[];
  /** Where the value is written, where that is somewhere else. */
  readonly because: readonly ValueRef[];
}

function* switchedOffIn(program: Program, ref: FunctionRef): Generator<SwitchedOff> {
  for (const [id, node] of ref.fn.nodes.entries()) {
    if (node.kind === 'object') {
      for (const { key, value } of node.properties) {
        if (key !== null) yield* partOf(program, ref, { whole: id, key, value });
      }
    } else if (node.kind === 'update' && node.name !== null) {
      yield* partOf(program, ref, { whole: id, key: node.name, value: node.value });
    } else if (node.kind === 'literal' && typeof node.value === 'string') {
      yield* inAddress(node.value, id, node.span);
    }
  }
}

interface Part {
  /** The object, or the update, that the part is written in. */
  readonly whole: NodeId;
  readonly key: string;
  readonly value: NodeId;
}

function* partOf(program: Program, ref: FunctionRef, part: Part): Generator<SwitchedOff> {
  if (part.key === TLS_ENVIRONMENT) yield* inEnvironment(program, ref, part);
  else if (part.key === IDENTITY_CHECK) yield* byIdentity(program, ref, part);
  else yield* byOption(program, ref, part);
}

function placeOf(ref: FunctionRef, part: Part): Pick<SwitchedOff, 'at' | 'span' | 'because'> {
  const { kind, span: whole } = nodeOf(valueIn(ref, part.whole));
  const value = valueIn(ref, part.value);
  const { span } = nodeOf(value);
  const written = kind === 'update';
  const inPlace = contains(whole, span) || (written && whole.startLine === span.startLine);
  const shown = written || !inPlace ? whole : span;
  return { at: part.whole, span: shown, because: writtenAt(value, inPlace) };
}

/** Where the constant behind a name is written; nothing where the name is not another place. */
function writtenAt(value: ValueRef, inPlace: boolean): ValueRef[] {
  const node = nodeOf(value);
  if (node.kind !== 'captured') return inPlace ? [] : [value];
  const values = value.module.facts.functions[node.fn]?.variables[node.variable]?.values ?? [];
  return values.map((given) => ({ ...functionOf(value.module, given.in), node: given.node }));
}

// ── Options ─────────────────────────────────────────────────────────────────────────────────────────

function* byOption(program: Program, ref: FunctionRef, part: Part): Generator<SwitchedOff> {
  const option = TLS_OPTIONS.get(part.key);
  if (option === undefined) return;
  const value = valueIn(ref, part.value);
  const known = knownValues(program, value);
  const isOff = (one: unknown): boolean => one === option.off || (option.off ? one === 1 : one === 0);
  if (known.values.length === 0 || !known.values.every(isOff)) return;
  const place = { ...placeOf(ref, part), identity: part.key, severity: option.severity };
  if (known.open) {
    yield {
      ...place,
      message: `Unless somebody says otherwise, \`${part.key}\` is ${String(option.off)}: the connection takes any certificate`,
      remedy: `Let verification be what happens when nobody says anything: \`${String(!option.off)}\` as the default.`,
      severity: 'medium',
      confidence: 'medium',
      adjustments: ['severity and confidence lowered: a setting can switch verification on'],
    };
    return;
  }
  const server = serverUse(program, ref, part.whole);
  if (server === 'harmless') return;
  yield server === 'clients'
    ? {
        ...place,
        message: `\`${part.key}: ${String(option.off)}\`: the server lets clients in whose certificate nobody vouches for`,
        remedy: 'Verify the certificates of clients, or check `socket.authorized` before a client is believed.',
        severity: 'medium',
        adjustments: ['severity lowered: it is the server that does not verify its clients'],
      }
    : { ...place, message: `\`${part.key}: ${String(option.off)}\`: the connection takes any certificate` };
}

/** Options of a server are about its clients' certificates, and about nothing where it does not ask for any. */
function serverUse(program: Program, ref: FunctionRef, whole: NodeId): 'none' | 'clients' | 'harmless' {
  const call = ref.fn.calls.find((one) => one.args.includes(whole));
  if (call === undefined || !TLS_SERVERS.has(nameOf(ref, call.callee))) return 'none';
  const asks = propertyOf(valueIn(ref, whole), 'requestCert', 16);
  if (!asks.some((value) => !isAlways(program, value, false))) return 'harmless';
  const checks = ref.module.facts.functions.some((fn) =>
    fn.nodes.some((node) => node.kind === 'member' && node.name === 'authorized'),
  );
  return checks ? 'harmless' : 'clients';
}

function* inEnvironment(program: Program, ref: FunctionRef, part: Part): Generator<SwitchedOff> {
  const value = valueIn(ref, part.value);
  if (!isAlways(program, value, '0') && !isAlways(program, value, 0)) return;
  yield {
    ...placeOf(ref, part),
    message: `\`${TLS_ENVIRONMENT}\` is 0: every connection of the process takes any certificate`,
    identity: TLS_ENVIRONMENT,
    severity: 'high',
  };
}

/** A check that gives no error, throws none and asks nobody. */
function* byIdentity(program: Program, ref: FunctionRef, part: Part): Generator<SwitchedOff> {
  const checks = functionsOf(program, valueIn(ref, part.value));
  if (checks.length === 0 || !checks.every((check) => neverObjects(program, check))) return;
  yield {
    ...placeOf(ref, part),
    message: `\`${IDENTITY_CHECK}\` never objects: a certificate of any other name is taken`,
    remedy: 'Leave it out, so that the name is compared; or call `tls.checkServerIdentity` and add to what it answers.',
    identity: IDENTITY_CHECK,
    severity: 'high',
  };
}

function neverObjects(program: Program, { module, fn }: FunctionRef): boolean {
  return (
    fn.calls.length === 0 &&
    fn.exits.every((exit) => {
      if (exit.kind === 'throw') return false;
      if (exit.value === null) return true;
      const { values, open } = knownValues(program, { module, fn, node: exit.value });
      const node = fn.nodes[exit.value];
      return (
        (!open && values.every((one) => one == null || one === true)) ||
        (node?.kind === 'object' && node.properties.length === 0)
      );
    })
  );
}

function* inAddress(text: string, at: NodeId, span: Span): Generator<SwitchedOff> {
  if (text.length > 2_000 || !text.includes('=')) return;
  const lower = text.toLowerCase();
  const part = TLS_ADDRESS_PARTS.find((one) => lower.includes(one));
  if (part === undefined) return;
  yield {
    at,
    span,
    message: `\`${part}\` in an address: the connection takes any certificate`,
    identity: part,
    severity: 'high',
    because: [],
  };
}

// ── Asked for ───────────────────────────────────────────────────────────────────────────────────────

/** Only where somebody switched it off by a setting of that meaning, or on a developer's machine. */
function isAskedFor(ref: FunctionRef, at: NodeId): boolean {
  return conditionsAround(ref, at).some(({ node, holds }) => {
    const words = wordsIn(ref, node);
    const unequal = nodeOf(valueIn(ref, node));
    const positive = unequal.kind === 'binary' && unequal.operator.startsWith('!') ? !holds : holds;
    const has = (set: ReadonlySet<string>): boolean => words.some((word) => set.has(word));
    if (has(PRODUCTION_WORDS)) return !positive;
    if (has(DEVELOPMENT_WORDS)) return positive;
    if (words.includes('reject')) return !positive;
    if (has(ASKED_WORDS)) return positive;
    return has(VERIFYING_WORDS) && !positive;
  });
}

/** The words of all names and texts that a condition is made of. */
function wordsIn(ref: FunctionRef, id: NodeId): string[] {
  return operandsOf(valueIn(ref, id), { throughCalls: true }).flatMap((part) => {
    const node = nodeOf(part);
    if (node.kind === 'literal') return typeof node.value === 'string' ? wordsOf(node.value) : [];
    return wordsOf(nameOf(part, part.node));
  });
}
