/**
 * GitHub's expressions (`${{ … }}`): which contexts can become part of what one yields. `github.event.issue.title == 'x'`
 * reads a title and yields true or false; `format('{0}', github.head_ref)` yields what it reads.
 * Grammar: https://docs.github.com/en/actions/reference/workflows-and-actions/expressions
 */

export interface Expression {
  /** Between the braces. */
  readonly text: string;
  /** Where its opening braces stand in the text it was found in. */
  readonly index: number;
  /** Paths in lower case, `github.event.issue.title`; an index that is no literal is `*`. */
  readonly contexts: readonly string[];
  /** The function calls in it, in lower case, with the paths that they read directly. */
  readonly calls: readonly { readonly name: string; readonly reads: readonly string[] }[];
}

const MAX_TEXT = 4_000;
const MAX_EXPRESSIONS = 500;
const MAX_DEPTH = 40;

/** Every expression in a text, in order. */
export function expressionsIn(text: string): Expression[] {
  const found: Expression[] = [];
  for (let at = text.indexOf('${{'); at !== -1 && found.length < MAX_EXPRESSIONS; at = text.indexOf('${{', at + 3)) {
    const end = text.indexOf('}}', at);
    if (end === -1) break;
    const inner = text.slice(at + 3, end);
    if (inner.length <= MAX_TEXT) found.push({ text: inner.trim(), index: at, ...readExpression(inner) });
  }
  return found;
}

const TOKEN = /\s*(?:'(?:[^']|'')*'|[A-Za-z_][\w-]*|-?\d[\w.]*|&&|\|\||[=!<>]=|[<>!()[\].,*])/y;

/** Functions that yield true, false or a hash whatever they are given. */
const YIELDS_NOTHING: ReadonlySet<string> = new Set([
  'contains',
  'startswith',
  'endswith',
  'hashfiles',
  'success',
  'failure',
  'always',
  'cancelled',
]);

function readExpression(text: string): Pick<Expression, 'contexts' | 'calls'> {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(text); match !== null; match = TOKEN.exec(text)) tokens.push(match[0].trim());
  const reader = createReader(tokens);
  return { contexts: [...new Set(reader.either(0))], calls: reader.calls };
}

function createReader(tokens: readonly string[]) {
  let at = 0;
  const calls: { name: string; reads: readonly string[] }[] = [];

  function take(token: string): boolean {
    if (tokens[at] !== token) return false;
    at += 1;
    return true;
  }

  function either(depth: number): string[] {
    const flows = both(depth);
    while (take('||')) flows.push(...both(depth));
    return flows;
  }

  /** What is false is empty: of `a && b` only the last can be a text that matters. */
  function both(depth: number): string[] {
    let flows = compared(depth);
    while (take('&&')) flows = compared(depth);
    return flows;
  }

  function compared(depth: number): string[] {
    let flows = negated(depth);
    while (/^(?:[=!<>]=|[<>])$/.test(tokens[at] ?? '')) {
      at += 1;
      negated(depth);
      flows = [];
    }
    return flows;
  }

  function negated(depth: number): string[] {
    let isNegated = false;
    while (take('!')) isNegated = true;
    const flows = reached(depth);
    return isNegated ? [] : flows;
  }

  /** A value and what is read from it. */
  function reached(depth: number): string[] {
    let flows = primary(depth);
    for (;;) {
      if (take('.')) {
        const name = (tokens[at] ?? '').toLowerCase();
        at += 1;
        flows = flows.map((path) => `${path}.${name}`);
      } else if (take('[')) {
        const literal = /^'([\w-]+)'$/.exec(tokens[at] ?? '')?.[1];
        if (literal !== undefined && tokens[at + 1] === ']') at += 1;
        else if (depth < MAX_DEPTH) either(depth + 1);
        take(']');
        flows = flows.map((path) => `${path}.${(literal ?? '*').toLowerCase()}`);
      } else return flows;
    }
  }

  function primary(depth: number): string[] {
    const token = tokens[at] ?? '';
    if (depth > MAX_DEPTH || token === '' || token === ')' || token === ']' || token === ',') return [];
    at += 1;
    if (token === '(') {
      const flows = either(depth + 1);
      take(')');
      return flows;
    }
    if (!/^[A-Za-z_]/.test(token)) return [];
    const name = token.toLowerCase();
    if (!take('(')) return /^(?:true|false|null|nan|infinity)$/.test(name) ? [] : [name];
    const flows: string[] = [];
    while (at < tokens.length && !take(')')) {
      const before = at;
      flows.push(...either(depth + 1));
      if (!take(',') && at === before) at += 1;
    }
    calls.push({ name, reads: flows });
    return YIELDS_NOTHING.has(name) ? [] : [...flows];
  }

  return { either, calls };
}
