/**
 * What the parts of this room share while one module is lowered: the table, the results that are not in the tree of
 * statements, and the way from one part to another. The parts know each other only through here.
 */
import type { Expr, ExportIr, FunctionIr, ImportIr, Pattern, Stmt } from '#analysis/ir.ts';
import type { Span } from '#domain/span.ts';
import type { NodeIndex, SyntaxTable } from './syntax-table.ts';

/** A name for what would be anonymous: `const f = () => …`. `node` is where the name is written. */
export interface GivenName {
  readonly name: string;
  readonly node: NodeIndex;
}

export interface Lowering {
  readonly table: SyntaxTable;
  readonly imports: ImportIr[];
  readonly exports: ExportIr[];
  /** Too deeply nested to be read; joins what the parser could not read. */
  readonly tooDeep: Span[];
  /** Nodes that the grammar calls errors and that were read all the same. */
  readonly understood: Set<NodeIndex>;
  /** Names exported by the TypeScript namespaces around this place, innermost last; empty at the module's top. */
  readonly namespaces: string[][];
  /** Names of the classes, functions, enums and namespaces met so far, which a later namespace may add to. */
  readonly declared: Set<string>;

  expression(node: NodeIndex, given?: GivenName | null): Expr;
  /** Appends what the statement lowers to: nothing, one, or (`let a, b`) more. */
  statement(node: NodeIndex, into: Stmt[]): void;
  /** A binding or the target of an assignment. */
  pattern(node: NodeIndex): Pattern;
  /** Any function that has a body. */
  fn(node: NodeIndex, given?: GivenName | null): FunctionIr;
}

/** The statements of a body: a block's, or a single one. */
export function bodyOf(l: Lowering, node: NodeIndex): Stmt[] {
  const into: Stmt[] = [];
  if (node < 0) return into;
  if (l.table.kind(node) === 'statement_block') statementsIn(l, node, into);
  else l.statement(node, into);
  return into;
}

/** Lowers each child as a statement. */
export function statementsIn(l: Lowering, parent: NodeIndex, into: Stmt[]): void {
  const end = l.table.after(parent);
  for (let child = parent + 1; child < end; child = l.table.after(child)) l.statement(child, into);
}
