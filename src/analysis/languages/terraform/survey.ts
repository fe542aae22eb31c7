/** One walk over a Terraform tree, with a cursor and no recursion: its comments, and where the grammar gave up. */
import type { Tree } from 'web-tree-sitter';
import type { ConfigFacts } from '../../configuration-facts.ts';
import { MAX_BROKEN, MAX_COMMENT_TEXT, MAX_COMMENTS } from '../../configuration/limits.ts';
import { spanOf } from './spans.ts';

export function surveyTree(tree: Tree, text: string): Pick<ConfigFacts, 'comments' | 'broken'> {
  const comments: ConfigFacts['comments'][number][] = [];
  const broken: ConfigFacts['broken'][number][] = [];
  const cursor = tree.walk();
  try {
    for (let going = true; going;) {
      const type = cursor.nodeType;
      const isError = type === 'ERROR';
      if ((isError || cursor.nodeIsMissing) && broken.length < MAX_BROKEN) {
        const reason = isError ? 'not understood' : `${type} is missing`;
        broken.push({ span: spanOf(cursor), reason });
      } else if (type === 'comment' && comments.length < MAX_COMMENTS) {
        const comment = text.slice(cursor.startIndex, cursor.endIndex).trimEnd();
        comments.push({ text: comment.slice(0, MAX_COMMENT_TEXT), span: spanOf(cursor) });
      }
      if (!isError && cursor.gotoFirstChild()) continue;
      while (going && !cursor.gotoNextSibling()) going = cursor.gotoParent();
    }
  } finally {
    cursor.delete();
  }
  return { comments, broken };
}
