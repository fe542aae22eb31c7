/** Which constants a value may be: through variables, imports, negations and choices. */
import type { LiteralValue } from '../../ir.ts';
import type { NodeId } from '../../module-facts.ts';
import { exportedValue, importedFrom } from '../link/exported-value.ts';
import { propertyOf } from '../link/meaning.ts';
import { functionOf, nodeOf, type Program, type ValueRef, valueIn } from '../link/program.ts';

export interface KnownValues {
  /** `undefined` is the absence of a value. */
  readonly values: readonly (LiteralValue | undefined)[];
  /** It may be something else, too. */
  readonly open: boolean;
}

const OPEN: KnownValues = { values: [], open: true };
const MAX_LOOK = 8;
/** A choice among more than this is open. */
const MAX_STEPS = 200;

export function knownValues(program: Program, value: ValueRef): KnownValues {
  return find(program, value, MAX_LOOK, { left: MAX_STEPS });
}

/** Whether it is this constant and nothing else. */
export function isAlways(program: Program, value: ValueRef, constant: LiteralValue): boolean {
  const { values, open } = knownValues(program, value);
  return !open && values.length > 0 && values.every((one) => one === constant);
}

function find(program: Program, value: ValueRef, look: number, steps: { left: number }): KnownValues {
  steps.left -= 1;
  if (look <= 0 || steps.left <= 0) return OPEN;
  const node = nodeOf(value);
  const at = (id: NodeId): KnownValues => find(program, valueIn(value, id), look - 1, steps);
  switch (node.kind) {
    case 'literal':
      return { values: [node.value], open: false };
    case 'absent':
      return { values: [undefined], open: false };
    case 'unary':
      return node.operator === '!' ? mapped(at(node.of), (one) => !one) : node.operator === 'void' ? absent() : OPEN;
    case 'await':
      return at(node.of);
    case 'join':
      return united(node.of.map(at));
    case 'conditional':
      return united([at(node.then), at(node.otherwise)]);
    case 'logical':
      // Whether something is so is never undecided: `|| false` behind it is no default.
      if (value.fn.nodes[node.left]?.kind === 'unary' && node.operator !== '&&') return at(node.left);
      return logical(node.operator, at(node.left), at(node.right));
    case 'captured': {
      const values = functionOf(value.module, node.fn).fn.variables[node.variable]?.values ?? [];
      return united(
        values.map((given) =>
          find(program, { ...functionOf(value.module, given.in), node: given.node }, look - 1, steps),
        ),
      );
    }
    case 'import': {
      const made = value.module.facts.imports[node.import];
      const target = importedFrom(program, value.module, node.import);
      if (made === undefined || target === null) return OPEN;
      return united(exportedValue(program, target, made.imported).map((one) => find(program, one, look - 1, steps)));
    }
    case 'member':
      return united(
        partsOf(valueIn(value, node.of), node.name, look).map((one) => find(program, one, look - 1, steps)),
      );
    default:
      return OPEN;
  }
}

/** What a property is written as, also of a property: `CONFIG.tls.verify`. */
function partsOf(object: ValueRef, name: string, look: number): ValueRef[] {
  const node = nodeOf(object);
  if (node.kind !== 'member' || look <= 0) return propertyOf(object, name, 16);
  return partsOf(valueIn(object, node.of), node.name, look - 1).flatMap((one) => propertyOf(one, name, 16));
}

function absent(): KnownValues {
  return { values: [undefined], open: false };
}

function mapped(known: KnownValues, change: (one: LiteralValue | undefined) => LiteralValue): KnownValues {
  return { values: known.values.map(change), open: known.open };
}

function united(all: readonly KnownValues[]): KnownValues {
  if (all.length === 0) return OPEN;
  return { values: all.flatMap((one) => one.values), open: all.some((one) => one.open) };
}

/** What `a || b` may be: of `a` only what lets it through. */
function logical(operator: '&&' | '||' | '??', left: KnownValues, right: KnownValues): KnownValues {
  const passes = (one: LiteralValue | undefined): boolean =>
    operator === '&&' ? Boolean(one) : operator === '||' ? !one : one === null || one === undefined;
  const kept = left.values.filter((one) => !passes(one));
  const goesOn = left.open || left.values.some(passes);
  if (!goesOn) return { values: kept, open: false };
  return { values: [...kept, ...right.values], open: left.open || right.open };
}
