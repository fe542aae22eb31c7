/** The words in which projects ask about AI and people answer, in the phrasings of public templates and pull requests. */

const AI = String.raw`(?:generative |gen ?)?(?:AI|LLMs?)(?:[ /-](?:LLMs?|tools?|tooling|assistance|assistants?|agents?|usage|use|help|generated (?:content|code)))*`;
const MADE = '(?:made|written|created|authored|done|generated|produced|drafted|assisted|implemented|developed)';

/** Plain denials. What is half one (`… except for the tests`) is sorted out by whoever asks. */
export const DENIALS: readonly RegExp[] = [
  new RegExp(
    String.raw`\bno ${AI}(?: (?:was|were|is|are|has been|have been))? (?:used|involved|here|utili[sz]ed|employed)\b`,
    'i',
  ),
  new RegExp(
    String.raw`\b${AI} (?:was|were|is|are|has been|have been)(?: not|n['’]t) (?:used|involved|utili[sz]ed)\b`,
    'i',
  ),
  new RegExp(String.raw`\b${AI} not used\b`, 'i'),
  new RegExp(
    String.raw`\b${MADE} (?:entirely |fully |completely |wholly )?without (?:any |the )?(?:use of |help of |help from |aid of |assistance of |assistance from )?(?:any )?${AI}\b`,
    'i',
  ),
  new RegExp(String.raw`\b(?:I|we) (?:did not|didn['’]t|have not|haven['’]t|never) used? (?:any )?${AI}\b`, 'i'),
  new RegExp(String.raw`\bnone of (?:this|the|it|my) ?.{0,60}?\b${MADE} (?:by|with|using) ${AI}\b`, 'i'),
  new RegExp(
    String.raw`\b(?:not|never|wasn['’]t|weren['’]t|isn['’]t)(?: been)? ${MADE} (?:by|with|using) (?:any )?${AI}\b`,
    'i',
  ),
  /^(?:this |it )?(?:is |was )?not AI[- ](?:generated|assisted|written)\b/i,
  /\b(?:100 ?%|entirely|fully|purely|completely) (?:human|hand)[- ](?:written|made|authored|crafted)\b/i,
  /^(?:AI|LLM)s?(?:[ -](?:tools?|tooling|usage|use|used|assist\w{0,6}|generated|help)){0,3}\s?[:=]\s?(?:no|none|false)\b/i,
  /^no (?:AI|LLMs?)[.!]?$/i,
];

/** Headings that ask the author, as against those of changes that are about AI. */
export const ASKS_FOR_DISCLOSURE: readonly RegExp[] = [
  /\b(?:AI|LLMs?)\b.{0,60}\b(?:disclos|disclaim|declar|attestation|acknowledg)/i,
  /\b(?:disclos\w{0,5}|declaration) of (?:the use of )?(?:generative )?(?:AI|LLM)\b/i,
  /\b(?:AI|LLM)\b.{0,30}\b(?:in this|for this|on this) (?:PR|pull request|change|patch|contribution|commit)\b/i,
  /^(?:was|were|did|has|have|is|are|does|do)\b.{0,80}\b(?:AI|LLMs?)\b.{0,80}\?/i,
  /^(?:how|what|which)\b.{0,40}\b(?:AI|LLMs?)\b.{0,60}\b(?:use|used|help|helped|assist|assisted|involved)\b.{0,40}\?/i,
];

/** Headings that may be the question, or the subject of the change: only answers count below them. */
export const ANSWERS_ONLY: readonly RegExp[] = [
  /^(?:generative |gen ?)?(?:AI|LLMs?)[ -](?:assist\w{1,6}|usage|use|tools?(?: used)?|tooling|involvement|contributions?|attribution|statement|notice|generated|help|transparency)\W*$/i,
  /^(?:use|usage) of (?:generative )?(?:AI|LLMs?)\b/i,
  /^(?:AI|LLMs?)\??$/i,
];

/** Introduces boxes that say what AI was used for. */
export const USED_FOR =
  /\b(?:AI|LLMs?)\b.{0,60}\b(?:used|assist\w{0,6}|help\w{0,4}|contributed)\b.{0,40}(?::|\bfor:?|\bwith:?)$|\b(?:used|using) (?:generative )?(?:AI|LLMs?)\b.{0,40}(?::|\bfor)$/i;

/** Says that AI was used, of a box that is ticked or below a question. */
export const ASSISTED = new RegExp(
  [
    String.raw`\b${AI} (?:was|were|is|has been|have been) used\b`,
    String.raw`\b${MADE} (?:by|with|using) (?:the (?:help|assistance|aid|use) of )?${AI}\b`,
    String.raw`\b(?:I|we)(?: have|['’]ve)? used (?:some )?${AI}\b`,
    String.raw`\b(?:uses?|used|using|with|contains?|includes?|some|partly|mostly|partially|fully|entirely) ${AI}(?:[- ](?:assisted|generated|written|authored))?\b`,
    String.raw`\b(?:AI|LLM)[- ](?:assisted|generated|written|authored|aided|drafted)\b`,
  ].join('|'),
  'i',
);

/** `AI disclosure: …` and its like on the line of the answer. A bare `AI:` may as well be a prefix of a change. */
export const LABEL =
  /^(?:(?:generative |gen ?)?(?:AI|LLMs?)(?:[ -](?:tools?|tooling|assist\w{1,6}|usage|use[ds]?|help|involvement|disclosure|disclaimer|declaration|statement|attribution|acknowledge?ment)){1,3}|(?:use|usage|disclosure) of (?:generative )?(?:AI|LLMs?)(?: tools)?)(?: \([^()]{0,40}\))?\s?[:=]\s*/i;
