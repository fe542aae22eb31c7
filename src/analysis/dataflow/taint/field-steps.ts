/** One step back from a field of an object to what is written there, by class and not by object. */
import type { ClassFacts, NodeId } from '../../module-facts.ts';
import type { Move } from './flow-state.ts';
import { type FunctionRef, type LinkedModule, nodeOf, type Program, type ValueRef } from '../link/program.ts';

/** `this.name`: whatever any method of the class writes there. */
export function thisMoves(program: Program, state: Move): Move[] {
  const [name, ...rest] = state.path;
  if (name === undefined) return [];
  const written = fieldsOf(program, state.at);
  return (written.get(name) ?? []).map((at) => ({
    at,
    path: rest,
    context: null,
    anchor: null,
    step: { kind: 'field', name, span: nodeOf(at).span },
  }));
}

/** What is written to each field by the class that the function is a member of. */
function fieldsOf(program: Program, ref: FunctionRef): ReadonlyMap<string, readonly ValueRef[]> {
  const facts = ref.fn.class === null ? undefined : ref.module.facts.classes[ref.fn.class];
  if (facts === undefined) return new Map();
  return program.memo.once('fields', facts, 0, new Map<string, ValueRef[]>(), () => writtenFields(ref.module, facts));
}

function writtenFields(module: LinkedModule, facts: ClassFacts): Map<string, ValueRef[]> {
  const fields = new Map<string, ValueRef[]>();
  const add = (name: string, value: ValueRef): void => {
    const list = fields.get(name);
    if (list === undefined) fields.set(name, [value]);
    else list.push(value);
  };
  for (const field of facts.fields) {
    const fn = field.valueIn === null ? undefined : module.facts.functions[field.valueIn];
    if (fn !== undefined && field.value !== null) add(field.name, { module, fn, node: field.value });
  }
  for (const id of facts.methods) {
    const fn = module.facts.functions[id];
    if (fn === undefined) continue;
    for (const node of fn.nodes)
      if (node.kind === 'update' && node.name !== null && isThis({ module, fn }, node.of))
        add(node.name, { module, fn, node: node.value });
  }
  return fields;
}

function isThis(ref: FunctionRef, id: NodeId): boolean {
  let node = ref.fn.nodes[id];
  for (let steps = 0; node?.kind === 'update' && steps < 64; steps += 1) node = ref.fn.nodes[node.of];
  return node?.kind === 'this';
}

/** A part of `new C(x)`: what its constructor writes there. */
export function constructedMoves(program: Program, state: Move, constructor: FunctionRef): Move[] {
  const [name, ...rest] = state.path;
  if (name === undefined) return [];
  return (fieldsOf(program, constructor).get(name) ?? [])
    .filter((value) => value.fn === constructor.fn)
    .map((at) => ({ at, path: rest, context: state.context, anchor: null, step: { kind: 'same' } }));
}
