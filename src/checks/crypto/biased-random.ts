/** Random bytes are cut to a range in a way that makes some values likelier: remainders, rounded parts, sums, products. */
import { operandsOf } from '#analysis/dataflow/link/operands.ts';
import {
  functionOf,
  nodeOf,
  type FunctionRef,
  type Program,
  type ValueRef,
  valueIn,
} from '#analysis/dataflow/link/program.ts';
import { knownValues } from '#analysis/dataflow/taint/known-values.ts';
import { conditionsAround } from '#analysis/dataflow/taint/surroundings.ts';
import { functionsOf } from '#analysis/dataflow/link/meaning.ts';
import type { FlowNode, NodeId } from '#analysis/module-facts.ts';
import { changedFunctions, placeIn, plainSymbols, symbolIn } from '../call-places.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  meta: {
    title: 'Random bytes are cut to a range so that some values come more often',
    area: 'crypto',
    severity: 'medium',
    confidence: 'medium',
    cwe: [327],
    owasp: 'A02:2021',
  },
  needs: 'program',
  check({ side, program }, report) {
    for (const ref of changedFunctions(program)) {
      for (const [id, node] of ref.fn.nodes.entries()) {
        const says = biasOf(program, ref, id, node);
        if (says === null) continue;
        report({
          place: placeIn(ref, side, node.span),
          symbol: symbolIn(ref),
          message: says,
          remedy:
            'Use `crypto.randomInt(min, max)`, or leave out bytes that are beyond the largest multiple of the range.',
        });
      }
    }
  },
});

function biasOf(program: Program, ref: FunctionRef, id: NodeId, node: FlowNode): string | null {
  if (node.kind === 'concat') return sumBias(program, ref, node.parts) ?? null;
  if (node.kind === 'call') return digitsBias(program, ref, node.call);
  if (node.kind !== 'binary') return null;
  const byte = isByte(program, valueIn(ref, node.left));
  switch (node.operator) {
    case '%':
      return byte ? remainderBias(program, ref, id, node.left, node.right) : null;
    case '/':
      return byte ? partBias(program, ref, id, node.right) : null;
    case '*':
      return byte && isByte(program, valueIn(ref, node.right))
        ? 'The product of two random bytes is not random alike: small factors come more often'
        : null;
    default:
      return null;
  }
}

function remainderBias(program: Program, ref: FunctionRef, id: NodeId, byte: NodeId, right: NodeId): string | null {
  const divisor = onlyNumber(program, valueIn(ref, right));
  if (divisor === null || isPowerOfTwo(divisor) || isSortedOut(ref, id, byte)) return null;
  return `The remainder of a random byte and ${divisor}: the first values come more often, since 256 is no multiple of it`;
}

/** `byte / 25.6`, rounded: the parts are not equal. What is divided by the whole range is a share of it. */
function partBias(program: Program, ref: FunctionRef, id: NodeId, right: NodeId): string | null {
  const divisor = onlyNumber(program, valueIn(ref, right));
  if (divisor === null || isPowerOfTwo(divisor) || isPowerOfTwo(divisor + 1) || !isRounded(program, ref, id))
    return null;
  return `A random byte divided by ${divisor} and rounded: not every value comes equally often`;
}

function isRounded(program: Program, ref: FunctionRef, id: NodeId): boolean {
  return ref.fn.calls.some(
    (call) =>
      plainSymbols(program, valueIn(ref, call.callee)).some((one) => /^Math\.(?:floor|ceil|round|trunc)$/.test(one)) &&
      call.args.some((argument) =>
        operandsOf(valueIn(ref, argument), { throughCalls: false }).some(
          (part) => part.fn === ref.fn && part.node === id,
        ),
      ),
  );
}

function sumBias(program: Program, ref: FunctionRef, parts: readonly NodeId[]): string | null {
  const values = parts.map((part) => valueIn(ref, part));
  if (values.some((value) => isText(program, value))) return null;
  const bytes = values.filter((value) => isShifted(program, value));
  return bytes.length > 1 ? 'The sum of random bytes is not random alike: its middle comes more often' : null;
}

/** A byte, or one to which a constant was added. */
function isShifted(program: Program, value: ValueRef): boolean {
  if (isByte(program, value)) return true;
  const node = nodeOf(value);
  if (node.kind !== 'concat') return false;
  const parts = node.parts.map((part) => valueIn(value, part));
  return parts.some((part) => isByte(program, part)) && !parts.some((part) => isText(program, part));
}

