/**
 * What is kept of a source file: plain data, depending on its bytes, its dialect and the extractor's version alone.
 * No path, no models, no policy: whether a call is a guard, an effect or a route is decided when modules are linked.
 *
 * Each function is a graph of values in static single assignment: a node names its operands by index, an assignment
 * makes a new node, ways that join make a `join`. Taint is a walk over operands; nothing needs an edge list.
 * Order is a tree of points: what is above a point in the tree has happened, or holds, on every way to it.
 */
import type { Span } from '#domain/span.ts';
import type { CommentIr, LiteralValue } from './ir.ts';

/** Raise with every change of what extraction or lowering yields: cached facts of other versions are not read. */
export const EXTRACTOR_VERSION = 12;

/** Index into `FunctionFacts.nodes`. */
export type NodeId = number;
/** Index into `FunctionFacts.calls`. */
export type CallId = number;
/** Index into `FunctionFacts.points`. */
export type PointId = number;
/** Index into `ModuleFacts.functions`; 0 is the module's top-level code. */
export type FunctionId = number;

export interface ModuleFacts {
  readonly kind: 'module';
  readonly version: number;
  readonly dialect: string;
  readonly lineCount: number;
  readonly imports: readonly ImportFact[];
  readonly exports: readonly ExportFact[];
  readonly functions: readonly FunctionFacts[];
  readonly classes: readonly ClassFacts[];
  /** Comments that say something to a checker or a reader of checks: suppressions, TODO, FIXME. */
  readonly comments: readonly CommentIr[];
  /** What the parser could not read: not checked. */
  readonly broken: readonly Span[];
}

/** `module` is as written; it is resolved at link time. `require('m')` and `await import('m')` appear here too, with `imported: '*'`. */
export interface ImportFact {
  readonly module: string;
  readonly imported: string;
  readonly local: string | null;
  readonly typeOnly: boolean;
  readonly span: Span;
}

/**
 * What a module offers. Either `value` (a node of the function `valueIn`, which is 0 but for exports made by assignment) or, for a re-export, `module` and `imported`.
 * `exported` is `=` where the value is the module itself (`module.exports = …`), `*` for a re-export of everything.
 */
export interface ExportFact {
  readonly exported: string;
  readonly value: NodeId | null;
  readonly valueIn: FunctionId;
  readonly module: string | null;
  readonly imported: string | null;
  readonly span: Span;
}

export interface FunctionFacts {
  readonly id: FunctionId;
  readonly name: string | null;
  /** For people and fingerprints: `Reports.build`, `router.get('/x') handler` is left to link. Anonymous ones are named by their parent and ordinal. */
  readonly symbol: string;
  readonly kind: 'module' | 'function' | 'arrow' | 'method' | 'constructor' | 'getter' | 'setter';
  /** The function this one is written in; null for function 0. */
  readonly parent: FunctionId | null;
  /** Index into `ModuleFacts.classes` for methods. */
  readonly class: number | null;
  readonly static: boolean;
  readonly async: boolean;
  readonly generator: boolean;
  readonly directives: readonly string[];
  readonly params: readonly ParamFact[];
  /** Nodes of the parent function. */
  readonly decorators: readonly NodeId[];
  readonly span: Span;
  readonly nameSpan: Span;
  /** Of the normalised text of the body: same code elsewhere, same hash, whatever its layout or names of locals. */
  readonly hash: string;

  readonly nodes: readonly FlowNode[];
  /** For each node the point at which it is made: what is above that has happened, or holds. */
  readonly madeAt: readonly PointId[];
  readonly calls: readonly CallFact[];
  readonly points: readonly Point[];
  readonly branches: readonly Branch[];
  readonly exits: readonly Exit[];
  /** Last known values of variables that inner functions read or write: `captured` nodes refer here. */
  readonly variables: readonly VariableFact[];
  /** Names that values were given, in order of the text, where the value does not already tell its name. */
  readonly locals: readonly LocalFact[];
}

export interface LocalFact {
  readonly name: string;
  readonly node: NodeId;
}

