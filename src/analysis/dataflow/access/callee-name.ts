/**
 * A name for what a call calls, equal wherever the same thing is called, also where it could not be looked into:
 * for telling from other calls of it how it is used.
 */
import type { NodeId } from '../../module-facts.ts';
import { functionOf, type FunctionRef } from '../link/program.ts';

const MAX_STEPS = 12;

/** Null for what has no name that others could use: a parameter, a value made here. */
export function calleeName(ref: FunctionRef, callee: NodeId): string | null {
  const names: string[] = [];
  let at: { ref: FunctionRef; id: NodeId } = { ref, id: callee };
  for (let steps = 0; steps < MAX_STEPS; steps += 1) {
    const { module, fn } = at.ref;
    const node = fn.nodes[at.id];
    switch (node?.kind) {
      case 'member':
        names.unshift(node.name);
        at = { ref: at.ref, id: node.of };
        continue;
      case 'update':
      case 'await':
        at = { ref: at.ref, id: node.of };
        continue;
      case 'captured': {
        const owner = functionOf(module, node.fn);
        const values = owner.fn.variables[node.variable]?.values ?? [];
        const [only] = values;
        if (values.length !== 1 || only === undefined)
          return ['variable', module.path, node.fn, node.variable, ...names].join(' ');
        at = { ref: functionOf(module, only.in), id: only.node };
        continue;
      }
      case 'import': {
        const made = module.facts.imports[node.import];
        const from = module.resolvedImports[node.import] ?? made?.module ?? '';
        return ['import', from, made?.imported ?? '', ...names].join(' ');
      }
      case 'function':
        return ['function', module.path, node.fn, ...names].join(' ');
      case 'global':
        return ['global', node.name, ...names].join(' ');
      case 'this':
        return fn.class === null || names.length === 0 ? null : ['this', module.path, fn.class, ...names].join(' ');
      default:
        return null;
    }
  }
  return null;
}
