/** The parts of the walk over a module's IR, which call one another, and the state they share. */
import type { Span } from '#domain/span.ts';
import type { ClassIr, Expr, FunctionIr, Pattern, Stmt } from '../ir.ts';
import type { ClassFacts, ExportFact, FunctionFacts, FunctionId, ImportFact, NodeId } from '../module-facts.ts';
import type { FunctionBuilder } from './function-builder.ts';
import type { LanguageTraits } from './language-traits.ts';
import type { Variable } from './variables.ts';

/** How a run of statements ends: `normal` when some way reaches what follows. */
export type Completion = 'normal' | 'return' | 'throw' | 'continue' | 'break' | 'mixed';

export interface FunctionPlace {
  /** What to call it where it has no name of its own. */
  readonly hint: string;
  /** Index of the class whose member it is; null otherwise. */
  readonly class: number | null;
  /** The symbol of that class, which then begins the function's own. */
  readonly within?: string;
  /** Nodes of the enclosing function. */
  readonly decorators?: readonly NodeId[];
  /** Has a `this` of its own although it is an arrow (a class field's initialiser). */
  readonly ownThis?: boolean;
}

export interface Walk {
  readonly traits: LanguageTraits;
  readonly imports: ImportFact[];
  readonly exports: ExportFact[];
  /** By id; filled as functions are finished. */
  readonly functions: FunctionFacts[];
  readonly builders: FunctionBuilder[];
  readonly classes: ClassFacts[];
  readonly broken: Span[];
  /** Nesting of the walk; past the bound, what is inside is not checked. */
  depth: number;

  /** `used` is false for a value that nobody takes. `hint` names anonymous functions met directly. */
  value(
    at: FunctionBuilder,
    expression: Expr,
    use?: { readonly used?: boolean; readonly awaited?: boolean; readonly hint?: string },
  ): NodeId;
  run(at: FunctionBuilder, statements: readonly Stmt[]): Completion;
  bind(at: FunctionBuilder, pattern: Pattern, value: NodeId, mode: 'declare' | 'assign'): void;
  function(at: FunctionBuilder, fn: FunctionIr, place: FunctionPlace): FunctionId;
  class(at: FunctionBuilder, ir: ClassIr, hint: string): NodeId;
  read(at: FunctionBuilder, name: string, span: Span): NodeId;
  write(at: FunctionBuilder, variable: Variable, node: NodeId): void;
}

/** Deeper nesting than this is not written by people; the call stack holds several times as much. */
export const MAX_DEPTH = 450;
