/**
 * Lowers a parsed TypeScript, TSX, JavaScript or JSX module to the common IR. Pure: the tree is the caller's, who
 * parses and deletes it; nothing of it is kept. Whatever the source is, this answers: what cannot be read is `broken`.
 */
import type { Tree } from 'web-tree-sitter';
import type { CommentIr, Expr, ModuleIr, Stmt } from '#analysis/ir.ts';
import { lowerExpression } from './expressions.ts';
import { faultSpans } from './faults.ts';
import { lowerFunction } from './functions.ts';
import { statementsIn, type Lowering } from './lowering.ts';
import { lowerPattern } from './patterns.ts';
import { lowerStatement } from './statements.ts';
import { SyntaxTable, type NodeIndex } from './syntax-table.ts';

/**
 * How deep statements, expressions and functions may lie in one another. Chains of calls, operators, conditions and `else if` do
 * not count: they are followed by loops. Of 9,400 published files none went past 130; what is deeper is not read, and said to be broken.
 */
const DEEPEST = 400;

/** `text` is what the tree was parsed from. Call `tree.delete()` afterwards, whatever happens. */
export function lowerModule(tree: Tree, text: string): ModuleIr {
  const table = new SyntaxTable(tree, text);
  const l = createLowering(table);
  const body: Stmt[] = [];
  statementsIn(l, 0, body);
  return {
    imports: l.imports,
    exports: l.exports,
    body,
    comments: commentsOf(table),
    broken: [...faultSpans(table, l.understood), ...l.tooDeep],
  };
}

function createLowering(table: SyntaxTable): Lowering {
  let depth = 0;
  const l: Lowering = {
    table,
    imports: [],
    exports: [],
    tooDeep: [],
    understood: new Set(),
    namespaces: [],
    declared: new Set(),
    expression(node, given = null) {
      if (depth >= DEEPEST) return tooDeep(l, node);
      depth += 1;
      const result = lowerExpression(l, node, given);
      depth -= 1;
      return result;
    },
    statement(node, into) {
      if (depth >= DEEPEST) {
        tooDeep(l, node);
        into.push({ kind: 'broken', body: [], span: table.span(node) });
        return;
      }
      depth += 1;
      lowerStatement(l, node, into);
      depth -= 1;
    },
    pattern(node) {
      if (depth >= DEEPEST) return { kind: 'place', expression: tooDeep(l, node), span: table.span(node) };
      depth += 1;
      const result = lowerPattern(l, node);
      depth -= 1;
      return result;
    },
    fn(node, given = null) {
      depth += 1;
      const result = lowerFunction(l, node, given);
      depth -= 1;
      return result;
    },
  };
  return l;
}

function tooDeep(l: Lowering, node: NodeIndex): Expr {
  const span = l.table.span(node);
  l.tooDeep.push(span);
  return { kind: 'unknown', parts: [], span };
}

/** What comments say, without their signs. */
function commentsOf(table: SyntaxTable): CommentIr[] {
  const comments: CommentIr[] = [];
  for (let i = 0; i < table.comments.length; i += 2) {
    const start = table.comments[i] as number;
    const end = table.comments[i + 1] as number;
    comments.push({ text: commentText(table.text.slice(start, end)), span: table.spanOf(start, end) });
  }
  return comments;
}

function commentText(raw: string): string {
  if (!raw.startsWith('/*')) return raw.replace(/^(?:\/\/+|<!--|-->)/, '').trim();
  const lines = raw.slice(2, -2).split('\n');
  return lines
    .map((line) => line.trim().replace(/^\*+ ?/, ''))
    .join('\n')
    .trim();
}
