/**
 * YAML to one tree with positions. Nesting is measured on the tokens before anything recurses, aliases are followed
 * here with a budget and never by the library, and a local tag (`!Ref`, `!Sub`) is an expression, not a value.
 */
import { Composer, Parser, type Document } from 'yaml';
import type { ConfigFacts, ConfigValue } from '../configuration-facts.ts';
import { EXTRACTOR_VERSION } from '../module-facts.ts';
import { hasGoTemplates, maskGoTemplates } from './go-templates.ts';
import { MAX_BROKEN, MAX_COMMENT_TEXT, MAX_COMMENTS, MAX_DEPTH, MAX_VALUES } from './limits.ts';
import { createPositions } from './positions.ts';
import { surveyTokens } from './yaml-tokens.ts';
import { createYamlReader } from './yaml-values.ts';

/** Facts of a YAML text, one document or many. Never throws; what is wrong with the text is in `broken`. */
export function extractYaml(written: string, maxValues = MAX_VALUES): ConfigFacts {
  const isTemplate = hasGoTemplates(written);
  const text = isTemplate ? maskGoTemplates(written) : written;
  const positions = createPositions(text);
  const broken: ConfigFacts['broken'][number][] = [];
  const fail = (start: number, end: number, reason: string): void => {
    if (broken.length < MAX_BROKEN) broken.push({ span: positions.span(start, end), reason });
  };

  const tokens = [...new Parser().parse(text)];
  const survey = surveyTokens(tokens, MAX_COMMENTS);
  let documents: ConfigValue[] = [];
  if (survey.depth > MAX_DEPTH) {
    fail(0, text.length, `nested deeper than ${MAX_DEPTH} levels`);
  } else {
    // `uniqueKeys` compares every key with every other; the last one is found by who reads them.
    const composer = new Composer({ uniqueKeys: false, strict: false, logLevel: 'silent', version: '1.2' });
    const composed = [...composer.compose(tokens, true, text.length)];
    for (const document of composed) {
      for (const error of document.errors) fail(error.pos[0], error.pos[1], firstLine(error.message));
    }
    const lines = isTemplate ? written.split('\n') : null;
    const read = createYamlReader({ text, positions, fail, maxValues, lines });
    documents = composed.filter(hasContent).map((document) => read(document.contents));
  }
  return {
    kind: 'configuration',
    version: EXTRACTOR_VERSION,
    format: 'yaml',
    lineCount: positions.lineCount,
    documents,
    blocks: [],
    comments: survey.comments.map((comment) => ({
      text: comment.text.slice(0, MAX_COMMENT_TEXT),
      span: positions.span(comment.offset, comment.offset + comment.text.length),
    })),
    broken,
  };
}

/** A file of comments alone, or the emptiness after a final `---`, is a document of nothing. */
function hasContent(document: Document.Parsed): boolean {
  return document.contents !== null && document.contents.range[0] < document.contents.range[1];
}

function firstLine(message: string): string {
  return message.slice(0, 200).split('\n', 1)[0] ?? message;
}
