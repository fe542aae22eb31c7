/** A secret is compared character by character: how long that takes says how much of it was right. */
import { rolesIn } from '#analysis/dataflow/entry/request-data.ts';
import { wordsOf } from '#analysis/dataflow/models/access-words.ts';
import { describe, nameOf, operandsOf } from '#analysis/dataflow/link/operands.ts';
import { nodeOf, type FunctionRef, type Program, type ValueRef, valueIn } from '#analysis/dataflow/link/program.ts';
import { localNames } from '#analysis/dataflow/taint/value-names.ts';
import type { FlowNode } from '#analysis/module-facts.ts';
import { changedFunctions, placeIn, plainSymbols, symbolIn } from '../call-places.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  meta: {
    title: 'A secret is compared in a way whose time tells how much was right',
    area: 'crypto',
    severity: 'medium',
    confidence: 'medium',
    cwe: [208],
    owasp: 'A02:2021',
  },
  needs: 'program',
  check({ side, program }, report) {
    for (const ref of changedFunctions(program)) {
      for (const node of ref.fn.nodes) {
        if (node.kind !== 'binary' || !/^[=!]==?$/.test(node.operator)) continue;
        const secret = comparedSecret(program, ref, node);
        if (secret === null) continue;
        report({
          place: placeIn(ref, side, node.span),
          symbol: symbolIn(ref),
          message: `${secret.what} is compared with \`${node.operator}\`, which ends at the first difference`,
          remedy: 'Compare digests of both, which are equally long, by `crypto.timingSafeEqual`.',
          ...(secret.sure
            ? {}
            : {
                severity: 'low' as const,
                confidence: 'low' as const,
                adjustments: ['lowered: only the name says that it is a secret'],
              }),
        });
      }
    }
  },
});

interface Secret {
  readonly what: string;
  readonly sure: boolean;
}

function comparedSecret(
  program: Program,
  ref: FunctionRef,
  node: Extract<FlowNode, { kind: 'binary' }>,
): Secret | null {
  const [left, right] = [valueIn(ref, node.left), valueIn(ref, node.right)];
  if (isConstant(left) || isConstant(right)) return null;
  if (isMac(program, left) || isMac(program, right)) return { what: 'A signature (HMAC)', sure: true };
  const names = [left, right].map((side) => [nameOf(side, side.node), ...localNames(program, side, side.node)]);
  if (names.every((own) => own.some(isSignatureName))) return { what: `\`${describe(left, left.node)}\``, sure: false };
  const stored = [left, right].find((side) => isStoredSecret(side));
  const other = stored === left ? right : left;
  if (stored === undefined || !comesFromRequest(program, other)) return null;
  return { what: `\`${describe(stored, stored.node)}\``, sure: false };
}

function isConstant(value: ValueRef): boolean {
  const { kind } = nodeOf(value);
  return kind === 'literal' || kind === 'absent' || kind === 'unary' || kind === 'binary';
}

const MACS =
  /^(?:crypto\.createHmac\(\)(?:\.\w+\(\))*\.digest\(\)(?:\.\w+\(\))*|crypto-js(?:\.|\/)Hmac\w+\(\)(?:\.\w+\(\))*)$/i;

function isMac(program: Program, value: ValueRef): boolean {
  if (plainSymbols(program, value).some((symbol) => MACS.test(symbol))) return true;
  const node = nodeOf(value);
  // `'sha256=' + mac`
  return (
    node.kind === 'concat' &&
    node.parts.some((part) => plainSymbols(program, valueIn(value, part)).some((one) => MACS.test(one)))
  );
}

function isSignatureName(name: string): boolean {
  return wordsOf(name).some((word) => word === 'signature' || word === 'hmac' || word === 'sig' || word === 'mac');
}

/** `process.env.API_KEY`, `config.webhookSecret`. */
function isStoredSecret(value: ValueRef): boolean {
  const node = nodeOf(value);
  if (node.kind !== 'member') return false;
  const words = wordsOf(node.name);
  const isSecret =
    /^(?:secret|apikey|token|password)$/.test(words.at(-1) ?? '') ||
    /^(?:api|secret|access|admin) key$/.test(words.slice(-2).join(' '));
  return isSecret && /^(?:env|config|settings|options|secrets)$/i.test(nameOf(value, node.of));
}

function comesFromRequest(program: Program, value: ValueRef): boolean {
  return operandsOf(value, { throughCalls: true }).some((part) => {
    const node = nodeOf(part);
    if (node.kind !== 'param') return false;
    const role = rolesIn(program, part)?.get(node.index);
    return (
      role === 'request' || role === 'context' || /^_?(?:req|request|ctx)$/.test(part.fn.params[node.index]?.name ?? '')
    );
  });
}
