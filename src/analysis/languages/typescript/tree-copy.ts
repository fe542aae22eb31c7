/**
 * Copies a syntax tree out of WebAssembly, in one walk with a cursor, as few crossings a node as will do: they are what
 * lowering spends most of its time on. Comments, punctuation and types are left out here already.
 */
import type { Language, Tree, TreeCursor } from 'web-tree-sitter';

/** Kinds that never have children of interest: the cursor need not look. Names without letters never have any. */
const LEAVES: ReadonlySet<string> = new Set([
  ...['identifier', 'property_identifier', 'private_property_identifier', 'shorthand_property_identifier'],
  ...['shorthand_property_identifier_pattern', 'statement_identifier', 'type_identifier', 'number', 'this'],
  ...['super', 'true', 'false', 'null', 'undefined', 'import', 'jsx_text', 'html_character_reference', 'meta_property'],
  ...['empty_statement', 'debugger_statement', 'optional_chain'],
]);

/** No code runs inside these. Looked into only where the parser stumbled, to say where, and for comments. */
const OPAQUE: ReadonlySet<string> = new Set([
  ...['string', 'regex'],
  ...['type_annotation', 'type_arguments', 'type_parameters', 'interface_declaration', 'type_alias_declaration'],
  ...['implements_clause', 'asserts_annotation', 'type_predicate_annotation', 'ambient_declaration', 'index_signature'],
  ...['function_signature', 'method_signature', 'abstract_method_signature'],
]);

/** Tokens that no reader of the table asks about. */
const PUNCTUATION: ReadonlySet<string> = new Set([
  ...['(', ')', '{', '}', '[', ']', ';', '.', ':', '`', '"', "'", '?', '=>', '${', '/>', '</', '@', '...'],
  ...['return', 'if', 'else', 'function', 'case', 'try', 'catch', 'finally', 'throw', 'switch', 'while', 'do'],
  ...['string_fragment', 'escape_sequence', 'hash_bang_line', 'jsx_closing_element'],
]);

/** Tokens with the name of a rule of the grammar. */
const NAMESAKES: ReadonlySet<string> = new Set([
  'class',
  'import',
  'module',
  'object',
  'string',
  'number',
  'undefined',
]);

/** Where a comma counts: `[a, , b]` has a hole. */
const COMMA_COUNTS: ReadonlySet<string> = new Set(['array', 'array_pattern']);

const KNOWN = 1;
const SKIP = 2;
const LEAF = 4;
const CLOSED = 8;
const COMMENT = 16;
const COMMA = 32;
const HOLES = 64;

/** An error, or something that the parser had to make up; `node` is -1 for a made-up token, which is not copied. */
export interface Fault {
  readonly node: number;
  /** The kind of the node above. */
  readonly inside: string;
  readonly start: number;
  readonly end: number;
}

/** Columns of the table; a node is an index into each. Offsets are in UTF-16 units. */
export interface TreeCopy {
  readonly kinds: readonly string[];
  /** Index into `kinds`. */
  readonly kindOf: Uint16Array;
  /** The grammar's field id, or 0. */
  readonly fieldOf: Uint8Array;
  readonly start: Int32Array;
  readonly end: Int32Array;
  /** The first node behind this one and all that is under it. */
  readonly after: Int32Array;
  readonly missing: ReadonlySet<number>;
  readonly faults: readonly Fault[];
  readonly comments: readonly number[];
}

export function copyTree(tree: Tree, text: string): TreeCopy {
  return new Copying(tree, text);
}

class Copying implements TreeCopy {
  readonly kinds: string[];
  readonly kindOf: Uint16Array;
  readonly fieldOf: Uint8Array;
  readonly start: Int32Array;
  readonly end: Int32Array;
  readonly after: Int32Array;
  readonly missing = new Set<number>();
  readonly faults: Fault[] = [];
  readonly comments: number[] = [];

  readonly #text: string;
  readonly #language: Language;
  /** What the walk must know of each kind, found out when one is first met. */
  readonly #traits: Uint8Array;
  readonly #errorKind: number;
  readonly #faulty: boolean;
  #size = 0;

