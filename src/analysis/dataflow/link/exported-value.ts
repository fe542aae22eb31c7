/** What a module of the repository gives under a name, through re-exports and barrel files. */
import { functionOf, type LinkedModule, nodeOf, type Program, type ValueRef } from './program.ts';

/** Barrels behind barrels are followed this far. */
const MAX_HOPS = 8;

/** The repository's module that an import means; null for packages, unknowns and modules that were not loaded. */
export function importedFrom(program: Program, module: LinkedModule, index: number): LinkedModule | null {
  const path = module.resolvedImports[index];
  return path == null ? null : (program.modules.get(path) ?? null);
}

/** The values exported as `name` (`default` included). `=` asks for the module's own value, where it has one. */
export function exportedValue(program: Program, module: LinkedModule, name: string): ValueRef[] {
  return follow(program, module, name, MAX_HOPS);
}

/** The first value that an import of the repository's own is; null for packages, unknowns and whole modules without one. */
export function importedValue(program: Program, module: LinkedModule, index: number): ValueRef | null {
  const made = module.facts.imports[index];
  const target = importedFrom(program, module, index);
  if (made === undefined || target === null) return null;
  const names = made.imported === '*' || made.imported === 'default' ? ['default', '='] : [made.imported];
  return names.flatMap((name) => exportedValue(program, target, name))[0] ?? null;
}

/** Where a name leads: through variables around and modules to the value it was given. The value itself where it is no name. */
export function originOf(program: Program, value: ValueRef): ValueRef {
  let at = value;
  for (let steps = 0; steps < MAX_HOPS; steps += 1) {
    const next = oneBack(program, at);
    if (next === null) break;
    at = next;
  }
  return at;
}

function oneBack(program: Program, at: ValueRef): ValueRef | null {
  const node = nodeOf(at);
  if (node.kind === 'import') return importedValue(program, at.module, node.import);
  if (node.kind !== 'captured') return null;
  const [only] = functionOf(at.module, node.fn).fn.variables[node.variable]?.values ?? [];
  return only === undefined ? null : { ...functionOf(at.module, only.in), node: only.node };
}

function follow(program: Program, module: LinkedModule, name: string, hops: number): ValueRef[] {
  if (hops <= 0) return [];
  const values: ValueRef[] = [];
  for (const made of module.facts.exports) {
    if (made.module === null) {
      if (made.exported === name && made.value !== null)
        values.push({ ...functionOf(module, made.valueIn), node: made.value });
      continue;
    }
    const passes =
      made.exported === name
        ? (made.imported ?? name)
        : made.exported === '*' && name !== 'default' && name !== '='
          ? name
          : null;
    const target = passes === null ? null : moduleNamed(program, module, made.module);
    if (target !== null && passes !== null) values.push(...follow(program, target, passes, hops - 1));
  }
  return values;
}

function moduleNamed(program: Program, module: LinkedModule, specifier: string): LinkedModule | null {
  const path = module.resolvedReexports.get(specifier) ?? null;
  return path === null ? null : (program.modules.get(path) ?? null);
}