export interface ParamFact {
  /** The name, for plain parameters; null for patterns (whose bindings are member nodes of the parameter). */
  readonly name: string | null;
  readonly type: string | null;
  readonly rest: boolean;
  readonly field: boolean;
  /** The node that stands for the parameter's value. */
  readonly node: NodeId;
  /** Nodes of the parent function (a decorator is evaluated there). */
  readonly decorators: readonly NodeId[];
}

export interface VariableFact {
  readonly name: string;
  /** Every value ever assigned to it in this function or in functions inside it, in order of the text; nodes of `in`. */
  readonly values: readonly { readonly in: FunctionId; readonly node: NodeId }[];
}

/** A value. `span` is where it is written. Operands are earlier nodes, but a `join` at a loop's head may name later ones. */
export type FlowNode =
  | { readonly kind: 'param'; readonly index: number; readonly span: Span }
  | { readonly kind: 'this'; readonly span: Span }
  | { readonly kind: 'super'; readonly span: Span }
  /** A variable of an enclosing function: its name and the index into that function's `variables`. */
  | {
      readonly kind: 'captured';
      readonly name: string;
      readonly fn: FunctionId;
      readonly variable: number;
      readonly span: Span;
    }
  /** A name bound by an import: index into `ModuleFacts.imports`. */
  | { readonly kind: 'import'; readonly import: number; readonly span: Span }
  /** A name that nothing in the module binds. */
  | { readonly kind: 'global'; readonly name: string; readonly span: Span }
  | { readonly kind: 'literal'; readonly value: LiteralValue; readonly span: Span }
  | { readonly kind: 'absent'; readonly span: Span }
  | { readonly kind: 'regex'; readonly pattern: string; readonly flags: string; readonly span: Span }
  /** The result of a call, before it is awaited. */
  | { readonly kind: 'call'; readonly call: CallId; readonly span: Span }
  | { readonly kind: 'await'; readonly of: NodeId; readonly span: Span }
  | {
      readonly kind: 'member';
      readonly of: NodeId;
      readonly name: string;
      readonly optional: boolean;
      readonly span: Span;
    }
  | { readonly kind: 'index'; readonly of: NodeId; readonly key: NodeId; readonly span: Span }
  /** An element of what is iterated over. */
  | { readonly kind: 'element'; readonly of: NodeId; readonly yields: 'keys' | 'values'; readonly span: Span }
  /** Text put together: templates and sums. Literal parts are `literal` nodes. */
  | { readonly kind: 'concat'; readonly parts: readonly NodeId[]; readonly span: Span }
  | { readonly kind: 'object'; readonly properties: readonly ObjectPart[]; readonly span: Span }
  | { readonly kind: 'array'; readonly items: readonly NodeId[]; readonly span: Span }
  | { readonly kind: 'spread'; readonly of: NodeId; readonly span: Span }
  /** `of` with one property replaced (`a.b = v`), or grown by an element (`name: null`). */
  | {
      readonly kind: 'update';
      readonly of: NodeId;
      readonly name: string | null;
      readonly value: NodeId;
      readonly span: Span;
    }
  /** What a destructuring `...rest` takes: `of` without `without`. */
  | { readonly kind: 'rest'; readonly of: NodeId; readonly without: readonly string[]; readonly span: Span }
  /**
   * Any one of these: ways that join, `?:`, `||`, `??`. With `branch`, an `if` made it: the first where its condition
   * holds, the second where it does not.
   */
  | { readonly kind: 'join'; readonly of: readonly NodeId[]; readonly branch?: number; readonly span: Span }
  | { readonly kind: 'unary'; readonly operator: string; readonly of: NodeId; readonly span: Span }
  /** Comparison and arithmetic; `&&` and `||` in conditions are `logical`. */
  | {
      readonly kind: 'binary';
      readonly operator: string;
      readonly left: NodeId;
      readonly right: NodeId;
      readonly span: Span;
    }
  | {
      readonly kind: 'logical';
      readonly operator: '&&' | '||' | '??';
      readonly left: NodeId;
      readonly right: NodeId;
      readonly span: Span;
    }
  | {
      readonly kind: 'conditional';
      readonly test: NodeId;
      readonly then: NodeId;
      readonly otherwise: NodeId;
      readonly span: Span;
    }
  | { readonly kind: 'function'; readonly fn: FunctionId; readonly span: Span }
  | { readonly kind: 'class'; readonly class: number; readonly span: Span }
  | {
      readonly kind: 'markup';
      readonly tag: NodeId | null;
      readonly attributes: readonly ObjectPart[];
      readonly children: readonly NodeId[];
      readonly span: Span;
    }
  /** The value a `catch` takes. */
  | { readonly kind: 'caught'; readonly span: Span }
  | { readonly kind: 'unknown'; readonly of: readonly NodeId[]; readonly span: Span };

