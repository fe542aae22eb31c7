/**
 * The project's own part of the secret scanner: one pass over a text for the literals that secrets hold, and a closer look,
 * bounded in length, around each. What costs more than the pass is done only where a literal stands.
 */
import { assignmentAt } from './assignments.ts';
import { CREDENTIAL_WORDS } from './credential-names.ts';
import { decodedTexts, percentDecoded, type DecodedText } from './encoded-values.ts';
import { beginsToken, formatWords, type FormatWord, type SecretMatch } from './format-matches.ts';
import { createKeywordIndex, type KeywordIndex } from './keyword-index.ts';
import { namedSecret } from './named-values.ts';
import { commandLineUser, kubernetesSecrets, privateKey, signedToken } from './special-forms.ts';
import { joinedTexts, type JoinedText } from './split-literals.ts';
import { urlSecret } from './url-secrets.ts';

export interface SecretFinder {
  /** Every secret in a text, in no order; some may lie in one another. `onWord` is told of each further word that stands in it. */
  find(text: string, onWord: (word: string, at: number) => void): SecretMatch[];
}

type Look = (text: string, at: number, end: number, found: SecretMatch[], state: Pass) => void;

/** What one pass remembers so that it reads nothing twice. */
interface Pass {
  nameReadUpTo: number;
  percentReadUpTo: number;
  documentReadUpTo: number;
  readonly depth: number;
}

const ENCODED = { base64: 'in base64', hexadecimal: 'in hexadecimal', percent: 'percent-encoded' } as const;

/** Encodings inside encodings that are looked into: a key in base64 in a file in base64. */
const MAX_DEPTH = 2;

/** A longer text in base64 or hexadecimal is a file, such as a source map. */
const MAX_HIDDEN = 1_000;

/** @param furtherWords what else the pass is to tell of, for scanners that run only where such a word stands */
export function createSecretFinder(furtherWords: readonly string[]): SecretFinder {
  const words: string[] = [];
  const looks: Look[] = [];
  const add = (word: string, look: Look): void => {
    words.push(word);
    looks.push(look);
  };
  for (const format of formatWords()) add(format.word, lookForFormat(format));
  for (const word of CREDENTIAL_WORDS) add(word, lookForAssignment);
  for (const [word, look] of SPECIAL) add(word, look);
  const further = words.length;
  words.push(...furtherWords);
  const index = createKeywordIndex(words);
  return {
    find: (text, onWord) => findIn(text, 0, { index, looks, further, words }, onWord),
  };
}

interface Search {
  readonly index: KeywordIndex;
  readonly looks: readonly Look[];
  readonly further: number;
  readonly words: readonly string[];
}

function findIn(
  text: string,
  depth: number,
  search: Search,
  onWord: (word: string, at: number) => void,
): SecretMatch[] {
  const found: SecretMatch[] = [];
  const pass: Pass = { nameReadUpTo: 0, percentReadUpTo: 0, documentReadUpTo: 0, depth };
  const percentEncoded: number[] = [];
  search.index.find(text, (word, start, end) => {
    if (word >= search.further) onWord(search.words[word] ?? '', start);
    else if (search.words[word]?.startsWith('%')) percentEncoded.push(start);
    else search.looks[word]?.(text, start, end, found, pass);
  });
  if (depth >= MAX_DEPTH) return found;
  const nested: (DecodedText | JoinedText)[] = [
    ...decodedTexts(text),
    ...joinedTexts(text),
    ...percentEncoded.flatMap((at) => {
      const decoded = percentDecoded(text, at, pass.percentReadUpTo);
      pass.percentReadUpTo = Math.max(pass.percentReadUpTo, decoded?.end ?? 0);
      return decoded ?? [];
    }),
  ];
  for (const part of nested) {
    const inside = findIn(part.text, depth + 1, search, () => undefined).filter((match) => countsInside(match, part));
    const first = inside.find(({ kind }) => !kind.startsWith('assigned-')) ?? inside[0];
    if (first === undefined) continue;
    const how = 'encoding' in part ? ENCODED[part.encoding] : 'put together from parts';
    found.push({ kind: first.kind, description: `${first.description}, ${how}`, start: part.start, end: part.end });
  }
  return found;
}

/** In a whole file that is encoded, and in the parameters of a URL, only what has a form of its own is a secret for certain. */
function countsInside({ kind }: SecretMatch, part: DecodedText | JoinedText): boolean {
  if (!kind.startsWith('assigned-') || !('encoding' in part)) return true;
  return part.encoding !== 'percent' && part.text.length <= MAX_HIDDEN;
}

function lookForFormat(format: FormatWord): Look {
  return (text, at, _end, found) => {
    const match = format.match(text, at);
    if (match !== null) found.push(match);
  };
}

function lookForAssignment(text: string, at: number, end: number, found: SecretMatch[], pass: Pass): void {
  // Several words may stand in one name, which is read once.
  if (at < pass.nameReadUpTo) return;
  const assignment = assignmentAt(text, at, end);
  if (assignment === null) return;
  // A long run without white space is one value, however many names seem to stand in it.
  const isRun = !assignment.quoted && assignment.end - assignment.start > 100;
  pass.nameReadUpTo = isRun ? assignment.end : Math.min(assignment.start, at + 200);
  const match = namedSecret(text, assignment);
  if (match !== null) found.push(match);
}

function lookForKubernetesSecrets(text: string, at: number, _end: number, found: SecretMatch[], pass: Pass): void {
  if (at < pass.documentReadUpTo) return;
  const document = kubernetesSecrets(text, at);
  pass.documentReadUpTo = document.end;
  found.push(...document.found);
}

function push(found: SecretMatch[], match: SecretMatch | null): void {
  if (match !== null) found.push(match);
}

const SPECIAL: readonly (readonly [string, Look])[] = [
  ['private key', (text, at, _end, found) => push(found, privateKey(text, at))],
  ['eyj', (text, at, _end, found) => push(found, beginsToken(text, at) ? signedToken(text, at) : null)],
  ['curl ', (text, at, _end, found) => push(found, commandLineUser(text, at))],
  ['kind: secret', lookForKubernetesSecrets],
  ['://', (text, at, _end, found) => push(found, urlSecret(text, at))],
  // Characters that secrets and what joins them are made of, percent-encoded: `:`, `/`, `=`, `@`, `_`, `-`.
  ...['%3a', '%2f', '%3d', '%40', '%5f', '%2d'].map((word) => [word, () => undefined] as const),
];
