/** Whether a value is about a person, by what it is called: a property, a parameter, a variable. */
import { describeWritten, nameOf } from '../link/operands.ts';
import { nodeOf, type Program } from '../link/program.ts';
import { isPersonalOwner, type PersonalKind, personalKind } from '../models/personal-names.ts';
import type { FlowState, Source } from '../taint/flow-state.ts';
import { localNames } from '../taint/value-names.ts';
import { isOpaque } from './secret-values.ts';

/** `grave` or `ordinary`, as its kind says. */
export function personalSource(program: Program, state: FlowState): Source | null {
  if (state.path.length > 0) return null;
  const { at } = state;
  const node = nodeOf(at);
  const found = (name: string, text: string): Source | null => {
    const kind: PersonalKind | null = personalKind(name);
    if (kind === null || !isOpaque(program, at)) return null;
    return { text, at, span: node.span, certainty: 'likely', kind };
  };
  switch (node.kind) {
    case 'member':
      return isPersonalOwner(nameOf(at, node.of)) ? found(node.name, describeWritten(at, at.node)) : null;
    case 'param':
      return found(at.fn.params[node.index]?.name ?? '', at.fn.params[node.index]?.name ?? '');
    case 'captured':
      return found(node.name, node.name);
    case 'call': {
      for (const name of localNames(program, at, at.node)) {
        const source = found(name, name);
        if (source !== null) return source;
      }
      return null;
    }
    default:
      return null;
  }
}