/** `key: null` is a spread (`value` is spread) or a computed key. */
export interface ObjectPart {
  readonly key: string | null;
  readonly spread: boolean;
  readonly value: NodeId;
}

/** A call as written. `callee` is a value like any other: its meaning is found by resolving that node. */
export interface CallFact {
  readonly callee: NodeId;
  /** The object of a method call: `a` in `a.b()`. */
  readonly receiver: NodeId | null;
  readonly args: readonly NodeId[];
  readonly construct: boolean;
  readonly tagged: boolean;
  /** Awaited right here; or, in a generator, yielded. */
  readonly awaited: boolean;
  /** The value is used (assigned, passed, compared, returned): false for a bare statement. */
  readonly used: boolean;
  /** The call's own point: what is above it has happened or holds whenever this call is made. */
  readonly point: PointId;
  readonly span: Span;
}

/**
 * A step of the function. Ids are given out in order of evaluation; `parent` is the nearest step that lies on every
 * way here, so that the parents of a point are all that is established at it. Of two points that are not above one
 * another the one with the smaller id may run before the other, unless they exclude each other (`dataflow/order.ts`).
 */
export type Point =
  | { readonly kind: 'entry'; readonly parent: null }
  | { readonly kind: 'call'; readonly call: CallId; readonly parent: PointId }
  /** The branch has been decided: its condition is `holds` from here on. */
  | { readonly kind: 'assume'; readonly branch: number; readonly holds: boolean; readonly parent: PointId }
  /** A property or a captured variable is written. */
  | { readonly kind: 'write'; readonly node: NodeId; readonly parent: PointId }
  /** Inside a `try` body, or its handler. What is above a handler may have been cut short. */
  | { readonly kind: 'try' | 'catch'; readonly try: number; readonly parent: PointId }
  | { readonly kind: 'loop'; readonly parent: PointId };

/**
 * A decision: `if`, `?:`, `&&`/`||` as statements, `switch` cases (as equality with the case), loop conditions.
 * A candidate refusal is a branch one of whose sides leaves.
 */
export interface Branch {
  readonly condition: NodeId;
  /** The point at which it is decided. */
  readonly point: PointId;
  readonly form: 'if' | 'conditional' | 'logical' | 'case' | 'loop';
  readonly whenTrue: BranchSide;
  readonly whenFalse: BranchSide;
  readonly span: Span;
}

/** From `from` up to but not including `to`: ids are given out in order of evaluation. */
export interface IdRange {
  readonly from: number;
  readonly to: number;
}

/** One side of a decision. */
export interface BranchSide {
  /** Every way through this side ends the function (`return`, `throw`), the loop round (`continue`) or the loop (`break`); or `none`. */
  readonly leaves: 'none' | 'return' | 'throw' | 'continue' | 'break' | 'mixed';
  readonly exits: IdRange;
  readonly calls: IdRange;
  readonly points: IdRange;
}

/** A place where the function is left. Falling off the end is not one. */
export interface Exit {
  readonly kind: 'return' | 'throw';
  readonly value: NodeId | null;
  readonly point: PointId;
  readonly span: Span;
}

export interface ClassFacts {
  readonly name: string | null;
  /** Nodes of the function that the class is written in. */
  readonly in: FunctionId;
  readonly extends: NodeId | null;
  readonly implements: readonly string[];
  readonly decorators: readonly NodeId[];
  readonly fields: readonly ClassField[];
  /** Functions of this module. */
  readonly methods: readonly FunctionId[];
  readonly span: Span;
}

/** A field, declared or injected by a constructor parameter. `value` is a node of `valueIn`. */
export interface ClassField {
  readonly name: string;
  readonly type: string | null;
  readonly static: boolean;
  readonly value: NodeId | null;
  readonly valueIn: FunctionId | null;
  readonly decorators: readonly NodeId[];
}
