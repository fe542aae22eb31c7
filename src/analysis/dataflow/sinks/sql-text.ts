/** Whether a text is SQL, and what is known of a text that is put together. */
import type { NodeId } from '../../module-facts.ts';
import { functionOf, type ValueRef, valueIn } from '../link/program.ts';

const MAX_NODES = 120;
const MAX_LENGTH = 4_000;

/** The text of a value with `?` for what is not written there; null where nothing of it is a text. */
export function knownText(value: ValueRef): string | null {
  const pieces: string[] = [];
  const pending: (ValueRef | string)[] = [value];
  let met = 0;
  let length = 0;
  let found = false;
  for (let next = pending.pop(); next !== undefined && met < MAX_NODES && length < MAX_LENGTH; next = pending.pop()) {
    met += 1;
    const text: string | readonly (ValueRef | string)[] = typeof next === 'string' ? next : piecesOf(next);
    if (typeof text === 'string') {
      found ||= text !== '?';
      pieces.push(text);
      length += text.length;
    } else pending.push(...[...text].reverse());
  }
  return found ? pieces.join('') : null;
}

/** A text, or the values that follow each other in it. */
function piecesOf(value: ValueRef): string | readonly (ValueRef | string)[] {
  const node = value.fn.nodes[value.node];
  const at = (id: NodeId): ValueRef => valueIn(value, id);
  switch (node?.kind) {
    case 'literal':
      return typeof node.value === 'string' ? node.value : '?';
    case 'concat':
      return node.parts.map(at);
    case 'binary':
      return node.operator === '+' ? [at(node.left), at(node.right)] : '?';
    case 'join':
      return node.of.slice(0, 4).flatMap((of) => [at(of), ' ']);
    case 'logical':
      return node.operator === '&&' ? [at(node.right)] : [at(node.left), ' ', at(node.right)];
    case 'conditional':
      return [at(node.then), ' ', at(node.otherwise)];
    case 'await':
      return [at(node.of)];
    case 'array':
      return node.items.slice(0, 16).flatMap((item) => [at(item), ' ']);
    case 'update':
      return [at(node.of), ' ', at(node.value)];
    case 'captured': {
      const values = functionOf(value.module, node.fn).fn.variables[node.variable]?.values ?? [];
      return values.slice(0, 3).flatMap((given) => [{ ...functionOf(value.module, given.in), node: given.node }, ' ']);
    }
    case 'call': {
      const call = value.fn.calls[node.call];
      const callee = call === undefined ? undefined : value.fn.nodes[call.callee];
      if (callee?.kind === 'member' && callee.name === 'format') return call?.args.slice(0, 1).map(at) ?? '?';
      const joins = callee?.kind === 'member' && /^(?:join|concat|trim|toString|replace)$/.test(callee.name);
      return joins && call?.receiver != null ? [at(call.receiver)] : '?';
    }
    default:
      return '?';
  }
}

/** First words of statements, and a word that must follow somewhere. */
const STATEMENTS: readonly (readonly [RegExp, RegExp | null])[] = [
  [/^select\b/, /\bfrom\b|^select\s+(?:[\w.]+\(|@@)/],
  [/^insert\s+(?:or\s+\w+\s+|ignore\s+)?into\b/, null],
  [/^replace\s+into\b/, null],
  [/^update\b/, /\bset\b/],
  [/^delete\s+from\b/, null],
  [/^with\s+(?:recursive\s+)?[\w"`?]+/, /\bas\s*(?:not\s+|materialized\s+)*\(/],
  [
    /^(?:create|drop|alter|truncate)\s+(?:or\s+replace\s+)?(?:table|index|unique|database|schema|view|user|role|extension|sequence|temp\w*|if)\b/,
    null,
  ],
  [/^truncate\s/, null],
  [/^merge\s+into\b/, null],
  [/^(?:grant|revoke)\b/, /\bon\b/],
  [/^explain\b/, /\bselect\b/],
  [/^(?:set|show)\s+(?:session|local|search_path|names|tables)\b/, null],
  [/^(?:call|exec|execute)\s+[\w.?]+/, null],
  [/^(?:listen|notify|vacuum|attach|pragma)\s/, null],
];

/** Whether a text begins like a statement. `Select a plan from the list` is a sentence: SQL is written in one case. */
export function isStatement(text: string): boolean {
  const start = opening(text);
  const [first = '', second = ''] = /[A-Za-z]{2}/.exec(text)?.[0] ?? '';
  if (isUpper(first) && !isUpper(second) && !/\b(?:From|Into|Set|Values|Table)\b/.test(text.slice(0, MAX_LENGTH)))
    return false;
  return STATEMENTS.some(([first, then]) => first.test(start) && (then === null || then.test(start)));
}

function isUpper(letter: string): boolean {
  return letter !== letter.toLowerCase();
}

const CLAUSE =
  /^(?:where|and|or|order\s+by|group\s+by|having|limit|offset|(?:left|right|inner|outer|cross)?\s*join|set|values|from|in|union|on)\b/;
const CONDITION = /[\w"`\]?)]\s*(?:=|<>|!=|>=?|<=?|\bi?like\b|\bin\b|\bis\b|\bbetween\b)\s*['"(?%]|\b(?:asc|desc)\b/;

/** Whether it is a part of one: a clause, a condition, a list of columns with their order. */
export function isClause(text: string): boolean {
  const start = opening(text);
  return isStatement(text) || CLAUSE.test(start) || CONDITION.test(start);
}

/** Without comments and brackets at the front, in lower case, cut short, white space as single spaces. */
function opening(text: string): string {
  return text
    .slice(0, MAX_LENGTH)
    .toLowerCase()
    .replace(/--[^\n]*\n/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[\s(;]+/, '');
}
