/** From the grammar's positions, which count from 0, to ours, which count from 1. Columns are UTF-16 units in both. */
import type { Node } from 'web-tree-sitter';
import type { Span } from '#domain/span.ts';

export function spanOf(node: Pick<Node, 'startPosition' | 'endPosition'>): Span {
  const { startPosition, endPosition } = node;
  return {
    startLine: startPosition.row + 1,
    startColumn: startPosition.column + 1,
    endLine: endPosition.row + 1,
    endColumn: endPosition.column + 1,
  };
}
