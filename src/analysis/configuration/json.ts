/**
 * JSON, with comments and trailing commas, to one tree with positions. Reads jsonc-parser's tokens and not its tree,
 * which recurses: a missing bracket costs what is missing, and a million of them cost no stack.
 */
import { createScanner } from 'jsonc-parser';
import type { ConfigFacts, ConfigValue } from '../configuration-facts.ts';
import { EXTRACTOR_VERSION } from '../module-facts.ts';
import { createJsonTree, type JsonTree } from './json-tree.ts';
import { MAX_COMMENT_TEXT, MAX_COMMENTS, MAX_VALUES } from './limits.ts';
import { createPositions } from './positions.ts';

/** jsonc-parser's `SyntaxKind`, which is an ambient const enum and so not importable where types are stripped. */
const TOKEN = {
  openBrace: 1,
  closeBrace: 2,
  openBracket: 3,
  closeBracket: 4,
  comma: 5,
  colon: 6,
  null: 7,
  true: 8,
  false: 9,
  string: 10,
  number: 11,
  lineComment: 12,
  blockComment: 13,
  unknown: 16,
  end: 17,
} as const;

/** Facts of a JSON text. Never throws; what is wrong with the text is in `broken`. */
export function extractJson(text: string, maxValues = MAX_VALUES): ConfigFacts {
  const positions = createPositions(text);
  const documents: ConfigValue[] = [];
  const comments: ConfigFacts['comments'][number][] = [];
  const broken: ConfigFacts['broken'][number][] = [];
  const tree = createJsonTree(positions, documents, broken, maxValues);

  const scanner = createScanner(text, false);
  for (let token: number = scanner.scan(); token !== TOKEN.end; token = scanner.scan()) {
    const start = scanner.getTokenOffset();
    const end = start + scanner.getTokenLength();
    if (Number(scanner.getTokenError()) !== 0) tree.fail(start, end, 'not a valid token');
    if (token === TOKEN.lineComment || token === TOKEN.blockComment) {
      if (comments.length < MAX_COMMENTS) {
        comments.push({ text: text.slice(start, end).slice(0, MAX_COMMENT_TEXT), span: positions.span(start, end) });
      }
    } else {
      tell(tree, token, scanner.getTokenValue(), start, end);
    }
  }
  tree.finish(text.length);
  return {
    kind: 'configuration',
    version: EXTRACTOR_VERSION,
    format: 'json',
    lineCount: positions.lineCount,
    documents,
    blocks: [],
    comments,
    broken,
  };
}

function tell(tree: JsonTree, token: number, value: string, start: number, end: number): void {
  switch (token) {
    case TOKEN.openBrace:
      return tree.open('map', start);
    case TOKEN.openBracket:
      return tree.open('list', start);
    case TOKEN.closeBrace:
      return tree.close('map', start, end);
    case TOKEN.closeBracket:
      return tree.close('list', start, end);
    case TOKEN.comma:
      return tree.separator(',', start, end);
    case TOKEN.colon:
      return tree.separator(':', start, end);
    case TOKEN.string:
      return tree.string(value, start, end);
    case TOKEN.number:
      return tree.scalar(Number(value), start, end);
    case TOKEN.true:
    case TOKEN.false:
      return tree.scalar(token === TOKEN.true, start, end);
    case TOKEN.null:
      return tree.scalar(null, start, end);
    case TOKEN.unknown:
      return tree.unknown(value, start, end);
    default:
  }
}
