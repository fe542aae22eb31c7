/** Whether a constant may be a secret: not a label, the name of a type, a message or a place where one is to be put. */
import { nodeOf, type ValueRef } from '#analysis/dataflow/link/program.ts';

const DESCRIBING =
  /^(?:string|text|number|boolean|required|optional|hidden|email|varchar|char|true|false|null|undefined|none|header|body|query|basic|bearer|password|local|oauth2?|jwt|hs(?:256|384|512)|rs256|utf-?8|hex|base64|latin1|ascii|sha\d+|md5|get|post|include|omit|same-origin)$/i;

/** `name` is the option that it is given as; a label is often called the same. */
export function isPlausible(value: ValueRef, name: string | null): boolean {
  const node = nodeOf(value);
  if (node.kind !== 'literal' || typeof node.value !== 'string') return false;
  const text = node.value;
  if (text.length < 2 || text.length > 8_000) return false;
  if (name !== null && (text.toLowerCase() === name.toLowerCase() || DESCRIBING.test(text))) return false;
  if (/^(?:\$\{|\{\{|<|%|\$[A-Z_]+$|\/|\.{1,2}\/|https?:|#|process\.env|env\.)/.test(text)) return false;
  // A sentence, or the way to a message: `errors.password.required`.
  if (!text.includes('-----') && (/\s.*\s/.test(text) || /^[a-z]+(?:\.[a-zA-Z_]+)+$/.test(text) || /^\*+$/.test(text)))
    return false;
  return !/^(?:REPLACE|INSERT|YOUR[-_ ]|ENTER[-_ ]|TODO)/i.test(text);
}

/** What stands in where nothing is configured: anything that is a text, and not an empty one. */
export function isStandIn(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '' && !/^https?:/.test(value);
}
