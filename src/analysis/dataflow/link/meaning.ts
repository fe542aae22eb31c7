/**
 * What a value is, beyond its spelling: a function of the repository, something a package gives, an instance of a
 * class, a parameter. `exec` is `node:child_process.exec` whatever it is called here, and a method that happens to
 * be called `exec` is not.
 *
 * A symbol is written as the way to it: `express.Router().get` is the `get` of what calling `express`'s `Router` gives;
 * `new` counts as calling. Awaiting changes nothing.
 */
import type { ClassFacts, NodeId } from '../../module-facts.ts';
import { exportedValue, importedFrom } from './exported-value.ts';
import {
  functionOf,
  type FunctionRef,
  type LinkedModule,
  nodeOf,
  type Program,
  type ValueRef,
  valueIn,
} from './program.ts';

export type Meaning =
  /** A name of a package or of the platform, as a way: `pg.Pool().query`, `process.env.PORT`. */
  | { readonly kind: 'symbol'; readonly symbol: string }
  | { readonly kind: 'function'; readonly ref: FunctionRef }
  | { readonly kind: 'class'; readonly module: LinkedModule; readonly class: number }
  | { readonly kind: 'instance'; readonly module: LinkedModule; readonly class: number }
  /** A module of the repository as a whole: `import * as m`. */
  | { readonly kind: 'module'; readonly module: LinkedModule }
  /** An object written down in the repository: `{ a, b }`, with what was assigned to it since. */
  | { readonly kind: 'object'; readonly value: ValueRef }
  /** A parameter, or a part of it: `param 0 of f`, then `.params.id`. */
  | { readonly kind: 'param'; readonly ref: FunctionRef; readonly index: number; readonly path: readonly string[] };

/** How far a chain of names, members and calls is followed for one value. */
const MAX_STEPS = 64;
const MAX_MEANINGS = 8;

export function meaningsOf(program: Program, value: ValueRef): readonly Meaning[] {
  return find(program, value, MAX_STEPS);
}

/** The symbols among a value's meanings. */
export function symbolsOf(program: Program, value: ValueRef): string[] {
  return meaningsOf(program, value).flatMap((meaning) => (meaning.kind === 'symbol' ? [meaning.symbol] : []));
}

/** The repository's own functions that a value may be. */
export function functionsOf(program: Program, value: ValueRef): FunctionRef[] {
  return meaningsOf(program, value).flatMap((meaning) =>
    meaning.kind === 'function'
      ? [meaning.ref]
      : meaning.kind === 'class'
        ? constructorOf(meaning.module, meaning.class)
        : [],
  );
}

function find(program: Program, value: ValueRef, steps: number): readonly Meaning[] {
  if (steps <= 0) return [];
  return program.memo.once('meaning', value.fn, value.node, [] as readonly Meaning[], () =>
    limit(compute(program, value, steps - 1)),
  );
}

function limit(meanings: readonly Meaning[]): readonly Meaning[] {
  return meanings.length > MAX_MEANINGS ? meanings.slice(0, MAX_MEANINGS) : meanings;
}

function compute(program: Program, value: ValueRef, steps: number): readonly Meaning[] {
  const node = nodeOf(value);
  const at = (id: NodeId): readonly Meaning[] => find(program, valueIn(value, id), steps);
  switch (node.kind) {
    case 'global':
      return [{ kind: 'symbol', symbol: node.name }];
    case 'import':
      return importMeanings(program, value.module, node.import, steps);
    case 'function':
      return [{ kind: 'function', ref: functionOf(value.module, node.fn) }];
    case 'class':
      return [{ kind: 'class', module: value.module, class: node.class }];
    case 'this':
      return value.fn.class === null ? [] : [{ kind: 'instance', module: value.module, class: value.fn.class }];
    case 'param':
      return paramMeanings(program, value, node.index, steps);
    case 'captured': {
      const owner = functionOf(value.module, node.fn);
      const values = owner.fn.variables[node.variable]?.values ?? [];
      return values.flatMap((given) =>
        find(program, { ...functionOf(value.module, given.in), node: given.node }, steps),
      );
    }
    case 'member':
      return at(node.of).flatMap((owner) => memberOf(program, owner, node.name, steps));
    case 'call': {
      const call = value.fn.calls[node.call];
      return call === undefined
        ? []
        : at(call.callee).flatMap((callee) => called(program, callee, call.construct, steps));
    }
    case 'await':
    case 'spread':
      return at(node.of);
    case 'object':
      return [{ kind: 'object', value }];
    case 'update':
      return [{ kind: 'object', value }, ...at(node.of).filter((meaning) => meaning.kind !== 'object')];
    case 'join':
      return node.of.flatMap(at);
    case 'logical':
      return [...at(node.left), ...at(node.right)];
    case 'conditional':
      return [...at(node.then), ...at(node.otherwise)];
    default:
      return [];
  }
}

