/** What a language model is told: the texts and messages in the arguments of a call that asks it, instructions or not. */
import type { Span } from '#domain/span.ts';
import { functionOf, type LinkedModule, nodeOf, type Program, type ValueRef, valueIn } from '../link/program.ts';
import { knownValues } from '../taint/known-values.ts';
import { INSTRUCTING_ROLES } from '../models/prompt-apis.ts';
import { shownAt, type Shown } from '../taint/flow-place.ts';
import type { FlowStart } from '../taint/taint.ts';
import { modelCallsIn } from './model-calls.ts';

export interface ModelText {
  readonly value: ValueRef;
  readonly shown: Shown;
  readonly starts: readonly FlowStart[];
  /** Given as instructions, by its option or its role; else as what somebody says. */
  readonly instructs: boolean;
}

const TEXTS: ReadonlySet<string> = new Set([
  'prompt',
  'input',
  'content',
  'text',
  'contents',
  'message',
  'query',
  'parts',
  'messages',
  'user',
]);
const INSTRUCTIONS: ReadonlySet<string> = new Set([
  'system',
  'instructions',
  'systemInstruction',
  'system_instruction',
  'preamble',
  'systemPrompt',
]);
const MAX_VALUES = 80;

export function* modelTextsIn(program: Program, module: LinkedModule): Generator<ModelText> {
  for (const ref of modelCallsIn(program, module)) {
    const waiting = ref.call.args.map((id): Waiting => ({
      at: valueIn(ref, id),
      instructs: false,
      named: false,
      around: null,
    }));
    for (let next = 0; next < waiting.length && next < MAX_VALUES; next += 1) {
      const one = waiting[next];
      if (one === undefined) break;
      const inner = partsOf(program, one);
      if (inner !== null) {
        const own = nodeOf(one.at);
        const around = own.kind === 'object' && one.at.fn === ref.fn ? own.span : one.around;
        waiting.push(...inner.map((part) => ({ ...part, around })));
      } else if (one.named || nodeOf(one.at).kind !== 'param') {
        const anchor = one.at.fn === ref.fn ? ref.call.point : null;
        const { span } = nodeOf(one.at);
        const inPlace =
          one.at.fn === ref.fn && span.startLine >= ref.call.span.startLine && span.endLine <= ref.call.span.endLine;
        // A name stands for it there: the message that it is given in.
        const where = inPlace ? span : one.around;
        const shown = where === null ? shownAt(ref) : { ...shownAt(ref), span: where };
        yield { value: one.at, shown, starts: [{ at: one.at, path: [], anchor }], instructs: one.instructs };
      }
    }
  }
}

interface Waiting {
  readonly at: ValueRef;
  readonly instructs: boolean;
  /** Reached by the name of an option. */
  readonly named: boolean;
  /** The object that it is written in, in the function that asks. */
  readonly around: Span | null;
}

type Part = Omit<Waiting, 'around'>;

/** What a list or an object of options is made of; null for a text. */
function partsOf(program: Program, { at, instructs, named }: Waiting): Part[] | null {
  const node = nodeOf(at);
  switch (node.kind) {
    case 'array':
      return node.items.map((item) => ({ at: valueIn(at, item), instructs, named }));
    case 'spread':
      return [{ at: valueIn(at, node.of), instructs, named }];
    case 'captured': {
      const values = functionOf(at.module, node.fn).fn.variables[node.variable]?.values ?? [];
      const made = values.map((given) => ({ ...functionOf(at.module, given.in), node: given.node }));
      return made.length > 0 &&
        made.length < 6 &&
        made.every((one) => /^(?:array|object|update)$/.test(nodeOf(one).kind))
        ? made.map((one) => ({ at: one, instructs, named }))
        : null;
    }
    case 'update':
      return [
        { at: valueIn(at, node.of), instructs, named },
        ...(node.name === null || TEXTS.has(node.name)
          ? [{ at: valueIn(at, node.value), instructs, named: true }]
          : []),
      ];
    case 'object': {
      const role = node.properties.find(({ key }) => key === 'role');
      const roles = role === undefined ? [] : knownValues(program, valueIn(at, role.value)).values;
      const instructing = instructs || roles.some((one) => typeof one === 'string' && INSTRUCTING_ROLES.has(one));
      return node.properties.flatMap(({ key, value, spread }): Part[] => {
        if (spread) return [{ at: valueIn(at, value), instructs: instructing, named }];
        if (key === null) return [];
        if (INSTRUCTIONS.has(key)) return [{ at: valueIn(at, value), instructs: true, named: true }];
        return TEXTS.has(key) ? [{ at: valueIn(at, value), instructs: instructing, named: true }] : [];
      });
    }
    case 'literal':
    case 'absent':
    case 'function':
      return [];
    default:
      return null;
  }
}
