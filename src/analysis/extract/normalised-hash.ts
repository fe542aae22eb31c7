/** A hash of what a function does: its graph without positions and names of locals. Layout and renamed locals do not change it. */
import { createHash } from 'node:crypto';
import type { FlowNode, FunctionFacts } from '../module-facts.ts';
import type { Walk } from './walk.ts';

/** 16 hex characters. */
export function normalisedHash(facts: FunctionFacts, walk: Walk): string {
  const hash = createHash('sha256');
  hash.update(`${facts.async ? 'async' : ''} ${facts.generator ? 'generator' : ''} ${facts.params.length}\n`);
  for (const node of facts.nodes) hash.update(`${describe(node, walk)}\n`);
  for (const call of facts.calls)
    hash.update(
      `call ${call.callee} ${call.args.join()} ${call.construct ? 'new' : ''} ${call.awaited ? 'await' : ''} ${call.point}\n`,
    );
  for (const point of facts.points) hash.update(`${point.kind} ${point.parent ?? ''}\n`);
  for (const exit of facts.exits) hash.update(`${exit.kind} ${exit.value ?? ''} ${exit.point}\n`);
  return hash.digest('hex').slice(0, 16);
}

function describe(node: FlowNode, walk: Walk): string {
  switch (node.kind) {
    case 'import': {
      const made = walk.imports[node.import];
      return `import ${made?.module ?? ''} ${made?.imported ?? ''}`;
    }
    case 'function':
      return `function ${walk.functions[node.fn]?.hash ?? ''}`;
    case 'class': {
      const made = walk.classes[node.class];
      const methods = (made?.methods ?? []).map((id) => walk.functions[id]?.hash ?? '');
      return `class ${made?.name ?? ''} ${methods.join(' ')}`;
    }
    case 'captured':
      return `captured ${node.name}`;
    default: {
      const { span: _span, ...rest } = node;
      return JSON.stringify(rest);
    }
  }
}
