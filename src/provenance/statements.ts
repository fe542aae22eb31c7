/**
 * What a pull request's body says about AI in words of its own: plain denials, ticked boxes, answers below a question
 * about AI. Only statements that can hardly mean anything else; conditions, examples and instructions say nothing.
 */
import type { BodyBlock } from './body-blocks.ts';
import { toolsMentioned, type NamedTool } from './tool-names.ts';

export interface Statement {
  readonly says: 'assisted' | 'denied';
  readonly tools: readonly NamedTool[];
  /** Line in the body. */
  readonly line: number;
  readonly text: string;
}

const AI = String.raw`(?:generative |gen ?)?(?:AI|LLMs?)(?:[ /-](?:LLMs?|tools?|tooling|assistance|assistants?|usage|use|help|generated (?:content|code)))*`;
const DENIALS: readonly RegExp[] = [
  new RegExp(String.raw`\bno ${AI}(?: (?:was|were|is|are|has been|have been))? (?:used|involved|here)\b`, 'i'),
  new RegExp(String.raw`\b${AI} (?:was|were|is|are) not (?:used|involved)\b`, 'i'),
  new RegExp(
    String.raw`\b(?:made|written|created|authored|done) (?:entirely |fully )?without (?:any )?(?:use of |help of )?${AI}\b`,
    'i',
  ),
  new RegExp(String.raw`\bI (?:did not|didn['’]t|have not|haven['’]t) used? (?:any )?${AI}\b`, 'i'),
  /^(?:AI|LLM)s?: (?:no|none)\b/i,
];
/** What makes half a denial of it. */
const HEDGED = /\b(?:except|apart from|other than|only|but|unless|mostly|primarily)\b/i;
/** A condition, an instruction, an example. */
const NOT_A_STATEMENT =
  /\b(?:if|when|whether|unless|must|should|please|you|your|e\.g\.|such as|for example|policy|guidelines?)\b|\?|\[|\{|<|\|/i;
/** Headings that ask the author, as against those of changes that are about AI. */
const ASKS_FOR_DISCLOSURE = [
  /\b(?:AI|LLMs?)\b.{0,60}\b(?:disclos|disclaim|declar)/i,
  /\b(?:disclosure|declaration) of (?:generative )?(?:AI|LLM)\b/i,
  /^(?:was|were|did|has|have)\b.{0,80}\b(?:AI|LLMs?)\b.{0,80}\?/i,
];
const WROTE =
  /\b(?:us(?:ed|ing)|wrote|written|writing|generated|drafted|authored|co-authored|assisted|assistance|help(?:ed)?|made|created|implemented)\b/i;
const ASSISTED = new RegExp(
  String.raw`\b${AI} (?:was|were) used\b|\b(?:assisted|generated|written) (?:by|with) ${AI}\b|\b(?:I|we) used ${AI}\b`,
  'i',
);
const LABEL = /^AI[ -](?:disclosure|disclaimer|assistance|usage|use)(?: \([^()]{0,40}\))?\s?:\s+/i;

/** Statements in the order of the body; at most one a sentence. */
export function bodyStatements(blocks: readonly BodyBlock[]): Statement[] {
  return blocks.flatMap((block) => (block.kind === 'paragraph' ? fromBlock(block) : []));
}

function fromBlock(block: BodyBlock): Statement[] {
  if (block.task === 'unticked') return [];
  const line = block.lines[0]?.number ?? 1;
  const label = LABEL.exec(block.text);
  const asked = label !== null || ASKS_FOR_DISCLOSURE.some((pattern) => pattern.test(block.section));
  const said = label === null ? block.text : block.text.slice(label[0].length);
  const isQuestion = block.text === block.section;
  if (isQuestion) return [];
  return sentences(said).flatMap((sentence, index) => {
    const around = { asked, labelled: label !== null, first: index === 0, ticked: block.task === 'ticked' };
    const reading = read(sentence, around);
    return reading === null ? [] : [{ ...reading, line, text: sentence }];
  });
}

interface Around {
  /** It stands below a question about AI, or after `AI disclosure:`. */
  readonly asked: boolean;
  /** It follows `AI disclosure:` on the same line, where templates have no words of their own. */
  readonly labelled: boolean;
  readonly first: boolean;
  readonly ticked: boolean;
}

function read(sentence: string, around: Around): Pick<Statement, 'says' | 'tools'> | null {
  if (around.asked && around.first) {
    const answer = answerOf(sentence);
    if (answer !== null) return answer;
  }
  if (NOT_A_STATEMENT.test(sentence)) return null;
  if (DENIALS.some((denial) => denial.test(sentence))) {
    return HEDGED.test(sentence) ? null : { says: 'denied', tools: [] };
  }
  if ((around.ticked || around.labelled) && ASSISTED.test(sentence))
    return { says: 'assisted', tools: toolsMentioned(sentence) };
  if (!around.asked || !WROTE.test(sentence) || /^(?:no|not|none|without)\b/i.test(sentence)) return null;
  const tools = toolsMentioned(sentence);
  return tools.length === 0 ? null : { says: 'assisted', tools };
}

/** A bare yes or no to the question above; several options left in place are no answer. */
function answerOf(sentence: string): Pick<Statement, 'says' | 'tools'> | null {
  if (/^(?:yes\b.{0,20}\bno|no\b.{0,20}\byes)\b/i.test(sentence)) return null;
  if (/^(?:no|none|no (?:AI|LLMs?))(?:$|[.!,:;—–-])/i.test(sentence)) return { says: 'denied', tools: [] };
  if (/^yes(?:$|[.!,:;—–( -])/i.test(sentence)) return { says: 'assisted', tools: toolsMentioned(sentence) };
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
