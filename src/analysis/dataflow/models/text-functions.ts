/**
 * Functions and methods whose result holds what they are given or called on. Data; MDN's JavaScript reference and
 * nodejs.org/api unless a package is named. What stands in no table here is not followed, or guessed where a question allows it.
 */

/** Where a method's result comes from: the receiver itself, an element of it, a list of it, its elements put together. */
export type ReceiverFlow = 'same' | 'element' | 'pieces' | 'joined' | 'keys';

export const RECEIVER_METHODS: ReadonlyMap<string, ReceiverFlow> = new Map<string, ReceiverFlow>([
  ...['trim', 'trimStart', 'trimEnd', 'toLowerCase', 'toUpperCase', 'toLocaleLowerCase', 'toLocaleUpperCase'].map(same),
  ...['toString', 'valueOf', 'toJSON', 'slice', 'substring', 'substr', 'padStart', 'padEnd', 'repeat'].map(same),
  ...['normalize', 'replace', 'replaceAll', 'concat', 'reverse', 'flat', 'toSorted', 'toReversed', 'toSpliced'].map(
    same,
  ),
  ...['with', 'filter', 'sort', 'catch', 'finally', 'toObject', 'toArray', 'clone', 'charAt'].map(same),
  ...['find', 'findLast', 'pop', 'shift', 'at', 'get', 'getAll'].map((name): [string, ReceiverFlow] => [
    name,
    'element',
  ]),
  ...['split', 'match', 'matchAll', 'values', 'entries'].map((name): [string, ReceiverFlow] => [name, 'pieces']),
  ['join', 'joined'],
  ['keys', 'keys'],
]);

/** Methods whose result also holds these arguments. */
export const ARGUMENT_METHODS: ReadonlyMap<string, readonly number[]> = new Map<string, readonly number[]>([
  ['concat', [0, 1, 2, 3, 4]],
  ['replace', [1]],
  ['replaceAll', [1]],
  ['join', [0]],
  ['padStart', [1]],
  ['padEnd', [1]],
  ['with', [1]],
]);

/** What of an argument a function's result holds: the same parts, its elements, or everything as one. */
export type ArgumentFlow = 'same' | 'values' | 'keys' | 'whole' | 'list';

export interface TextFunction {
  readonly arguments: 'all' | 'first';
  readonly flow: ArgumentFlow;
}

/** By symbol; `new` counts as calling. */
export const TEXT_FUNCTIONS: ReadonlyMap<string, TextFunction> = new Map<string, TextFunction>([
  ...['String', 'JSON.stringify', 'decodeURIComponent', 'decodeURI', 'encodeURI', 'encodeURIComponent'].map(
    (name): [string, TextFunction] => [name, first('whole')],
  ),
  ...['escape', 'unescape', 'atob', 'btoa', 'JSON.parse', 'Buffer.from', 'buffer.Buffer.from'].map(
    (name): [string, TextFunction] => [name, first('whole')],
  ),
  ...['structuredClone', 'Promise.resolve', 'Object.freeze', 'Array.from', 'Set', 'Map', 'Object'].map(
    (name): [string, TextFunction] => [name, first('same')],
  ),
  ...['Promise.all', 'Promise.allSettled', 'Promise.race', 'Promise.any'].map((name): [string, TextFunction] => [
    name,
    first('same'),
  ]),
  ['Object.assign', all('same')],
  ['Object.values', first('values')],
  ['Object.entries', first('values')],
  ['Object.fromEntries', first('whole')],
  ['Object.keys', first('keys')],
  ['Array.of', all('list')],
  ['URL', all('whole')],
  ['url.URL', all('whole')],
  ['node:url.URL', all('whole')],
  ['url.parse', first('whole')],
  ['node:url.parse', first('whole')],
  ['URLSearchParams', first('whole')],
  ...['querystring.parse', 'node:querystring.parse', 'qs.parse', 'querystring.unescape', 'qs.stringify'].map(
    (name): [string, TextFunction] => [name, first('whole')],
  ),
  ...['util.format', 'node:util.format', 'util.inspect', 'node:util.inspect', 'sprintf-js.sprintf', 'printf'].map(
    (name): [string, TextFunction] => [name, all('whole')],
  ),
  ...['path.join', 'path.resolve', 'path.basename', 'node:path.join', 'node:path.resolve', 'node:path.basename'].map(
    (name): [string, TextFunction] => [name, all('whole')],
  ),
  ...['xss', 'dompurify.sanitize', 'sanitize-html', 'he.encode', 'escape-html', 'validator.trim'].map(
    (name): [string, TextFunction] => [name, first('whole')],
  ),
]);

/** Packages of small functions on values: what stands in no other table passes on what it is given. */
export const VALUE_PACKAGES: readonly string[] = ['lodash', 'underscore', 'ramda', 'es-toolkit', 'remeda', 'just-'];

/** Tags of templates that give the text itself. Other tags build something of it, as `sql` does. */
export const TEXT_TAGS: ReadonlySet<string> = new Set([
  ...['String.raw', 'dedent', 'outdent', 'common-tags.stripIndent', 'common-tags.oneLine', 'common-tags.stripIndents'],
  ...['common-tags.oneLineTrim', 'ts-dedent', 'ts-dedent.dedent', 'dedent-js', 'endent', 'string-dedent'],
]);

/** Names of functions that make a text fit for where it goes, or something else altogether. Only for functions that cannot be looked into. */
export const CLEANING_WORDS: ReadonlySet<string> = new Set([
  ...['escape', 'escaped', 'sanitize', 'sanitise', 'sanitized', 'quote', 'quoted', 'clean', 'encode', 'encrypt'],
  ...['decrypt', 'hash', 'digest', 'hmac', 'sign', 'validate', 'validated', 'verify', 'check', 'assert', 'ensure'],
  ...['safe', 'strip', 'whitelist', 'allowlist', 'slug', 'slugify', 'uuid', 'int', 'integer', 'number', 'float'],
  ...['bool', 'boolean', 'date', 'ident', 'identifier', 'literal', 'bind', 'placeholder', 'param', 'mask', 'redact'],
  ...['count', 'length', 'size', 'is', 'has', 'find', 'fetch', 'load', 'save', 'delete', 'remove', 'insert', 'update'],
  ...['select', 'lookup', 'resolve', 'exists', 'compare', 'id'],
]);

function same(name: string): [string, ReceiverFlow] {
  return [name, 'same'];
}

function all(flow: ArgumentFlow): TextFunction {
  return { arguments: 'all', flow };
}

function first(flow: ArgumentFlow): TextFunction {
  return { arguments: 'first', flow };
}
