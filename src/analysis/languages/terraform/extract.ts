/**
 * Terraform's syntax tree to configuration facts: blocks with their labels, attributes and positions. Reads the tree
 * and the text it came from, and nothing else; what a block means is for the rules.
 */
import type { Node, Tree } from 'web-tree-sitter';
import type { ConfigBlock, ConfigEntry, ConfigFacts } from '../../configuration-facts.ts';
import { MAX_DEPTH } from '../../configuration/limits.ts';
import { createPositions } from '../../configuration/positions.ts';
import { EXTRACTOR_VERSION } from '../../module-facts.ts';
import { unescapeQuoted } from './literals.ts';
import { spanOf } from './spans.ts';
import { surveyTree } from './survey.ts';
import { readValue, written } from './values.ts';

interface Body {
  readonly attributes: readonly ConfigEntry[];
  readonly blocks: readonly ConfigBlock[];
}

/** The tree stays the caller's, to delete. */
export function extractTerraform(tree: Tree, text: string): ConfigFacts {
  const survey = surveyTree(tree, text);
  const body = tree.rootNode.namedChildren.find((child) => child.type === 'body') ?? null;
  const { attributes, blocks } = readBody(body, text, 1);
  return {
    kind: 'configuration',
    version: EXTRACTOR_VERSION,
    format: 'terraform',
    lineCount: createPositions(text).lineCount,
    documents: [{ kind: 'map', entries: attributes, span: spanOf(tree.rootNode) }],
    blocks,
    comments: survey.comments,
    broken: survey.broken,
  };
}

function readBody(body: Node | null, source: string, depth: number): Body {
  const attributes: ConfigEntry[] = [];
  const blocks: ConfigBlock[] = [];
  if (body === null || depth > MAX_DEPTH) return { attributes, blocks };
  for (const child of body.namedChildren) {
    if (child.type === 'attribute') {
      const entry = readAttribute(child, source);
      if (entry !== null) attributes.push(entry);
    } else if (child.type === 'block') {
      blocks.push(readBlock(child, source, depth));
    }
  }
  return { attributes, blocks };
}

/** Where the grammar stumbled inside a value, the value is what is written: a half-read one would say what nobody wrote. */
function readAttribute(attribute: Node, source: string): ConfigEntry | null {
  const name = attribute.namedChildren.find((child) => child.type === 'identifier');
  const value = attribute.namedChildren.find((child) => child.type === 'expression');
  if (!name) return null;
  return {
    key: source.slice(name.startIndex, name.endIndex),
    keySpan: spanOf(name),
    value: value && !attribute.hasError ? readValue(value, source, 1) : written(attribute, source),
  };
}

function readBlock(block: Node, source: string, depth: number): ConfigBlock {
  const words: Node[] = [];
  let body: Node | null = null;
  for (const child of block.namedChildren) {
    if (child.type === 'identifier' || child.type === 'string_lit') words.push(child);
    else if (child.type === 'body') body = child;
  }
  const [type, ...labels] = words;
  const lastWord = words.at(-1) ?? block;
  const header = { startPosition: block.startPosition, endPosition: lastWord.endPosition };
  return {
    type: type ? source.slice(type.startIndex, type.endIndex) : '',
    labels: labels.map((label) => labelText(label, source)),
    ...readBody(body, source, depth + 1),
    span: spanOf(block),
    headerSpan: spanOf(header),
  };
}

function labelText(label: Node, source: string): string {
  const text = source.slice(label.startIndex, label.endIndex);
  return label.type === 'string_lit' ? unescapeQuoted(text.replace(/^"|"$/g, '')) : text;
}