// ── Members ─────────────────────────────────────────────────────────────────────────────────────────

function memberOf(program: Program, owner: Meaning, name: string, steps: number): readonly Meaning[] {
  switch (owner.kind) {
    case 'symbol':
      return [{ kind: 'symbol', symbol: name === 'default' ? owner.symbol : `${owner.symbol}.${name}` }];
    case 'param':
      return owner.path.length >= 3 ? [] : [{ ...owner, path: [...owner.path, name] }];
    case 'instance':
      return instanceMember(program, owner.module, owner.class, name, steps);
    case 'class':
      return methodsNamed(owner.module, owner.class, name, true).map((ref) => ({ kind: 'function', ref }));
    case 'object':
      return propertyOf(owner.value, name, MAX_STEPS).flatMap((value) => find(program, value, steps - 1));
    case 'module':
      return exportedValue(program, owner.module, name).flatMap((value) => find(program, value, steps - 1));
    case 'function':
      return name === 'bind' || name === 'call' || name === 'apply' ? [owner] : [];
  }
}

/** A member of an instance: a method of the class or what it extends, or a field by its value or its declared type. */
function instanceMember(
  program: Program,
  module: LinkedModule,
  index: number,
  name: string,
  steps: number,
): readonly Meaning[] {
  if (steps <= 0) return [];
  const methods = methodsNamed(module, index, name, false);
  if (methods.length > 0) return methods.map((ref) => ({ kind: 'function', ref }));
  const facts = module.facts.classes[index];
  if (facts === undefined) return [];
  const field = facts.fields.find((one) => one.name === name);
  if (field !== undefined) {
    const typed = typeMeanings(program, module, field.type, steps);
    if (typed.length > 0) return typed;
    if (field.value !== null && field.valueIn !== null)
      return find(program, { ...functionOf(module, field.valueIn), node: field.value }, steps - 1);
  }
  const assigned = assignedFields(module, facts, name).flatMap((value) => find(program, value, steps - 1));
  return assigned.length > 0 ? assigned : superMember(program, module, facts, name, steps);
}

function superMember(
  program: Program,
  module: LinkedModule,
  facts: ClassFacts,
  name: string,
  steps: number,
): readonly Meaning[] {
  if (facts.extends === null) return [];
  const parents = find(program, { ...functionOf(module, facts.in), node: facts.extends }, steps - 1);
  return parents.flatMap((parent): readonly Meaning[] => {
    if (parent.kind === 'class') return instanceMember(program, parent.module, parent.class, name, steps - 1);
    return parent.kind === 'symbol' ? [{ kind: 'symbol', symbol: `${parent.symbol}().${name}` }] : [];
  });
}

/** Values written to `this.name` in the constructor. */
function assignedFields(module: LinkedModule, facts: ClassFacts, name: string): ValueRef[] {
  return facts.methods.flatMap((id) => {
    const ref = functionOf(module, id);
    if (ref.fn.kind !== 'constructor') return [];
    return ref.fn.nodes.flatMap((node) =>
      node.kind === 'update' && node.name === name && isThis(ref, node.of) ? [valueIn(ref, node.value)] : [],
    );
  });
}

function isThis(ref: FunctionRef, id: NodeId): boolean {
  let at = ref.fn.nodes[id];
  for (let steps = 0; at?.kind === 'update' && steps < MAX_STEPS; steps += 1) at = ref.fn.nodes[at.of];
  return at?.kind === 'this';
}

function methodsNamed(module: LinkedModule, index: number, name: string, isStatic: boolean): FunctionRef[] {
  const methods = module.facts.classes[index]?.methods ?? [];
  return methods.map((id) => functionOf(module, id)).filter(({ fn }) => fn.name === name && fn.static === isStatic);
}

function constructorOf(module: LinkedModule, index: number): FunctionRef[] {
  return (module.facts.classes[index]?.methods ?? [])
    .map((id) => functionOf(module, id))
    .filter(({ fn }) => fn.kind === 'constructor');
}

