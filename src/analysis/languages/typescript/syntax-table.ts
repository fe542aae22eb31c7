/**
 * A syntax tree copied out of WebAssembly in one walk into flat arrays: each node is a number, in the order of the text,
 * and what is under a node lies right behind it. Everything else in this room reads this table; crossing into
 * WebAssembly for each question costs more than parsing did.
 *
 * Comments, punctuation and types are left out while copying. Nothing here knows what a node means.
 */
import type { Tree, TreeCursor } from 'web-tree-sitter';
import type { Span } from '#domain/span.ts';

/** A node of a `SyntaxTable`; 0 is the root. */
export type NodeIndex = number;

/** No node: the answer where there is none. */
export const NONE: NodeIndex = -1;

/** Kinds that never have children of interest: the cursor need not look. Names without letters never have any. */
const LEAVES = new Set([
  ...['identifier', 'property_identifier', 'private_property_identifier', 'shorthand_property_identifier'],
  ...['shorthand_property_identifier_pattern', 'statement_identifier', 'type_identifier', 'number', 'this'],
  ...['super', 'true', 'false', 'null', 'undefined', 'import', 'jsx_text', 'html_character_reference', 'meta_property'],
  ...['empty_statement', 'debugger_statement', 'optional_chain'],
]);

/** No code runs inside these. Looked into only where the parser stumbled, to say where. */
const OPAQUE = new Set([
  ...['string', 'regex'],
  ...['type_annotation', 'type_arguments', 'type_parameters', 'interface_declaration', 'type_alias_declaration'],
  ...['implements_clause', 'asserts_annotation', 'type_predicate_annotation', 'ambient_declaration', 'index_signature'],
  ...['function_signature', 'method_signature', 'abstract_method_signature'],
]);

/** Tokens that no reader of the table asks about. */
const PUNCTUATION = new Set([
  ...['(', ')', '{', '}', '[', ']', ';', '.', ':', '`', '"', "'", '?', '=>', '${', '/>', '</', '@', '...'],
  ...['return', 'if', 'else', 'function', 'case', 'try', 'catch', 'finally', 'throw', 'switch', 'while', 'do'],
  ...['string_fragment', 'escape_sequence', 'hash_bang_line', 'jsx_closing_element'],
]);

/** Tokens with the name of a rule of the grammar. */
const NAMESAKES = new Set(['class', 'import', 'module', 'object', 'string', 'number', 'undefined']);

/** Where a comma counts: `[a, , b]` has a hole. */
const COMMA_COUNTS = new Set(['array', 'array_pattern']);

const SKIP = 1;
const LEAF = 2;
const CLOSED = 4;
const COMMENT = 8;
const COMMA = 16;
const HOLES = 32;

export class SyntaxTable {
  readonly text: string;
  /** Comment nodes' ranges in UTF-16 units: start, end, start, end, … */
  readonly comments: readonly number[];
  /** Nodes that are errors, or tokens that the parser had to make up. */
  readonly faults: readonly NodeIndex[];

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
    const copy = new TableCopy(tree);
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

/** The walk that fills the arrays. */
class TableCopy {
  readonly comments: number[] = [];
  readonly faults: NodeIndex[] = [];
  readonly missing = new Set<NodeIndex>();
  readonly kinds: string[];
  readonly kindOf: Uint16Array;
  readonly fieldOf: Uint8Array;
  readonly start: Int32Array;
  readonly end: Int32Array;
  readonly after: Int32Array;

  readonly #traits: Uint8Array;
  readonly #errorKind: number;
  #size = 0;

  constructor(tree: Tree) {
    const root = tree.rootNode;
    const size = root.descendantCount;
    // The parser numbers errors 65535; here they come last.
    this.kinds = [...tree.language.types, 'ERROR'];
    this.#errorKind = this.kinds.length - 1;
    this.#traits = Uint8Array.from(this.kinds, (kind, id) =>
      NAMESAKES.has(kind) && !tree.language.nodeTypeIsNamed(id) ? SKIP : traitsOf(kind),
    );
    this.kindOf = new Uint16Array(size);
    this.fieldOf = new Uint8Array(size);
    this.start = new Int32Array(size);
    this.end = new Int32Array(size);
    this.after = new Int32Array(size);
    const cursor = tree.walk();
    try {
      this.#walk(cursor, root.hasError);
    } finally {
      cursor.delete();
    }
  }

  #walk(cursor: TreeCursor, faulty: boolean): void {
    const open: NodeIndex[] = [];
    for (;;) {
      const node = this.#visit(cursor, faulty, open.at(-1) ?? NONE);
      if (node !== NONE) {
        if (cursor.gotoFirstChild()) {
          open.push(node);
          continue;
        }
        this.after[node] = this.#size;
      }
      while (!cursor.gotoNextSibling()) {
        const closed = open.pop();
        if (closed === undefined) return;
        this.after[closed] = this.#size;
        cursor.gotoParent();
      }
    }
  }

  /** Copies the cursor's node. Answers it where its children are wanted too, else `NONE`. */
  #visit(cursor: TreeCursor, faulty: boolean, parent: NodeIndex): NodeIndex {
    const kind = Math.min(cursor.nodeTypeId, this.#errorKind);
    const traits = this.#traits[kind] as number;
    if (traits & COMMENT) {
      this.comments.push(cursor.startIndex, cursor.endIndex);
      return NONE;
    }
    const missing = faulty && cursor.nodeIsMissing;
    if (traits & (SKIP | COMMA) && !missing) {
      const counts = traits & COMMA && (this.#traits[this.kindOf[parent] as number] as number) & HOLES;
      if (!counts) return NONE;
    }
    const node = this.#size++;
    this.kindOf[node] = kind;
    this.fieldOf[node] = cursor.currentFieldId;
    this.start[node] = cursor.startIndex;
    this.end[node] = cursor.endIndex;
    this.after[node] = node + 1;
    if (missing) this.missing.add(node);
    if (missing || kind === this.#errorKind) this.faults.push(node);
    return traits & LEAF || (traits & CLOSED && !faulty) ? NONE : node;
  }
}

function traitsOf(kind: string): number {
  if (kind === 'comment' || kind === 'html_comment') return COMMENT;
  if (kind === ',') return COMMA | LEAF;
  if (PUNCTUATION.has(kind)) return SKIP;
  if (LEAVES.has(kind) || !/[a-z_]/i.test(kind)) return LEAF;
  return (OPAQUE.has(kind) ? CLOSED : 0) | (COMMA_COUNTS.has(kind) ? HOLES : 0);
}
