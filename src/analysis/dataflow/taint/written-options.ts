/**
 * What an object of options says of one of its options: that it is given, that it is not, or that the object cannot be
 * seen as a whole. Absence is only told of objects of which every part is written in sight.
 */
import { importedFrom, exportedValue } from '../link/exported-value.ts';
import { functionOf, nodeOf, type Program, type ValueRef, valueIn } from '../link/program.ts';

export type Option =
  | { readonly kind: 'given'; readonly values: readonly ValueRef[]; readonly always: boolean }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unknown' };

const MAX_LOOK = 12;
const UNKNOWN: Option = { kind: 'unknown' };
const ABSENT: Option = { kind: 'absent' };

/** Names are compared without regard to case where `anyCase`. No object at all has no option. */
export function optionOf(program: Program, options: ValueRef | null, name: string, anyCase = false): Option {
  if (options === null) return ABSENT;
  const same = anyCase
    ? (key: string): boolean => key.toLowerCase() === name.toLowerCase()
    : (key: string): boolean => key === name;
  return find(program, options, same, MAX_LOOK);
}

/** Whether the option is given as this constant, in all that can be seen of it. */
export function givenValues(option: Option): readonly ValueRef[] {
  return option.kind === 'given' ? option.values : [];
}

function find(program: Program, at: ValueRef, same: (key: string) => boolean, look: number): Option {
  if (look <= 0) return UNKNOWN;
  const node = nodeOf(at);
  const next = (value: ValueRef): Option => find(program, value, same, look - 1);
  switch (node.kind) {
    case 'object': {
      let found: Option = ABSENT;
      for (const part of node.properties) {
        if (part.key !== null && same(part.key))
          found = { kind: 'given', values: [valueIn(at, part.value)], always: true };
        else if (part.key === null) found = overlaid(found, part.spread ? next(valueIn(at, part.value)) : UNKNOWN);
      }
      return found;
    }
    case 'absent':
      return ABSENT;
    case 'update':
      if (node.name !== null && same(node.name))
        return { kind: 'given', values: [valueIn(at, node.value)], always: true };
      return next(valueIn(at, node.of));
    case 'join':
      return either(node.of.slice(0, 8).map((of) => next(valueIn(at, of))));
    case 'conditional':
      return either([next(valueIn(at, node.then)), next(valueIn(at, node.otherwise))]);
    case 'spread':
    case 'await':
      return next(valueIn(at, node.of));
    case 'captured': {
      const values = functionOf(at.module, node.fn).fn.variables[node.variable]?.values ?? [];
      if (values.length === 0 || values.length > 8) return UNKNOWN;
      return either(values.map((given) => next({ ...functionOf(at.module, given.in), node: given.node })));
    }
    case 'import': {
      const made = at.module.facts.imports[node.import];
      const target = importedFrom(program, at.module, node.import);
      const values = made === undefined || target === null ? [] : exportedValue(program, target, made.imported);
      return values.length === 0 ? UNKNOWN : either(values.map(next));
    }
    default:
      return UNKNOWN;
  }
}

/** What comes later in an object replaces what came before, where it has it. */
function overlaid(before: Option, later: Option): Option {
  if (later.kind === 'absent') return before;
  if (later.kind === 'given' && later.always) return later;
  return UNKNOWN;
}

function either(all: readonly Option[]): Option {
  if (all.length === 0 || all.some((one) => one.kind === 'unknown')) return UNKNOWN;
  const values = all.flatMap(givenValues);
  if (values.length === 0) return ABSENT;
  return { kind: 'given', values, always: all.every((one) => one.kind === 'given' && one.always) };
}
