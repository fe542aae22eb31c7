/** From a text that is written for coding agents to its facts. Pure, never throws; reads lines and characters, and knows no Markdown beyond its comments. */
import { createPositions, type Positions } from '../configuration/positions.ts';
import type { InstructionFacts, InstructionRequest } from '../instruction-facts.ts';
import { EXTRACTOR_VERSION } from '../module-facts.ts';
import { invisibleRuns } from './invisible.ts';
import { requestIn } from './requests.ts';

const MAX_HIDDEN = 200;
const MAX_HIDDEN_TEXT = 4_000;
const MAX_REQUESTS = 200;
const MAX_SENTENCE = 1_000;

/** Up to what ends it; a comment that nothing ends hides the rest of the page. */
const COMMENT = '<!--';
/** `<span hidden>`, `style="display:none"`, and Markdown's way to say nothing: `[//]: # (…)`. */
const HIDDEN_ELEMENT =
  /<(?:span|div|p|small|details|section)\b[^<>]{0,200}?(?:\shidden\b|display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0|opacity\s*:\s*0(?![.\d]))[^<>]{0,200}>[^<]{1,2000}|^\[(?:\/\/|comment|_)\]: *(?:#|<>) *[("'][^\n]{1,2000}$/gim;

export function extractInstructions(text: string): InstructionFacts {
  const positions = createPositions(text);
  const hidden = hiddenTexts(text, positions);
  const hiddenLines = new Set(hidden.flatMap(({ span }) => linesOf(span.startLine, span.endLine)));
  return {
    kind: 'instructions',
    version: EXTRACTOR_VERSION,
    lineCount: positions.lineCount,
    invisible: invisibleRuns(text, positions),
    hidden,
    requests: requestsIn(text, positions, hiddenLines),
    broken: [],
  };
}

function hiddenTexts(text: string, positions: Positions): InstructionFacts['hidden'] {
  const found: { text: string; start: number; end: number }[] = [];
  for (let at = text.indexOf(COMMENT); at !== -1 && found.length < MAX_HIDDEN;) {
    const close = text.indexOf('-->', at + COMMENT.length);
    const end = close === -1 ? text.length : close + 3;
    found.push({ text: text.slice(at + COMMENT.length, close === -1 ? end : close).trim(), start: at, end });
    at = text.indexOf(COMMENT, end);
  }
  for (const { 0: element, index } of text.matchAll(HIDDEN_ELEMENT)) {
    if (found.length < MAX_HIDDEN) found.push({ text: element, start: index, end: index + element.length });
  }
  return found
    .sort((a, b) => a.start - b.start)
    .map((one) => ({ text: one.text.slice(0, MAX_HIDDEN_TEXT), span: positions.span(one.start, one.end) }));
}

function requestsIn(text: string, positions: Positions, hiddenLines: ReadonlySet<number>): InstructionRequest[] {
  const requests: InstructionRequest[] = [];
  for (const { paragraph, index } of paragraphsOf(text)) {
    for (const { 0: sentence, index: at } of paragraph.matchAll(SENTENCE)) {
      if (requests.length === MAX_REQUESTS) return requests;
      const plain = sentence.slice(0, MAX_SENTENCE).replace(/\s+/g, ' ').trim();
      const kind = requestIn(plain);
      if (kind === null) continue;
      const start = index + at + (sentence.length - sentence.trimStart().length);
      const span = positions.span(start, index + at + sentence.trimEnd().length);
      requests.push({ kind, text: plain.slice(0, 200), hidden: hiddenLines.has(span.startLine), span });
    }
  }
  return requests;
}

/** A full stop inside a word (`.env`, `a.b`) ends nothing. */
const SENTENCE = /[^.!?;]+(?:[.!?;](?!\s|$)[^.!?;]*)*[.!?;]?/g;
const BEGINS_ANEW = /^\s*(?:[-*+#>|]|\d+[.)]|```|$)/;

/** A line that breaks inside a sentence goes on in the next; a list, a heading and an empty line begin anew. */
function paragraphsOf(text: string): { paragraph: string; index: number }[] {
  const paragraphs: { paragraph: string; index: number }[] = [];
  let offset = 0;
  for (const line of text.split('\n')) {
    const last = paragraphs.at(-1);
    if (last === undefined || BEGINS_ANEW.test(line)) paragraphs.push({ paragraph: line, index: offset });
    else last.paragraph += `\n${line}`;
    offset += line.length + 1;
  }
  return paragraphs;
}

function linesOf(from: number, to: number): number[] {
  return Array.from({ length: Math.min(10_000, to - from + 1) }, (_, index) => from + index);
}
