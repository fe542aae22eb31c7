/** Functions that ask another system over HTTP, and where their options stand. Data: a new library is a row. */
import { nameOf } from '#analysis/dataflow/link/operands.ts';
import type { CallRef, Program } from '#analysis/dataflow/link/program.ts';
import { calledSymbols } from '../call-places.ts';

export interface OutgoingApi {
  readonly symbol: RegExp;
  /** Position of the options. */
  readonly options: number;
  /** What limits how long an answer is waited for; null where the library has a limit of its own. */
  readonly timeout: readonly string[] | null;
}

export const OUTGOING: readonly OutgoingApi[] = [
  // developer.mozilla.org/docs/Web/API/RequestInit#signal
  {
    symbol: /^(?:globalThis\.|window\.)?fetch$|^(?:node-fetch|cross-fetch|undici\.fetch|isomorphic-fetch)$/,
    options: 1,
    timeout: ['signal', 'timeout', 'dispatcher'],
  },
  // axios-http.com/docs/req_config
  { symbol: /^axios$|^axios\.request$/, options: 0, timeout: ['timeout', 'signal', 'cancelToken'] },
  { symbol: /^axios\.(?:get|delete|head|options)$/, options: 1, timeout: ['timeout', 'signal', 'cancelToken'] },
  { symbol: /^axios\.(?:post|put|patch)$/, options: 2, timeout: ['timeout', 'signal', 'cancelToken'] },
  { symbol: /^axios\.create$/, options: 0, timeout: null },
  { symbol: /^(?:got|ky)(?:\.\w+)?$/, options: 1, timeout: null },
  { symbol: /^undici\.(?:request|stream)$/, options: 1, timeout: null },
  { symbol: /^https?\.(?:get|request)$/, options: 1, timeout: null },
  {
    symbol: /^(?:request|request-promise(?:-native)?|needle|superagent|phin|bent|make-fetch-happen)(?:\.\w+)?$/,
    options: 1,
    timeout: null,
  },
];

export function outgoingApi(program: Program, ref: CallRef): OutgoingApi | null {
  if (nameOf(ref, ref.call.callee) === '') return null;
  const symbols = calledSymbols(program, ref);
  return OUTGOING.find(({ symbol }) => symbols.some((one) => symbol.test(one))) ?? null;
}