/** `Number('0.' + bytes.readUIntBE(0, 3))`: a number has no leading zeros. */
function digitsBias(program: Program, ref: FunctionRef, index: number): string | null {
  const call = ref.fn.calls[index];
  if (call === undefined) return null;
  const reads = plainSymbols(program, valueIn(ref, call.callee)).some((one) =>
    /^(?:Number|parseFloat|Number\.parseFloat)$/.test(one),
  );
  const [first] = call.args;
  const text = first === undefined ? undefined : ref.fn.nodes[first];
  if (!reads || text?.kind !== 'concat') return null;
  const [start, ...rest] = text.parts.map((part) => valueIn(ref, part));
  const literal = start === undefined ? null : nodeOf(start);
  if (literal?.kind !== 'literal' || !/^0?\.$/.test(String(literal.value))) return null;
  return rest.some((part) => isRandomNumber(program, part))
    ? 'Digits behind a point, made of a random number: those with leading zeros never come'
    : null;
}

/** Whether bytes that would tip the scale were left out before: some comparison of the same byte holds here. */
function isSortedOut(ref: FunctionRef, id: NodeId, byte: NodeId): boolean {
  return conditionsAround(ref, id).some(({ node }) => {
    const condition = ref.fn.nodes[node];
    if (condition?.kind !== 'binary' || !/^[<>]=?$/.test(condition.operator)) return false;
    return sameByte(ref, condition.left, byte) || sameByte(ref, condition.right, byte);
  });
}

function sameByte(ref: FunctionRef, one: NodeId, other: NodeId): boolean {
  if (one === other) return true;
  const [a, b] = [ref.fn.nodes[one], ref.fn.nodes[other]];
  return a?.kind === 'index' && b?.kind === 'index' && a.key === b.key && a.of === b.of;
}

// ── Where the bytes come from ───────────────────────────────────────────────────────────────────────

const GENERATORS =
  /^(?:crypto\.(?:randomBytes|webcrypto\.getRandomValues|getRandomValues)|secure-random|randombytes|tweetnacl\.randomBytes|(?:window|globalThis|self)\.crypto\.getRandomValues)$/;
const MAX_LOOK = 6;

/** One element of random bytes. */
function isByte(program: Program, value: ValueRef, look = MAX_LOOK): boolean {
  const node = nodeOf(value);
  if (node.kind === 'index' || node.kind === 'element') return isBytes(program, valueIn(value, node.of), MAX_LOOK);
  // A variable may be given to itself, round a loop of functions.
  if (node.kind === 'captured' && look > 0) return onlyValue(value).some((one) => isByte(program, one, look - 1));
  return false;
}

function isRandomNumber(program: Program, value: ValueRef): boolean {
  const node = nodeOf(value);
  const call = node.kind === 'call' ? value.fn.calls[node.call] : undefined;
  if (call === undefined || call.receiver === null) return isByte(program, value);
  const callee = value.fn.nodes[call.callee];
  return (
    callee?.kind === 'member' &&
    /^readU?(?:Big)?Int/.test(callee.name) &&
    isBytes(program, valueIn(value, call.receiver), MAX_LOOK)
  );
}

function isBytes(program: Program, value: ValueRef, look: number): boolean {
  if (look <= 0) return false;
  const node = nodeOf(value);
  switch (node.kind) {
    case 'call': {
      const call = value.fn.calls[node.call];
      if (call === undefined) return false;
      const callee = valueIn(value, call.callee);
      if (plainSymbols(program, callee).some((one) => GENERATORS.test(one))) return true;
      const name = nodeOf(callee);
      if (call.receiver !== null && name.kind === 'member' && /^(?:values|subarray|slice)$/.test(name.name))
        return isBytes(program, valueIn(value, call.receiver), look - 1);
      return functionsOf(program, callee).some((fn) =>
        fn.fn.exits.some(
          (exit) =>
            exit.kind === 'return' && exit.value !== null && isBytes(program, valueIn(fn, exit.value), look - 2),
        ),
      );
    }
    case 'await':
    case 'spread':
      return isBytes(program, valueIn(value, node.of), look - 1);
    case 'join':
      return node.of.some((of) => isBytes(program, valueIn(value, of), look - 2));
    case 'captured':
      return onlyValue(value).some((one) => isBytes(program, one, look - 1));
    default:
      return false;
  }
}

function onlyValue(value: ValueRef): ValueRef[] {
  const node = nodeOf(value);
  if (node.kind !== 'captured') return [];
  const values = functionOf(value.module, node.fn).fn.variables[node.variable]?.values ?? [];
  return values.slice(0, 4).map((given) => ({ ...functionOf(value.module, given.in), node: given.node }));
}

function isText(program: Program, value: ValueRef, look = MAX_LOOK): boolean {
  const node = nodeOf(value);
  if (node.kind === 'concat' && look > 0)
    return node.parts.some((part) => isText(program, valueIn(value, part), look - 1));
  return knownValues(program, value).values.some((one) => typeof one === 'string');
}

function onlyNumber(program: Program, value: ValueRef): number | null {
  const { values, open } = knownValues(program, value);
  const [only] = values;
  return !open && values.length === 1 && typeof only === 'number' && only > 1 ? only : null;
}

function isPowerOfTwo(number: number): boolean {
  return Number.isInteger(Math.log2(number));
}
