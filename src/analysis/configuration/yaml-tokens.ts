/** What can be seen in YAML's tokens before they are put together: how deep they nest, and the comments between them. */
import type { CST } from 'yaml';

export interface TokenSurvey {
  readonly depth: number;
  readonly comments: readonly { readonly text: string; readonly offset: number }[];
}

interface Pending {
  readonly token: CST.Token;
  readonly depth: number;
}

/** Walks with a stack of its own. `maxComments` bounds what is kept, in the order of the text. */
export function surveyTokens(tokens: readonly CST.Token[], maxComments: number): TokenSurvey {
  const comments: { text: string; offset: number }[] = [];
  const pending: Pending[] = tokens.map((token) => ({ token, depth: 0 })).reverse();
  let deepest = 0;
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { token, depth } = next;
    deepest = Math.max(deepest, depth);
    if (token.type === 'comment' && comments.length < maxComments) {
      comments.push({ text: token.source, offset: token.offset });
    }
    const children = childrenOf(token);
    for (let at = children.length - 1; at >= 0; at -= 1) {
      const child = children[at];
      if (child !== undefined) pending.push({ token: child, depth: isCollection(child) ? depth + 1 : depth });
    }
  }
  return { depth: deepest, comments };
}

function isCollection(token: CST.Token): boolean {
  return token.type === 'block-map' || token.type === 'block-seq' || token.type === 'flow-collection';
}

function childrenOf(token: CST.Token): readonly CST.Token[] {
  switch (token.type) {
    case 'document':
      return [...token.start, ...(token.value ? [token.value] : []), ...(token.end ?? [])];
    case 'block-map':
    case 'block-seq':
      return token.items.flatMap(itemTokens);
    case 'flow-collection':
      return [token.start, ...token.items.flatMap(itemTokens), ...token.end];
    case 'block-scalar':
      return token.props;
    case 'alias':
    case 'scalar':
    case 'single-quoted-scalar':
    case 'double-quoted-scalar':
    case 'doc-end':
      return token.end ?? [];
    default:
      return [];
  }
}

function itemTokens(item: CST.CollectionItem): CST.Token[] {
  return [...item.start, ...(item.key ? [item.key] : []), ...(item.sep ?? []), ...(item.value ? [item.value] : [])];
}