  constructor(tree: Tree, text: string) {
    const root = tree.rootNode;
    const size = root.descendantCount;
    this.#text = text;
    this.#language = tree.language;
    this.#faulty = root.hasError;
    // The parser numbers errors 65535; here they come last.
    this.kinds = [...tree.language.types, 'ERROR'];
    this.#errorKind = this.kinds.length - 1;
    this.#traits = new Uint8Array(this.kinds.length);
    this.kindOf = new Uint16Array(size);
    this.fieldOf = new Uint8Array(size);
    this.start = new Int32Array(size);
    this.end = new Int32Array(size);
    this.after = new Int32Array(size);
    const cursor = tree.walk();
    try {
      this.#walk(cursor);
    } finally {
      cursor.delete();
    }
  }

  #walk(cursor: TreeCursor): void {
    const open: number[] = [];
    let above = 0;
    for (;;) {
      const node = this.#size;
      if (this.#copyNode(cursor, above)) {
        if (cursor.gotoFirstChild()) {
          open.push(node);
          above = node;
          continue;
        }
        this.after[node] = this.#size;
      }
      while (!cursor.gotoNextSibling()) {
        const closed = open.pop();
        if (closed === undefined) return;
        this.after[closed] = this.#size;
        cursor.gotoParent();
        above = open.at(-1) ?? 0;
      }
    }
  }

  /** Answers whether the children are wanted too. */
  #copyNode(cursor: TreeCursor, above: number): boolean {
    const kind = Math.min(cursor.nodeTypeId, this.#errorKind);
    const known = this.#traits[kind] as number;
    const traits = known === 0 ? this.#learn(kind) : known;
    if (traits & COMMENT) {
      this.comments.push(cursor.startIndex, cursor.endIndex);
      return false;
    }
    const missing = this.#faulty && cursor.nodeIsMissing;
    if (missing && !cursor.nodeIsNamed) {
      this.#fault(-1, above, cursor.startIndex, cursor.endIndex);
      return false;
    }
    if (!missing && (traits & SKIP || (traits & COMMA && !this.#countsCommas(above)))) return false;
    const node = this.#size++;
    this.kindOf[node] = kind;
    this.fieldOf[node] = cursor.currentFieldId;
    this.start[node] = cursor.startIndex;
    this.end[node] = cursor.endIndex;
    this.after[node] = node + 1;
    if (missing) this.missing.add(node);
    if (missing || kind === this.#errorKind) this.#fault(node, above, this.start[node], this.end[node]);
    if (traits & CLOSED) return this.#faulty || this.#hasComment(node);
    return (traits & LEAF) === 0;
  }

  #fault(node: number, above: number, start: number, end: number): void {
    const inside = this.kinds[this.kindOf[above] as number] as string;
    this.faults.push({ node, inside, start, end });
  }

  #hasComment(node: number): boolean {
    const text = this.#text.slice(this.start[node], this.end[node]);
    return text.includes('/*') || text.includes('//');
  }

  #countsCommas(node: number): boolean {
    return ((this.#traits[this.kindOf[node] as number] as number) & HOLES) !== 0;
  }

  #learn(kind: number): number {
    const name = this.kinds[kind] as string;
    const token = NAMESAKES.has(name) && !this.#language.nodeTypeIsNamed(kind);
    return (this.#traits[kind] = KNOWN | (token ? SKIP : traitsOf(name)));
  }
}

function traitsOf(kind: string): number {
  if (kind === 'comment' || kind === 'html_comment') return COMMENT;
  if (kind === ',') return COMMA | LEAF;
  if (PUNCTUATION.has(kind)) return SKIP;
  if (LEAVES.has(kind) || !/[a-z_]/i.test(kind)) return LEAF;
  const closed = OPAQUE.has(kind) ? CLOSED : 0;
  return closed | (COMMA_COUNTS.has(kind) ? HOLES : 0);
}
