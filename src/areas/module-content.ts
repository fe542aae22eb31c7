/**
 * What changed code does, read from linked facts: packages and platform functions it uses, secrets it reads from the
 * environment, texts that say what they are for. A function that is touched counts with the whole of what it verifies.
 */
import { symbolsOf } from '#analysis/dataflow/link/meaning.ts';
import {
  functionOf,
  valueIn,
  type FunctionRef,
  type LinkedModule,
  type Program,
} from '#analysis/dataflow/link/program.ts';
import type { FlowNode } from '#analysis/module-facts.ts';
import type { BuiltInArea } from '#domain/area.ts';
import type { Span } from '#domain/span.ts';
import { meets, ownChangedLines } from './changed-code.ts';
import type { Evidence } from './evidence.ts';
import { PERMISSION_USES } from './models/packages.ts';
import { REFUSING_STATUSES, SECRET_ENVIRONMENT, TEXTS } from './models/texts.ts';
import type { SymbolMatcher } from './symbol-matching.ts';

/** Beyond this a function is a place, not a deed: what it does elsewhere says little about the line that changed. */
const MAX_WHOLE_FUNCTION_LINES = 60;
/** Areas for which a touched function counts with all it does. */
const WHOLE_FUNCTION_AREAS: ReadonlySet<BuiltInArea> = new Set(['auth']);
const MAX_TEXT = 2_000;

export function contentOfModule(
  program: Program,
  module: LinkedModule,
  lines: ReadonlySet<number>,
  symbols: SymbolMatcher,
): Evidence[] {
  const found: Evidence[] = [];
  const tell: Tell = (area, detail, span, topic, strength, permissions = false) => {
    const reason = {
      kind: 'content',
      detail,
      place: { path: module.path, side: program.side, span },
      path: module.path,
    } as const;
    found.push({ area, reason, strength, topic, ...(permissions ? { permissions } : {}) });
  };

  for (const made of module.facts.imports) {
    if (made.typeOnly || !meets(lines, made.span)) continue;
    for (const area of symbols.ofImport(made.module))
      tell(area, `imports ${made.module}`, made.span, made.module, 'clear');
  }
  for (const [id, own] of ownChangedLines(module, lines)) {
    const ref = functionOf(module, id);
    readCalls(program, ref, own, symbols, tell);
    readValues(program, ref, own, tell);
    readRefusals(ref, own, tell);
    readRequests(ref, own, tell);
  }
  return found;
}

type Tell = (
  area: BuiltInArea,
  detail: string,
  span: Span,
  topic: string,
  strength: Evidence['strength'],
  permissions?: boolean,
) => void;

function readCalls(
  program: Program,
  ref: FunctionRef,
  own: ReadonlySet<number>,
  symbols: SymbolMatcher,
  tell: Tell,
): void {
  const { fn } = ref;
  const whole = fn.parent !== null && fn.span.endLine - fn.span.startLine < MAX_WHOLE_FUNCTION_LINES;
  for (const call of fn.calls) {
    const touched = meets(own, call.span);
    if (!touched && !whole) continue;
    for (const symbol of new Set(symbolsOf(program, valueIn(ref, call.callee)))) {
      for (const area of symbols.ofUse(symbol)) {
        if (!touched && !WHOLE_FUNCTION_AREAS.has(area)) continue;
        const verb = touched ? 'calls' : 'is in a function that calls';
        tell(area, `${verb} ${shown(symbol)}`, call.span, symbol, 'clear');
      }
      if (touched && PERMISSION_USES.test(symbol)) {
        tell('infrastructure', `grants by ${shown(symbol)}`, call.span, symbol, 'clear', true);
      }
    }
  }
}

/** Whom a request goes to, and what only a request has beside it. */
const ADDRESS_KEYS: ReadonlySet<string> = new Set(['url', 'uri', 'baseURL', 'baseUrl', 'hostname', 'endpoint']);
const REQUEST_KEYS: ReadonlySet<string> = new Set([
  ...[
    'method',
    'headers',
    'timeout',
    'retries',
    'maxRetries',
    'httpAgent',
    'httpsAgent',
    'proxy',
    'rejectUnauthorized',
  ],
]);

/** A call that is given an address together with how to ask there, whatever it is called. */
function readRequests({ fn }: FunctionRef, own: ReadonlySet<number>, tell: Tell): void {
  for (const call of fn.calls) {
    if (!meets(own, call.span)) continue;
    for (const id of call.args) {
      const node = fn.nodes[id];
      if (node?.kind !== 'object' || !meets(own, node.span)) continue;
      const keys = node.properties.map((part) => part.key ?? '');
      const address = keys.find((key) => ADDRESS_KEYS.has(key));
      const how = keys.find((key) => REQUEST_KEYS.has(key));
      if (address === undefined || how === undefined) continue;
      tell('integrations', `asks elsewhere, by ${address} and ${how}`, node.span, 'request options', 'clear');
    }
  }
}

function readValues(program: Program, ref: FunctionRef, own: ReadonlySet<number>, tell: Tell): void {
  for (const [id, node] of ref.fn.nodes.entries()) {
    if (node.kind === 'literal' && own.has(node.span.startLine)) readLiteral(node, tell);
    else if (node.kind === 'member' && own.has(node.span.endLine) && SECRET_ENVIRONMENT.test(node.name)) {
      const symbol = symbolsOf(program, valueIn(ref, id)).find((way) => way.startsWith('process.env.'));
      if (symbol !== undefined) tell('secrets', `reads ${shown(symbol)}`, node.span, symbol, 'clear');
    }
  }
}

function readLiteral(node: FlowNode & { readonly kind: 'literal' }, tell: Tell): void {
  const { value, span } = node;
  if (typeof value !== 'string') return;
  const text = value.slice(0, MAX_TEXT);
  for (const { area, pattern, says } of TEXTS) {
    if (pattern.test(text)) tell(area, `has a text that ${says}`, span, says, 'clear');
  }
}

/** A refusing status that is given to a call or set somewhere. Where it is compared with, someone else refuses. */
function readRefusals({ fn }: FunctionRef, own: ReadonlySet<number>, tell: Tell): void {
  const given = [
    ...fn.calls.flatMap((call) => call.args),
    ...fn.nodes.flatMap((node) => {
      if (node.kind === 'update') return [node.value];
      return node.kind === 'object' ? node.properties.map((part) => part.value) : [];
    }),
  ];
  for (const id of new Set(given)) {
    const node = fn.nodes[id];
    if (node?.kind !== 'literal' || !own.has(node.span.startLine)) continue;
    if (typeof node.value === 'number' && REFUSING_STATUSES.has(node.value)) {
      tell('auth', `answers ${node.value}`, node.span, 'refusing status', 'clear');
    }
  }
}

/** Ways may be long; people need their ends. */
/** What goes on with a promise says nothing about what was called, and is as long as its chain. */
const CONTINUATION = /\.(?:then|catch|finally)(?:\(\)|$)/g;

function shown(symbol: string): string {
  const called = symbol.replaceAll(CONTINUATION, '');
  return called.length <= 80 ? called : `…${called.slice(-79)}`;
}