/** Values that a property was given where the object is written down: `{ a: v }`, `o.a = v`. */
export function propertyOf(object: ValueRef, name: string, steps: number): ValueRef[] {
  if (steps <= 0) return [];
  const node = nodeOf(object);
  switch (node.kind) {
    case 'object':
      return node.properties.flatMap((part) => (part.key === name ? [valueIn(object, part.value)] : []));
    case 'update':
      return node.name === name ? [valueIn(object, node.value)] : propertyOf(valueIn(object, node.of), name, steps - 1);
    case 'join':
      return node.of.flatMap((of) => propertyOf(valueIn(object, of), name, Math.floor(steps / node.of.length)));
    case 'captured': {
      const values = functionOf(object.module, node.fn).fn.variables[node.variable]?.values ?? [];
      return values.flatMap((given) =>
        propertyOf(
          { ...functionOf(object.module, given.in), node: given.node },
          name,
          Math.floor(steps / Math.max(1, values.length)),
        ),
      );
    }
    default:
      return [];
  }
}

// ── Calls, imports and types ────────────────────────────────────────────────────────────────────────

function called(program: Program, callee: Meaning, construct: boolean, steps: number): readonly Meaning[] {
  switch (callee.kind) {
    case 'symbol':
      return [{ kind: 'symbol', symbol: `${callee.symbol}()` }];
    case 'class':
      return construct ? [{ kind: 'instance', module: callee.module, class: callee.class }] : [];
    case 'function':
      return returned(program, callee.ref, steps);
    default:
      return [];
  }
}

function returned(program: Program, ref: FunctionRef, steps: number): readonly Meaning[] {
  if (steps <= 0) return [];
  return ref.fn.exits.flatMap((exit) =>
    exit.kind === 'return' && exit.value !== null ? find(program, valueIn(ref, exit.value), steps - 1) : [],
  );
}

function importMeanings(program: Program, module: LinkedModule, index: number, steps: number): readonly Meaning[] {
  const made = module.facts.imports[index];
  if (made === undefined) return [];
  const target = importedFrom(program, module, index);
  if (target === null) {
    const whole = made.imported === '*' || made.imported === 'default';
    return module.resolvedImports[index] == null
      ? [{ kind: 'symbol', symbol: whole ? made.module : `${made.module}.${made.imported}` }]
      : [];
  }
  const own = exportedValue(program, target, '=');
  if (made.imported === '*')
    return [...own.flatMap((value) => find(program, value, steps - 1)), { kind: 'module', module: target }];
  const named = exportedValue(program, target, made.imported);
  const values =
    named.length > 0
      ? named
      : made.imported === 'default'
        ? own
        : own.flatMap((value) => propertyOf(value, made.imported, steps));
  return values.flatMap((value) => find(program, value, steps - 1));
}

function paramMeanings(program: Program, value: ValueRef, index: number, steps: number): readonly Meaning[] {
  const typed = typeMeanings(program, value.module, value.fn.params[index]?.type ?? null, steps);
  return [...typed, { kind: 'param', ref: { module: value.module, fn: value.fn }, index, path: [] }];
}

/** An instance of the class or package type that a declared type names. */
function typeMeanings(program: Program, module: LinkedModule, type: string | null, steps: number): readonly Meaning[] {
  const name = type === null ? null : /^([A-Za-z_$][\w$]*)(?:\.([A-Za-z_$][\w$]*))?/.exec(type);
  const [, root, inner] = name ?? [];
  if (root === undefined || steps <= 0) return [];
  const index = module.facts.imports.findIndex((made) => made.local === root);
  if (index >= 0) {
    const made = importMeanings(program, module, index, steps - 1);
    return made.flatMap((one) =>
      instanceOf(
        inner === undefined ? one : one.kind === 'symbol' ? { kind: 'symbol', symbol: `${one.symbol}.${inner}` } : one,
      ),
    );
  }
  const own = module.facts.classes.findIndex((one) => one.name === root);
  return own < 0 ? [] : [{ kind: 'instance', module, class: own }];
}

function instanceOf(meaning: Meaning): Meaning[] {
  if (meaning.kind === 'class') return [{ kind: 'instance', module: meaning.module, class: meaning.class }];
  return meaning.kind === 'symbol' ? [{ kind: 'symbol', symbol: `${meaning.symbol}()` }] : [];
}
