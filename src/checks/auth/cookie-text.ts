/** Cookies that are set as a text: a `Set-Cookie` header, or `document.cookie`. */
import { nameOf } from '#analysis/dataflow/link/operands.ts';
import { nodeOf, type FunctionRef, type Program, type ValueRef, valueIn } from '#analysis/dataflow/link/program.ts';
import { knownValues } from '#analysis/dataflow/taint/known-values.ts';
import type { Span } from '#domain/span.ts';

export interface CookieText {
  readonly name: string;
  readonly span: Span;
  /** In lower case; what is not known is left out. */
  readonly text: string;
  readonly browser: boolean;
}

export function* cookieTexts(program: Program, ref: FunctionRef): Generator<CookieText> {
  for (const call of ref.fn.calls) {
    const [first, second] = call.args;
    if (first === undefined || second === undefined) continue;
    if (!/^(?:setHeader|header|set|append|writeHead)$/.test(nameOf(ref, call.callee))) continue;
    const header = knownValues(program, valueIn(ref, first)).values;
    if (!header.some((one) => typeof one === 'string' && one.toLowerCase() === 'set-cookie')) continue;
    yield* textsOf(program, valueIn(ref, second), false);
  }
  for (const node of ref.fn.nodes)
    if (node.kind === 'update' && node.name === 'cookie' && ref.fn.nodes[node.of]?.kind === 'global')
      yield* textsOf(program, valueIn(ref, node.value), true);
}

function* textsOf(program: Program, value: ValueRef, browser: boolean): Generator<CookieText> {
  const node = nodeOf(value);
  if (node.kind === 'array') {
    for (const item of node.items.slice(0, 50)) yield* textsOf(program, valueIn(value, item), browser);
    return;
  }
  const text = written(program, value);
  const name = text === null ? undefined : /^\s*([\w.-]{1,60})=/.exec(text)?.[1];
  if (text !== null && name !== undefined) yield { name, span: node.span, text: text.toLowerCase(), browser };
}

/** What is written of a text; null where a part that is not known may hold attributes, since nothing follows it. */
function written(program: Program, value: ValueRef): string | null {
  const node = nodeOf(value);
  if (node.kind !== 'concat') {
    const [text] = knownValues(program, value).values;
    return typeof text === 'string' ? text : null;
  }
  const parts = node.parts.map((part) => {
    const { values, open } = knownValues(program, valueIn(value, part));
    return !open && values.length === 1 && typeof values[0] === 'string' ? values[0] : null;
  });
  const unknown = parts.filter((part) => part === null).length;
  return parts[0] === null || unknown > 1 ? null : parts.join('');
}
