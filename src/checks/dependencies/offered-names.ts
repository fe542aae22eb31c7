/** Every name that a module of the repository gives; null where that cannot be told. */
import {
  nodeOf,
  functionOf,
  type LinkedModule,
  type Program,
  type ValueRef,
  valueIn,
} from '#analysis/dataflow/link/program.ts';

const MAX_HOPS = 8;

export function offersOf(program: Program, module: LinkedModule): ReadonlySet<string> | null {
  return program.memo.once<ReadonlySet<string> | null>('offered names', module, 0, null, () =>
    collect(program, module, MAX_HOPS),
  );
}

function collect(program: Program, module: LinkedModule, hops: number): ReadonlySet<string> | null {
  const { facts } = module;
  if (hops <= 0 || facts.broken.length > 0 || facts.exports.length === 0) return null;
  const names = new Set<string>();
  if (isHandedOn(module)) return null;
  for (const made of facts.exports) {
    if (made.exported === '*') {
      const inner = made.module === null ? null : innerNames(program, module, made.module, hops);
      if (inner === null) return null;
      for (const name of inner) if (name !== 'default') names.add(name);
    } else if (made.exported === '=') {
      const value = made.value === null ? null : { ...functionOf(module, made.valueIn), node: made.value };
      const keys = value === null ? null : keysOf(value);
      if (keys === null) return null;
      for (const key of keys) names.add(key);
      names.add('default');
      names.add('=');
    } else names.add(made.exported);
  }
  // `exports.a = …` in a script that may add more by computed names.
  const adds = facts.functions.some(
    (fn) =>
      fn.nodes.some((node) => node.kind === 'global' && (node.name === 'exports' || node.name === 'module')) &&
      fn.nodes.some((node) => node.kind === 'index' && isExports(fn.nodes[node.of])),
  );
  if (adds) return null;
  const script =
    facts.exports.some(({ module: from, value }) => from === null && value !== null) &&
    facts.imports.some(({ module: from }) => from === '');
  return script ? null : withInterop(names, facts.dialect);
}

/** What is exported grows afterwards, or is given to some call, which may put more on it: `require('./more')(module.exports)`. */
function isHandedOn(module: LinkedModule): boolean {
  const exported = new Set<string>();
  for (const { exported: name, value, valueIn: owner } of module.facts.exports) {
    if (name !== '=' || value === null) continue;
    let id: number | null = value;
    for (let steps = 0; id !== null && steps < 1_000; steps += 1) {
      exported.add(`${owner} ${id}`);
      const node: LinkedModule['facts']['functions'][number]['nodes'][number] | undefined =
        module.facts.functions[owner]?.nodes[id];
      id = node?.kind === 'update' ? node.of : null;
    }
  }
  return module.facts.functions.some(
    (fn) =>
      fn.nodes.some(
        (node, id) => node.kind === 'update' && !exported.has(`${fn.id} ${id}`) && exported.has(`${fn.id} ${node.of}`),
      ) ||
      fn.calls.some((call) =>
        call.args.some((id) => {
          const node = fn.nodes[id];
          if (isExports(node) || exported.has(`${fn.id} ${id}`)) return true;
          if (node?.kind !== 'captured') return false;
          const values = module.facts.functions[node.fn]?.variables[node.variable]?.values ?? [];
          return values.some((given) => exported.has(`${given.in} ${given.node}`));
        }),
      ),
  );
}

/** A script's exports are the default of whoever imports it as a module. */
function withInterop(names: Set<string>, dialect: string): ReadonlySet<string> {
  if (/javascript|jsx/i.test(dialect)) names.add('default');
  return names;
}

function isExports(node: LinkedModule['facts']['functions'][number]['nodes'][number] | undefined): boolean {
  return node?.kind === 'global' ? node.name === 'exports' : node?.kind === 'member' && node.name === 'exports';
}

function innerNames(
  program: Program,
  module: LinkedModule,
  specifier: string,
  hops: number,
): ReadonlySet<string> | null {
  const path = module.resolvedReexports.get(specifier);
  const target = path == null ? undefined : program.modules.get(path);
  return target === undefined ? null : collect(program, target, hops - 1);
}

/** The keys of an object that is written in sight as a whole; null for anything else: functions and classes may have more. */
function keysOf(value: ValueRef): readonly string[] | null {
  const node = nodeOf(value);
  if (node.kind === 'update') {
    const rest = keysOf(valueIn(value, node.of));
    return rest === null || node.name === null ? null : [...rest, node.name];
  }
  if (node.kind !== 'object') return null;
  const keys: string[] = [];
  for (const { key } of node.properties) {
    if (key === null) return null;
    keys.push(key);
  }
  return keys;
}
