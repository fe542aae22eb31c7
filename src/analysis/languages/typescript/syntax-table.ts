/**
 * A syntax tree as flat arrays: each node is a number, in the order of the text, and what is under a node lies right
 * behind it. Everything else in this room reads this table; crossing into WebAssembly for each question would cost
 * more than parsing did. Nothing here knows what a node means.
 */
import type { Tree } from 'web-tree-sitter';
import type { Span } from '#domain/span.ts';
import { copyTree, type Fault } from './tree-copy.ts';

/** A node of a `SyntaxTable`; 0 is the root. */
export type NodeIndex = number;

/** No node: the answer where there is none. */
export const NONE: NodeIndex = -1;

export class SyntaxTable {
  readonly text: string;
  /** Comment nodes' ranges in UTF-16 units: start, end, start, end, … */
  readonly comments: readonly number[];
  readonly faults: readonly Fault[];

  readonly #kinds: readonly string[];
  readonly #kindOf: Uint16Array;
  readonly #fields: ReadonlyMap<string, number>;
  readonly #fieldOf: Uint8Array;
  readonly #start: Int32Array;
  readonly #end: Int32Array;
  readonly #after: Int32Array;
  readonly #missing: ReadonlySet<NodeIndex>;
  readonly #lines: readonly number[];
  #lastLine = 0;

  constructor(tree: Tree, text: string) {
    const copy = copyTree(tree, text);
    this.text = text;
    this.comments = copy.comments;
    this.faults = copy.faults;
    this.#kinds = copy.kinds;
    this.#kindOf = copy.kindOf;
    this.#fields = new Map(tree.language.fields.flatMap((name, id) => (name === null ? [] : [[name, id]])));
    this.#fieldOf = copy.fieldOf;
    this.#start = copy.start;
    this.#end = copy.end;
    this.#after = copy.after;
    this.#missing = copy.missing;
    this.#lines = lineStarts(text);
  }

  kind(node: NodeIndex): string {
    return this.#kinds[this.#kindOf[node] as number] as string;
  }

  /** First node behind `node` and all that is under it. Children: `for (let c = n + 1; c < after(n); c = after(c))`. */
  after(node: NodeIndex): NodeIndex {
    return this.#after[node] as number;
  }

  start(node: NodeIndex): number {
    return this.#start[node] as number;
  }

  end(node: NodeIndex): number {
    return this.#end[node] as number;
  }

  /** A token that is not in the text: the parser made it up to go on. */
  missing(node: NodeIndex): boolean {
    return this.#missing.size > 0 && this.#missing.has(node);
  }

  source(node: NodeIndex): string {
    return this.text.slice(this.#start[node], this.#end[node]);
  }

  firstChild(node: NodeIndex): NodeIndex {
    return this.after(node) > node + 1 ? node + 1 : NONE;
  }

  /** The first child in this field, or `NONE`. */
  child(node: NodeIndex, field: string): NodeIndex {
    const id = this.#fields.get(field);
    if (id === undefined) return NONE;
    const end = this.after(node);
    for (let child = node + 1; child < end; child = this.after(child)) {
      if (this.#fieldOf[child] === id) return child;
    }
    return NONE;
  }

  hasField(child: NodeIndex, field: string): boolean {
    const id = this.#fields.get(field);
    return id !== undefined && this.#fieldOf[child] === id;
  }

  /** The first child of this kind, or `NONE`. */
  childOfKind(node: NodeIndex, kind: string): NodeIndex {
    const end = this.after(node);
    for (let child = node + 1; child < end; child = this.after(child)) {
      if (this.kind(child) === kind) return child;
    }
    return NONE;
  }

  has(node: NodeIndex, kind: string): boolean {
    return this.childOfKind(node, kind) !== NONE;
  }

  span(node: NodeIndex): Span {
    return this.spanOf(this.start(node), this.end(node));
  }

  /** From the start of one node to the end of another. */
  spanFrom(first: NodeIndex, last: NodeIndex): Span {
    return this.spanOf(this.start(first), this.end(last));
  }

  /** Of a range in UTF-16 units. Lines end with `\n` alone, as in git and in the parser. */
  spanOf(start: number, end: number): Span {
    const startLine = this.#lineOf(start);
    const endLine = this.#lineOf(end);
    return {
      startLine: startLine + 1,
      startColumn: start - (this.#lines[startLine] as number) + 1,
      endLine: endLine + 1,
      endColumn: end - (this.#lines[endLine] as number) + 1,
    };
  }

  #lineOf(index: number): number {
    const lines = this.#lines;
    const last = this.#lastLine;
    if (index >= (lines[last] as number)) {
      if (index < (lines[last + 1] ?? Infinity)) return last;
      if (index < (lines[last + 2] ?? Infinity)) return (this.#lastLine = last + 1);
    }
    let low = 0;
    let high = lines.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((lines[middle] as number) <= index) low = middle;
      else high = middle - 1;
    }
    return (this.#lastLine = low);
  }
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
