/**
 * The common intermediate representation that every language lowers to. Structured: blocks, branches and
 * loops nest, so dominance is a walk. Lives only while a file is being extracted; facts outlive it.
 * Nothing here knows a language, and nothing downstream of it may.
 */
import type { Span } from '#domain/span.ts';

export interface ModuleIr {
  readonly imports: readonly ImportIr[];
  readonly exports: readonly ExportIr[];
  /** The module's top-level code, as the body of a function of its own. */
  readonly body: readonly Stmt[];
  readonly comments: readonly CommentIr[];
  /** Regions the parser could not read. What is around them is still analysed. */
  readonly broken: readonly Span[];
}

/** One imported binding. `import a, {b as c} from 'm'` is two. A bare `import 'm'` has `local: null`. */
export interface ImportIr {
  readonly module: string;
  /** `default`, `*` for the whole module, or the exported name. */
  readonly imported: string;
  readonly local: string | null;
  readonly typeOnly: boolean;
  readonly span: Span;
}

/**
 * `export { local as exported }`, `export default …`, `export * from 'm'` (`exported: '*'`), `export { a as b } from 'm'`.
 * For a declaration the local name is the declared one; `export default <expression>` declares the local `*default*` in `body`.
 * CommonJS exports (`module.exports = …`, `exports.a = …`) stay assignments in `body`; the extractor reads them there.
 */
export interface ExportIr {
  readonly exported: string;
  readonly local: string | null;
  readonly module: string | null;
  readonly imported: string | null;
  readonly span: Span;
}

export interface CommentIr {
  readonly text: string;
  readonly span: Span;
}

// ── Statements ──────────────────────────────────────────────────────────────────────────────────────

export type Stmt =
  | { readonly kind: 'expression'; readonly expression: Expr; readonly span: Span }
  | DeclareStmt
  | { readonly kind: 'block'; readonly body: readonly Stmt[]; readonly span: Span }
  | {
      readonly kind: 'if';
      readonly test: Expr;
      readonly then: readonly Stmt[];
      readonly otherwise: readonly Stmt[];
      readonly span: Span;
    }
  | LoopStmt
  | { readonly kind: 'switch'; readonly subject: Expr; readonly cases: readonly SwitchCase[]; readonly span: Span }
  | TryStmt
  | { readonly kind: 'return'; readonly value: Expr | null; readonly span: Span }
  | { readonly kind: 'throw'; readonly value: Expr; readonly span: Span }
  | { readonly kind: 'break'; readonly label: string | null; readonly span: Span }
  | { readonly kind: 'continue'; readonly label: string | null; readonly span: Span }
  | { readonly kind: 'labeled'; readonly label: string; readonly body: readonly Stmt[]; readonly span: Span }
  | { readonly kind: 'function'; readonly fn: FunctionIr; readonly span: Span }
  | { readonly kind: 'class'; readonly class: ClassIr; readonly span: Span }
  /** Unreadable source; whatever was recovered inside is in `body`. */
  | { readonly kind: 'broken'; readonly body: readonly Stmt[]; readonly span: Span };

export interface DeclareStmt {
  readonly kind: 'declare';
  readonly mutable: boolean;
  /** The names belong to the whole function (`var`), not to the block. */
  readonly hoisted: boolean;
  readonly target: Pattern;
  /** The declared type as written, cut to 200 characters; null when there is none. */
  readonly type: string | null;
  readonly init: Expr | null;
  readonly span: Span;
}

/** All loops: `while` (test), `do` (testAfter), `for` (init, test, update), `for…of` / `for…in` (each). */
export interface LoopStmt {
  readonly kind: 'loop';
  readonly init: readonly Stmt[];
  readonly test: Expr | null;
  readonly testAfter: boolean;
  readonly update: Expr | null;
  /** `keys` for `for…in`, `values` for `for…of`; `awaited` for `for await`. */
  readonly each: {
    readonly target: Pattern;
    readonly over: Expr;
    readonly yields: 'keys' | 'values';
    readonly awaited: boolean;
  } | null;
  readonly body: readonly Stmt[];
  readonly span: Span;
}

/** `test: null` is the default case. A body that does not leave falls through to the next. */
export interface SwitchCase {
  readonly test: Expr | null;
  readonly body: readonly Stmt[];
  readonly span: Span;
}

export interface TryStmt {
  readonly kind: 'try';
  readonly body: readonly Stmt[];
  readonly handler: { readonly param: Pattern | null; readonly body: readonly Stmt[]; readonly span: Span } | null;
  readonly finalizer: readonly Stmt[] | null;
  readonly span: Span;
}

// ── Functions and classes ───────────────────────────────────────────────────────────────────────────

export interface FunctionIr {
  /** As declared, or inferred from where it is assigned (`const a = () => …`, `{ a() {} }`); null when anonymous. */
  readonly name: string | null;
  readonly kind: 'function' | 'arrow' | 'method' | 'constructor' | 'getter' | 'setter';
  readonly params: readonly ParamIr[];
  readonly decorators: readonly Expr[];
  readonly async: boolean;
  readonly generator: boolean;
  readonly static: boolean;
  /** Text directives at the top of the body, such as `use server`. */
  readonly directives: readonly string[];
  readonly body: readonly Stmt[];
  readonly span: Span;
  /** The name, or the header where there is none: where a finding about the whole function is shown. */
  readonly nameSpan: Span;
}

export interface ParamIr {
  readonly target: Pattern;
  readonly type: string | null;
  readonly rest: boolean;
  readonly decorators: readonly Expr[];
  /** TypeScript parameter properties (`constructor(private readonly pages: PageService)`): also a field of the class. */
  readonly field: boolean;
  readonly span: Span;
}

