/**
 * Sentences by which people say in passing that a tool helped: `I used … for the tests`, `Drafted by …`. The tool's
 * name takes a fixed place behind a verb of making, so that a change which is about tools says nothing.
 */
import { nameIn, type NamedTool, toolsDisclosed } from './tool-names.ts';
import { TOOLS } from './tools/all-tools.ts';

/** Stands for a tool's name. */
const T = '\u0001';
const MADE =
  '(?:written|generated|drafted|created|authored|co-authored|made|implemented|produced|prepared|coded|vibe[- ]coded|pair[- ]programmed|done|built|refactored|translated)';

const SAID: readonly RegExp[] = [
  // I used / consulted / asked …
  new RegExp(
    String.raw`\b(?:I|we)(?:['’]ve| have)? ${words(2)}(?:used|consulted|asked|had|let|worked with|paired with) ${words(3)}${T}`,
    'iu',
  ),
  // …, and used … for
  new RegExp(String.raw`(?:^|, |; |\band )(?:have )?used ${words(2)}${T}.{0,60}? (?:to|for|in|while|as)\b`, 'iu'),
  // This commit (was) created with …; the wording comes mostly from …
  new RegExp(
    String.raw`\b(?:this|these|all|most|some|parts?|tests?|code|wording|text|docs?|documentation|patch|commit|change|PR|implementation|description)\b[^.]{0,60}?\b(?:${MADE}|c[oa]mes?(?: \w+)? from) ${words(2)}(?:(?:by|with|using|through) )?${words(2)}${T}`,
    'iu',
  ),
  // Drafted by …
  new RegExp(
    String.raw`^\W{0,5}(?:(?:mostly|partly|largely|entirely|primarily|initially|co-) ?)?${MADE} ${words(3)}(?:by|with|using|in) ${words(2)}${T}`,
    'iu',
  ),
  // with (the) help of …, with assistance from …
  new RegExp(
    String.raw`\b(?:with|assisted|helped)(?: the)? ?(?:help|assistance|support)? ?(?:of|from|by) ${words(1)}${T}`,
    'iu',
  ),
  // … wrote / generated most of this
  new RegExp(
    String.raw`${T}[^.,]{0,30} (?:wrote|generated|drafted|authored|implemented|helped (?:me )?(?:write|with|to write|implement|draft)) (?:most|all|some|parts?|much|this|these|the (?:tests?|code|docs?|patch|change|initial|first))\b`,
    'iu',
  ),
];
/** A footer that some tools leave with a link: without one it may be anything. */
const BARE_FOOTER = new RegExp(
  String.raw`^\W{0,5}(?:made|generated) (?:with|by) ${T}[^\w]{0,5}(?:code)?\W{0,5}$`,
  'iu',
);
/** Conditions, instructions, examples, other people's work. */
const NOT_SAID =
  /\b(?:if|when|whether|unless|should|must|please|you|your|e\.g\.|such as|for example|policy|guidelines?|users?|another|previous|can|could|would|will|to be|agents?\.md|not|never|without|didn['’]t|don['’]t|wasn['’]t|weren['’]t|haven['’]t)\b|\?|\[|\{|<|\|/i;

function words(most: number): string {
  return String.raw`(?:[\w'’-]+ ){0,${most}}`;
}

/** The tools that one sentence says were used; empty where it says nothing of the kind. */
export function toolsCredited(sentence: string): NamedTool[] {
  if (sentence.length > 1_000) return [];
  return clauses(sentence).flatMap((clause) => {
    if (NOT_SAID.test(clause)) return [];
    const placed = withPlace(clause);
    return placed !== null && !BARE_FOOTER.test(placed) && SAID.some((pattern) => pattern.test(placed))
      ? toolsDisclosed(clause)
      : [];
  });
}

/** Parts that stand for themselves, so that a condition in one does not take back what another says. */
function clauses(sentence: string): string[] {
  return sentence.split(/(?<=[,;:]) (?=(?:and|but|so|this|I|we)\b)|\s[-–—]\s/i).filter((clause) => clause !== '');
}

/** The clause with its first tool's name replaced; null where it names none. */
function withPlace(clause: string): string | null {
  const places = TOOLS.flatMap((tool) => nameIn(tool, clause) ?? []);
  const first = places.sort((one, other) => one.start - other.start || other.end - one.end)[0];
  if (first === undefined) return null;
  // `Using Cursor` is how a word is known for a tool: what is before the name stays.
  const name = clause.slice(first.start, first.end);
  const before = /^(?:used|using|with|by) /i.exec(name)?.[0] ?? '';
  return clause.slice(0, first.start) + before + T + clause.slice(first.end);
}
