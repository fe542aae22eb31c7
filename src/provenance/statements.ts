/**
 * What a text says about AI in words of its own: plain denials, ticked boxes, answers below a question about AI,
 * tools that are credited in passing. Only statements that can hardly mean anything else; conditions, examples and
 * instructions say nothing.
 */
import type { BodyBlock } from './body-blocks.ts';
import { ANSWERS_ONLY, ASKS_FOR_DISCLOSURE, ASSISTED, DENIALS, LABEL, USED_FOR } from './disclosure-words.ts';
import { toolsLinked } from './match-marks.ts';
import { toolsCredited } from './prose.ts';
import { urlsIn } from './text-line.ts';
import { type NamedTool, toolsDisclosed, toolsMentioned } from './tool-names.ts';

export interface Statement {
  readonly says: 'assisted' | 'denied';
  readonly tools: readonly NamedTool[];
  /** Line in the text. */
  readonly line: number;
  readonly text: string;
}

type Reading = Pick<Statement, 'says' | 'tools'>;

/** What makes half a denial of it. */
const HEDGED = /\b(?:except|apart from|other than|only|but|unless|mostly|primarily)\b/i;
/** A condition, an instruction, an example. */
const NOT_A_STATEMENT =
  /\b(?:if|when|whether|unless|must|should|please|you|your|e\.g\.|such as|for example|policy|guidelines?)\b|\?|\[|\{|<|\|/i;
/** The same below a question about AI, where a condition in the middle is part of what was done. */
const NO_ANSWER =
  /^(?:if|when|whether)\b|\b(?:must|should|please|you|your|e\.g\.|such as|for example)\b|\?|\[|\{|<|\|/i;
/** What takes back a name in the same sentence. */
const NEGATED =
  /\b(?:no|not|none|never|without|neither|nor|didn['’]t|don['’]t|wasn['’]t|haven['’]t|rather than|instead of)\b/i;

/** Statements in the order of the text; at most one a sentence. */
export function bodyStatements(blocks: readonly BodyBlock[]): Statement[] {
  const statements: Statement[] = [];
  let options = { section: '', usedFor: false };
  for (const block of blocks) {
    if (block.section !== options.section) options = { section: block.section, usedFor: false };
    if (block.task === null && USED_FOR.test(block.text)) options.usedFor = true;
    if (block.kind === 'paragraph') statements.push(...fromBlock(block, options.usedFor));
  }
  return statements;
}

function fromBlock(block: BodyBlock, usedFor: boolean): Statement[] {
  if (block.task === 'unticked' || block.text === block.section) return [];
  if (block.task === null && USED_FOR.test(block.text)) return [];
  const line = block.lines[0]?.number ?? 1;
  // `AI-assisted: …` is a trailer, and read as one.
  if (/^[A-Za-z]{1,20}(?:-[A-Za-z]{1,20}){1,4}:/.test(block.text)) return [];
  const label = LABEL.exec(block.text);
  const said = label === null ? block.text : block.text.slice(label[0].length);
  const around: Around = {
    asked: label !== null || ASKS_FOR_DISCLOSURE.some((pattern) => pattern.test(block.section)),
    answerable: ANSWERS_ONLY.some((pattern) => pattern.test(block.section)),
    introduced: block.lines.some((one) => one.introduced),
    labelled: label !== null,
    ticked: block.task === 'ticked',
  };
  if (around.ticked && usedFor) {
    const option = tickedUse(said);
    if (option !== null) return [{ ...option, line, text: said }];
  }
  return sentences(said).flatMap((sentence, index) => {
    const reading = (index === 0 ? firstAnswer(sentence, around) : null) ?? read(sentence, around);
    return reading === null ? [] : [{ ...reading, line, text: sentence }];
  });
}

interface Around {
  /** It stands below a question about AI, or after `AI disclosure:`. */
  readonly asked: boolean;
  /** It stands below a heading that may be a question about AI: a bare yes or no is an answer, prose is not. */
  readonly answerable: boolean;
  /** What comes before it ended in a colon: it may be an example. */
  readonly introduced: boolean;
  /** It follows `AI disclosure:` on the same line, where templates have no words of their own. */
  readonly labelled: boolean;
  readonly ticked: boolean;
}

/** `[x] Code generation` below `AI was used for:`; the option that says no says no. */
function tickedUse(text: string): Reading | null {
  if (DENIALS.some((denial) => denial.test(text)) || /^(?:none|no|not|n\/a)\b/i.test(text)) return null;
  return NOT_A_STATEMENT.test(text.replace(/\([^()]*\)/g, ''))
    ? null
    : { says: 'assisted', tools: toolsDisclosed(text) };
}

function firstAnswer(sentence: string, { asked, answerable, introduced }: Around): Reading | null {
  return (asked || answerable) && !introduced ? answerOf(sentence) : null;
}

function read(sentence: string, around: Around): Reading | null {
  const credited = around.asked || around.introduced ? [] : toolsCredited(sentence);
  if (credited.length > 0) return { says: 'assisted', tools: credited };
  if (around.asked) {
    const linked = toolsLinked(urlsIn(sentence));
    if (linked.length > 0) return { says: 'assisted', tools: linked.map(({ tool }) => ({ tool, model: null })) };
  }
  if ((around.asked ? NO_ANSWER : NOT_A_STATEMENT).test(sentence)) return null;
  if (DENIALS.some((denial) => denial.test(sentence))) {
    return HEDGED.test(sentence) ? null : { says: 'denied', tools: [] };
  }
  const asserts = around.ticked || around.labelled || around.asked || around.answerable;
  if (asserts && ASSISTED.test(sentence) && !NEGATED.test(sentence)) {
    return { says: 'assisted', tools: toolsMentioned(sentence) };
  }
  if (!around.asked && !(around.answerable && around.ticked)) return null;
  const tools = toolsDisclosed(sentence);
  return tools.length === 0 || NEGATED.test(sentence) ? null : { says: 'assisted', tools };
}

/** A bare yes or no to the question above; several options left in place are no answer. */
function answerOf(sentence: string): Reading | null {
  if (/^(?:yes\b.{0,20}\bno|no\b.{0,20}\byes|yes\b.{0,20}\bpartial)\b/i.test(sentence)) return null;
  if (/^(?:no|nope|none|false|not used|no (?:AI|LLMs?))(?:$|[.!,:;—–-])/i.test(sentence)) {
    return { says: 'denied', tools: [] };
  }
  if (/^(?:yes|yep|true|partly|partial(?:ly)?|in part|somewhat)(?:$|[.!,:;—–( -])/i.test(sentence)) {
    return { says: 'assisted', tools: toolsDisclosed(sentence) };
  }
  return null;
}

/** Ends of sentences that are followed by a capital or nothing; abbreviations and versions stay whole. */
function sentences(text: string): string[] {
  return text
    .slice(0, 20_000)
    .split(/(?<=[.!?])\s+(?=["'(]?[A-Z0-9])/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');
}