export interface ClassIr {
  readonly name: string | null;
  readonly extends: Expr | null;
  /** Names of implemented interfaces, as written. */
  readonly implements: readonly string[];
  readonly decorators: readonly Expr[];
  readonly fields: readonly FieldIr[];
  readonly methods: readonly FunctionIr[];
  readonly span: Span;
  readonly nameSpan: Span;
}

export interface FieldIr {
  readonly name: string;
  readonly type: string | null;
  readonly init: Expr | null;
  readonly static: boolean;
  readonly decorators: readonly Expr[];
  readonly span: Span;
}

// ── Patterns ────────────────────────────────────────────────────────────────────────────────────────

export type Pattern =
  | { readonly kind: 'bind'; readonly name: string; readonly span: Span }
  /** Destructuring of an object. `rest` takes what is left. */
  | {
      readonly kind: 'object';
      readonly properties: readonly PatternProperty[];
      readonly rest: Pattern | null;
      readonly span: Span;
    }
  | {
      readonly kind: 'array';
      readonly items: readonly (Pattern | null)[];
      readonly rest: Pattern | null;
      readonly span: Span;
    }
  | { readonly kind: 'default'; readonly target: Pattern; readonly value: Expr; readonly span: Span }
  /** Assignment to something that is not a plain name: `a.b = …`, `a[i] = …`. */
  | { readonly kind: 'place'; readonly expression: Expr; readonly span: Span };

export interface PatternProperty {
  /** Null when computed. */
  readonly key: string | null;
  /** The key of a computed one: code that runs, and nothing else. */
  readonly computed?: Expr;
  readonly target: Pattern;
}

// ── Expressions ─────────────────────────────────────────────────────────────────────────────────────

export type LiteralValue = string | number | boolean | null;

export type Expr =
  | { readonly kind: 'name'; readonly name: string; readonly span: Span }
  | { readonly kind: 'this'; readonly span: Span }
  | { readonly kind: 'super'; readonly span: Span }
  | { readonly kind: 'literal'; readonly value: LiteralValue; readonly span: Span }
  /** `undefined` and its like: the absence of a value. */
  | { readonly kind: 'absent'; readonly span: Span }
  | { readonly kind: 'regex'; readonly pattern: string; readonly flags: string; readonly span: Span }
  /** Interpolation. `parts` alternate freely; string parts are literal text. With `tag`, a call of it. */
  | {
      readonly kind: 'template';
      readonly tag: Expr | null;
      readonly parts: readonly (string | Expr)[];
      readonly span: Span;
    }
  | {
      readonly kind: 'member';
      readonly object: Expr;
      readonly property: string;
      readonly optional: boolean;
      readonly span: Span;
      readonly propertySpan: Span;
    }
  | {
      readonly kind: 'index';
      readonly object: Expr;
      readonly index: Expr;
      readonly optional: boolean;
      readonly span: Span;
    }
  | CallExpr
  | { readonly kind: 'await'; readonly value: Expr; readonly span: Span }
  | { readonly kind: 'yield'; readonly value: Expr | null; readonly span: Span }
  | { readonly kind: 'spread'; readonly value: Expr; readonly span: Span }
  | { readonly kind: 'unary'; readonly operator: string; readonly value: Expr; readonly span: Span }
  /** Arithmetic, comparison, `in`, `instanceof`. String concatenation is `+` here. */
  | {
      readonly kind: 'binary';
      readonly operator: string;
      readonly left: Expr;
      readonly right: Expr;
      readonly span: Span;
    }
  /** A chain of `+`, flattened left to right, so that 20,000 terms are one node. */
  | { readonly kind: 'sum'; readonly terms: readonly Expr[]; readonly span: Span }
  | {
      readonly kind: 'logical';
      readonly operator: '&&' | '||' | '??';
      readonly left: Expr;
      readonly right: Expr;
      readonly span: Span;
    }
  | {
      readonly kind: 'conditional';
      readonly test: Expr;
      readonly then: Expr;
      readonly otherwise: Expr;
      readonly span: Span;
    }
  /** `operator` is null for plain `=`, else `+`, `||`, … of the compound form. `++` is `+` with the literal 1. */
  | {
      readonly kind: 'assign';
      readonly target: Pattern;
      readonly operator: string | null;
      readonly value: Expr;
      readonly span: Span;
    }
  | { readonly kind: 'object'; readonly properties: readonly PropertyIr[]; readonly span: Span }
  | { readonly kind: 'array'; readonly items: readonly (Expr | null)[]; readonly span: Span }
  | { readonly kind: 'function'; readonly fn: FunctionIr; readonly span: Span }
  | { readonly kind: 'class'; readonly class: ClassIr; readonly span: Span }
  | { readonly kind: 'sequence'; readonly items: readonly Expr[]; readonly span: Span }
  /** JSX: `tag` is a literal for intrinsic elements, an expression for components, null for fragments. */
  | {
      readonly kind: 'element';
      readonly tag: Expr | null;
      readonly attributes: readonly PropertyIr[];
      readonly children: readonly Expr[];
      readonly span: Span;
    }
  | { readonly kind: 'import'; readonly module: Expr; readonly span: Span }
  /** Something without a meaning of its own here; its parts are still walked. */
  | { readonly kind: 'unknown'; readonly parts: readonly Expr[]; readonly span: Span };

export interface CallExpr {
  readonly kind: 'call';
  readonly callee: Expr;
  readonly args: readonly Expr[];
  readonly construct: boolean;
  readonly optional: boolean;
  readonly span: Span;
}

export type PropertyIr =
  | { readonly kind: 'property'; readonly key: string; readonly value: Expr; readonly span: Span }
  | { readonly kind: 'computed'; readonly key: Expr; readonly value: Expr; readonly span: Span }
  | { readonly kind: 'spread'; readonly value: Expr; readonly span: Span };
