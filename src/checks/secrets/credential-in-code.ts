/** A password, key or token is written in the code and given to a library that takes one; or stands in for one that is not configured. */
import { operandsOf } from '#analysis/dataflow/link/operands.ts';
import { CREDENTIAL_ARGUMENTS } from '#analysis/dataflow/models/credential-apis.ts';
import { isSecretName } from '#analysis/dataflow/models/secret-names.ts';
import {
  nodeOf,
  type CallRef,
  type FunctionRef,
  type Program,
  type ValueRef,
  valueIn,
} from '#analysis/dataflow/link/program.ts';
import type { Severity } from '#domain/finding.ts';
import { argumentOf, calledSymbols, changedCalls, changedFunctions, placeIn, symbolIn } from '../call-places.ts';
import { defineRule } from '../rule.ts';
import { literalsBehind } from './written-values.ts';
import { credentialOptions } from './credential-options.ts';
import { isPlausible, isStandIn } from './plausible-credential.ts';

export const rule = defineRule({
  meta: {
    title: 'A password, key or token is written in the code',
    area: 'secrets',
    severity: 'high',
    confidence: 'high',
    cwe: [798, 259, 321],
    owasp: 'A07:2021',
  },
  needs: 'program',
  check({ side, program }, report) {
    const told = new Set<string>();
    const say = (found: Written, user: FunctionRef): void => {
      const { value } = found;
      const span = nodeOf(value).span;
      const key = `${value.module.path} ${span.startLine} ${span.startColumn}`;
      if (told.has(key)) return;
      told.add(key);
      report({
        place: placeIn(value, side, span),
        symbol: symbolIn(user),
        message: found.message,
        remedy:
          'Take it from the environment or a store of secrets, refuse to start without it, and change the one that is written here.',
        identity: found.identity,
        ...(found.severity === undefined ? {} : { severity: found.severity, confidence: 'medium' as const }),
      });
    };
    for (const ref of changedCalls(program)) for (const found of givenTo(program, ref)) say(found, ref);
    for (const ref of changedFunctions(program)) for (const found of standIns(ref)) say(found, ref);
  },
});

interface Written {
  readonly value: ValueRef;
  readonly message: string;
  readonly identity: string;
  readonly severity?: Severity;
}

function* givenTo(program: Program, ref: CallRef): Generator<Written> {
  const symbols = calledSymbols(program, ref);
  if (symbols.length === 0) return;
  for (const { symbol, positions, what } of CREDENTIAL_ARGUMENTS) {
    const called = symbols.find((one) => symbol.test(one));
    if (called === undefined) continue;
    for (const position of positions) {
      const argument = argumentOf(ref, position);
      if (argument === null) continue;
      for (const value of literalsBehind(program, argument))
        if (isPlausible(value, null))
          yield {
            value,
            message: `${what[0]?.toUpperCase() ?? ''}${what.slice(1)} is written in the code`,
            identity: `${called} ${position}`,
          };
    }
  }
  for (const { value, name } of credentialOptions(program, ref, symbols))
    yield {
      value,
      message: `${name.includes(' ') ? `A ${name}` : `\`${name}\``} is written in the code`,
      identity: `${symbols[0] ?? ''} ${name}`,
    };
}

// ── Where the configuration says nothing ────────────────────────────────────────────────────────────

/** `process.env.JWT_SECRET || 'secret'`: where nothing is configured, everybody knows it. */
function* standIns(ref: FunctionRef): Generator<Written> {
  for (const node of ref.fn.nodes) {
    if (node.kind !== 'logical' || node.operator === '&&') continue;
    const name = environmentName(ref, node.left);
    const given = valueIn(ref, node.right);
    const literal = nodeOf(given);
    if (name === null || !isSecretName(name) || literal.kind !== 'literal' || !isStandIn(literal.value)) continue;
    yield {
      value: given,
      message: `Where \`${name}\` is not set, a constant that everybody can read here takes its place`,
      identity: `fallback ${name}`,
      severity: 'medium',
    };
  }
}

function environmentName(ref: FunctionRef, id: number): string | null {
  for (const part of operandsOf(valueIn(ref, id), { throughCalls: false })) {
    const node = nodeOf(part);
    if (node.kind !== 'member') continue;
    const owner = part.fn.nodes[node.of];
    if (owner?.kind === 'member' && owner.name === 'env') return node.name;
  }
  return null;
}
