/** An initialisation vector that is the same for every message: a constant, zeros, or made once and kept. */
import { nodeOf, type CallRef, type Program, type ValueRef, valueIn } from '#analysis/dataflow/link/program.ts';
import { knownValues } from '#analysis/dataflow/taint/known-values.ts';
import { givenValues, optionOf } from '#analysis/dataflow/taint/written-options.ts';
import { argumentOf, calledSymbols, changedCalls, placeIn, plainSymbols, symbolIn } from '../call-places.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  meta: {
    title: 'An initialisation vector is the same for every message',
    area: 'crypto',
    severity: 'high',
    confidence: 'high',
    cwe: [329, 323],
    owasp: 'A02:2021',
  },
  needs: 'program',
  check({ side, program }, report) {
    for (const ref of changedCalls(program)) {
      for (const iv of vectorsOf(program, ref)) {
        const why = repeats(program, ref, iv);
        if (why === null) continue;
        report({
          place: placeIn(ref, side, ref.call.span),
          symbol: symbolIn(ref),
          message: `The initialisation vector ${why}: equal texts look equal, and in GCM or CTR mode both can be read`,
          remedy:
            'Make it anew for every message, `randomBytes(12)` for GCM, and store it beside the text; it is no secret.',
          evidence: [{ place: { path: iv.module.path, side, span: nodeOf(iv).span }, message: 'the vector' }],
        });
        break;
      }
    }
  },
});

function vectorsOf(program: Program, ref: CallRef): readonly ValueRef[] {
  for (const symbol of calledSymbols(program, ref)) {
    if (symbol === 'crypto.createCipheriv') {
      const iv = argumentOf(ref, 2);
      return iv === null ? [] : [iv];
    }
    if (/^crypto-js(?:\.|\/)\w+\.encrypt$/.test(symbol))
      return givenValues(optionOf(program, argumentOf(ref, 2), 'iv'));
    if (/\bsubtle\.encrypt$/.test(symbol)) {
      const given = argumentOf(ref, 0);
      return ['iv', 'counter'].flatMap((name) => givenValues(optionOf(program, given, name)));
    }
  }
  return [];
}

const ENCODERS: ReadonlySet<string> = new Set([
  'Buffer.from',
  'buffer.Buffer.from',
  'TextEncoder().encode',
  'Uint8Array',
]);
const ZEROS: ReadonlySet<string> = new Set(['Buffer.alloc', 'buffer.Buffer.alloc', 'Uint8Array']);
const RANDOM =
  /^(?:crypto\.(?:randomBytes|randomFillSync|getRandomValues|webcrypto\.getRandomValues)|window\.crypto\.getRandomValues|globalThis\.crypto\.getRandomValues)$/;

/** How it comes that the vector repeats; null where it may be another one each time. */
function repeats(program: Program, ref: CallRef, iv: ValueRef): string | null {
  if (isText(program, iv)) return 'is a constant';
  const node = nodeOf(iv);
  if (node.kind === 'captured') return keptFrom(program, ref, iv);
  return madeFixed(program, iv);
}

function isText(program: Program, value: ValueRef): boolean {
  const { values, open } = knownValues(program, value);
  return !open && values.length > 0 && values.every((one) => typeof one === 'string' && one !== '');
}

/** A buffer that is made of a constant, or of zeros. */
function madeFixed(program: Program, value: ValueRef): string | null {
  const node = nodeOf(value);
  const call = node.kind === 'call' ? value.fn.calls[node.call] : undefined;
  if (call === undefined) {
    if (node.kind !== 'array' || node.items.length < 8) return null;
    return node.items.every((id) => value.fn.nodes[id]?.kind === 'literal') ? 'is a constant' : null;
  }
  const symbols = plainSymbols(program, valueIn(value, call.callee)).map((one) => one.replace(/\(\)$/, ''));
  const [first] = call.args;
  const given = first === undefined ? null : valueIn(value, first);
  if (given === null) return null;
  if (
    symbols.some((symbol) => ZEROS.has(symbol)) &&
    knownValues(program, given).values.some((one) => typeof one === 'number')
  )
    return isFilledLater(value) ? null : 'is all zeros';
  const encodes = symbols.some((symbol) => ENCODERS.has(symbol) || /^crypto-js(?:\.|\/)enc\.\w+\.parse$/.test(symbol));
  return encodes && (isText(program, given) || madeFixed(program, given) !== null) ? 'is a constant' : null;
}

/** `randomFillSync(iv)`: it is given to something before it is used. */
function isFilledLater(value: ValueRef): boolean {
  return value.fn.calls.some(
    (call) =>
      call.args.includes(value.node) &&
      value.fn.nodes[call.callee]?.kind === 'member' &&
      /random|fill|copy|write|set/i.test(calleeName(value, call.callee)),
  );
}

function calleeName(value: ValueRef, callee: number): string {
  const node = value.fn.nodes[callee];
  return node?.kind === 'member' || node?.kind === 'global' ? node.name : '';
}

/** A vector that is made at the module's level and used in a function, time and again. */
function keptFrom(program: Program, ref: CallRef, iv: ValueRef): string | null {
  const node = nodeOf(iv);
  if (node.kind !== 'captured' || node.fn !== 0 || ref.fn.id === 0) return null;
  const values = ref.module.facts.functions[0]?.variables[node.variable]?.values ?? [];
  const [only] = values;
  if (only === undefined || values.length !== 1 || only.in !== 0) return null;
  const made: ValueRef = { module: ref.module, fn: ref.module.facts.functions[0] ?? ref.fn, node: only.node };
  const call = nodeOf(made);
  if (call.kind === 'call') {
    const callee = made.fn.calls[call.call]?.callee;
    if (callee !== undefined && plainSymbols(program, valueIn(made, callee)).some((one) => RANDOM.test(one)))
      return 'is made once, when the module is loaded, and kept';
  }
  return madeFixed(program, made);
}
