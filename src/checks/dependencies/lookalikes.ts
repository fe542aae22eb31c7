/**
 * Whether a name looks like another one: by one slip of a key, look-alike characters, other delimiters, swapped words,
 * an added ornament, or another owner. Candidates are made of the name and looked up, so the size of the list costs
 * nothing. Pure.
 */
import type { Ecosystem } from '#domain/package-fact.ts';
import { comparableName } from '#analysis/manifests/package-names.ts';

export interface Lookalike {
  readonly target: string;
  /** As ends a sentence: "it differs from <target> …". */
  readonly how: string;
  /** Whether careful people would hardly choose such a name on their own. */
  readonly close: boolean;
}

export interface KnownNames {
  has(name: string): boolean;
  /** Null where the name looks like none of them. */
  lookalike(name: string): Lookalike | null;
}

/** Shorter names are a slip away from too many others. */
const MIN_EDIT_LENGTH = 5;
/** Names longer than this are not made candidates of. */
const MAX_LENGTH = 80;
const MIN_NUMBERED_LENGTH = 8;
const MIN_SKELETON = 5;
const MIN_SOUND_LENGTH = 8;
const MIN_SLIM_LENGTH = 7;
const MIN_WORDS_LENGTH = 12;

export function createKnownNames(ecosystem: Ecosystem, names: readonly string[]): KnownNames {
  const exact = new Set<string>();
  const bare = new Map<string, string>();
  /** Without doubled letters, and without a number at the end. */
  const slim = new Map<string, string>();
  const words = new Map<string, string>();
  const skeletons = new Map<string, string>();
  for (const name of names) {
    const comparable = comparableName(ecosystem, name).toLowerCase();
    exact.add(comparable);
    const plain = withoutDelimiters(comparable);
    if (!bare.has(plain)) bare.set(plain, name);
    const collapsed = withoutRepeats(plain);
    if (!slim.has(collapsed)) slim.set(collapsed, name);
    const unnumbered = plain.replace(/\d+$/, '');
    if (unnumbered.length >= MIN_NUMBERED_LENGTH && !slim.has(unnumbered)) slim.set(unnumbered, name);
    const sorted = sortedWords(comparable);
    if (sorted.includes(' ') && !words.has(sorted)) words.set(sorted, name);
    const skeleton = skeletonOf(plain);
    if (skeleton.length >= MIN_SKELETON && plain.length >= MIN_SOUND_LENGTH && !skeletons.has(skeleton))
      skeletons.set(skeleton, name);
  }
  const owners = createOwners(ecosystem, names);

  /** In a scope of its owner's no stranger can put a name beside another one. */
  function lookalike(name: string): Lookalike | null {
    const found = nearest(name);
    return found === null || isOfSameOwner(ecosystem, name, found.target) ? null : found;
  }

  function nearest(name: string): Lookalike | null {
    const comparable = comparableName(ecosystem, name).toLowerCase();
    if (name.length > MAX_LENGTH) return null;
    if (name.startsWith('-')) return { target: 'an option of the package manager', how: 'in nothing', close: true };
    if (exact.has(comparable)) return differsInCaseAlone(name, names, ecosystem);
    const plain = withoutDelimiters(comparable);
    return (
      told(bare.get(plain), 'only in its dots, dashes and slashes', true) ??
      told(candidateIn(bare, lookAlikes(plain)), 'by characters that look alike', true) ??
      byOwner(comparable) ??
      (plain.length >= MIN_EDIT_LENGTH
        ? told(candidateIn(bare, oneSlipAway(plain)), 'by one character', true)
        : null) ??
      (plain.length >= MIN_SLIM_LENGTH
        ? told(candidateIn(slim, slimSlips(plain)), 'by doubled letters and one character', true)
        : null) ??
      told(wordByWord(comparable), 'by one character in each of its words', true) ??
      told(words.get(sortedWords(comparable)), 'only in the order of its words', true) ??
      told(candidateIn(bare, swappedHalves(plain, comparable)), 'only in the order of its words', true) ??
      told(candidateIn(bare, withoutOrnaments(comparable)), 'by an ending or a beginning that says nothing', false) ??
      (plain.length >= MIN_SOUND_LENGTH
        ? told(skeletons.get(skeletonOf(plain)), 'only in vowels and letters that sound alike', false)
        : null)
    );
  }

  function wordByWord(name: string): string | undefined {
    const own = wordsOf(name);
    if (own.length < 2 || name.length < MIN_WORDS_LENGTH) return undefined;
    return names.find((one) => {
      if (Math.abs(one.length - name.length) > own.length) return false;
      const known = wordsOf(comparableName(ecosystem, one).toLowerCase());
      return known.length === own.length && own.every((word, at) => isSlip(word, known[at] ?? ''));
    });
  }

  /** Where names begin with their owner, the rest of a popular one under an owner of almost the same name. */
  function byOwner(name: string): Lookalike | null {
    const { owner, rest } = splitOwner(ecosystem, name);
    if (owner === null) return null;
    for (const [known, full] of owners.get(rest) ?? []) {
      if (known !== owner && ownersLookAlike(known, owner)) {
        return {
          target: full,
          how: `by its owner, ${JSON.stringify(owner)} in place of ${JSON.stringify(known)}`,
          close: true,
        };
      }
    }
    return null;
  }

  return { has: (name) => exact.has(comparableName(ecosystem, name).toLowerCase()), lookalike };
}

function told(target: string | undefined, how: string, close: boolean): Lookalike | null {
  return target === undefined ? null : { target, how, close };
}

function candidateIn(known: ReadonlyMap<string, string>, candidates: Iterable<string>): string | undefined {
  for (const candidate of candidates) {
    const found = known.get(candidate);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** npm once had names with capitals, beside which the same in small letters is another package. */
function differsInCaseAlone(name: string, names: readonly string[], ecosystem: Ecosystem): Lookalike | null {
  if (ecosystem !== 'npm' || names.includes(name)) return null;
  const target = names.find((one) => one.toLowerCase() === name.toLowerCase());
  return target === undefined ? null : { target, how: 'only in its capitals', close: true };
}

function withoutDelimiters(name: string): string {
  return name.replace(/[-_.]/g, '');
}

function wordsOf(name: string): string[] {
  return name.split(/[-_.]+/).filter((word) => word !== '');
}

function sortedWords(name: string): string {
  return wordsOf(name).sort().join(' ');
}

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** One left out, put in, replaced, or two neighbours swapped. The first character of a scope stays. */
function* oneSlipAway(name: string): Generator<string> {
  for (let at = 0; at < name.length; at += 1) {
    const [before, after] = [name.slice(0, at), name.slice(at + 1)];
    const next = after[0];
    if (next !== undefined) yield before + next + (name[at] ?? '') + after.slice(1);
    yield before + after;
    for (const letter of ALPHABET) if (letter !== name[at]) yield before + letter + after;
  }
  for (let at = 0; at <= name.length; at += 1) {
    for (const letter of ALPHABET) yield name.slice(0, at) + letter + name.slice(at);
  }
}

function* slimSlips(plain: string): Generator<string> {
  const slim = withoutRepeats(plain);
  yield slim;
  yield* oneSlipAway(slim);
  yield* oneSlipAway(plain);
}

function withoutRepeats(name: string): string {
  return name.replace(/(.)\1+/g, '$1');
}

/** A short word must be the same. */
function isSlip(word: string, known: string): boolean {
  return word === known || (Math.min(word.length, known.length) >= 4 && withinOneSlip(word, known));
}

const LOOK_ALIKES: readonly (readonly [string, string])[] = [
  ['0', 'o'],
  ['1', 'l'],
  ['1', 'i'],
  ['3', 'e'],
  ['4', 'a'],
  ['5', 's'],
  ['7', 't'],
  ['8', 'b'],
  ['rn', 'm'],
  ['vv', 'w'],
  ['cl', 'd'],
];

/** Each pair put right in turn, and all of them at once; letters of other scripts are put into Latin ones first. */
function* lookAlikes(name: string): Generator<string> {
  const latin = [...name.normalize('NFKD')]
    .map((letter) => CONFUSABLES.get(letter) ?? letter)
    .join('')
    .replace(/\p{M}/gu, '');
  if (latin !== name) yield latin;
  let all = latin;
  for (const [seen, meant] of LOOK_ALIKES) {
    if (latin.includes(seen)) yield latin.replaceAll(seen, meant);
    all = all.replaceAll(seen, meant);
  }
  if (all !== latin) yield all;
}

/** Letters of Cyrillic and Greek that are drawn as Latin ones. https://www.unicode.org/reports/tr39/ */
const CONFUSABLES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    а: 'a',
    с: 'c',
    ԁ: 'd',
    е: 'e',
    һ: 'h',
    і: 'i',
    ј: 'j',
    ӏ: 'l',
    о: 'o',
    р: 'p',
    ѕ: 's',
    у: 'y',
    х: 'x',
    α: 'a',
    ο: 'o',
    ρ: 'p',
    ν: 'v',
    ι: 'i',
    κ: 'k',
  }),
);

/** Of a name that was written without its dash, every turn of it. */
function* swappedHalves(plain: string, name: string): Generator<string> {
  if (wordsOf(name).length > 2 || plain.length < 8) return;
  for (let at = 4; at <= plain.length - 4; at += 1) yield plain.slice(at) + plain.slice(0, at);
}

const PREFIXES = /^(?:node|nodejs|js|npm|py|python|python3|go|golang|rust|ruby|php|the|my|get|lib|real|official|new)$/;
const SUFFIXES =
  /^(?:js|node|nodejs|npm|py|python|python3|go|rs|rb|lib|library|pkg|package|official|latest|new|pro|plus|lite|compat|fixed|fix|fork|orm|client|sdk|v?\d|simd|cuda|gpu|darwin|linux|win32)$/;

/** Without words that say only what is known anyway; at least five characters are left. */
function* withoutOrnaments(name: string): Generator<string> {
  const plain = withoutDelimiters(name);
  for (const ending of ['js', 'py'])
    if (plain.endsWith(ending) && plain.length >= ending.length + 5) yield plain.slice(0, -ending.length);
  if (plain.startsWith('py') && plain.length >= 7) yield plain.slice(2);
  if (name.startsWith('python-')) yield `py${withoutDelimiters(name.slice('python-'.length))}`;
  let words = wordsOf(name);
  while (words.length > 1) {
    const [first = '', last = ''] = [words[0], words.at(-1)];
    if (SUFFIXES.test(last)) words = words.slice(0, -1);
    else if (PREFIXES.test(first)) words = words.slice(1);
    else return;
    const left = words.join('');
    if (left.length >= 5) yield left;
  }
}

/** Consonants by sound, without doubles; the first letter as it is. */
function skeletonOf(name: string): string {
  const sounds = name
    .slice(1)
    .replace(/[aeiouy]/g, '')
    .replace(/[zx]/g, 's')
    .replace(/[ck]/g, 'q')
    .replace(/ph/g, 'f');
  return (name[0] ?? '') + sounds.replace(/(.)\1+/g, '$1');
}

type Owners = ReadonlyMap<string, readonly (readonly [owner: string, full: string])[]>;

function createOwners(ecosystem: Ecosystem, names: readonly string[]): Owners {
  const owners = new Map<string, [string, string][]>();
  for (const name of names) {
    const { owner, rest } = splitOwner(ecosystem, name.toLowerCase());
    if (owner === null) continue;
    const known = owners.get(rest);
    if (known === undefined) owners.set(rest, [[owner, name]]);
    else known.push([owner, name]);
  }
  return owners;
}

/** `github.com/owner/name`, `owner/name`, `@owner/name`, `group:name`. */
function splitOwner(ecosystem: Ecosystem, name: string): { readonly owner: string | null; readonly rest: string } {
  if (ecosystem === 'go') {
    const [host = '', owner, ...rest] = name.split('/');
    if (owner === undefined || rest.length === 0) return { owner: null, rest: name };
    return { owner, rest: `${host}/${rest.join('/').replace(/\/v\d+$/, '')}` };
  }
  const separator = ecosystem === 'maven' ? ':' : '/';
  const at = name.indexOf(separator);
  const isOwned = ecosystem === 'maven' || ecosystem === 'composer' || name.startsWith('@');
  return at === -1 || !isOwned ? { owner: null, rest: name } : { owner: name.slice(0, at), rest: name.slice(at + 1) };
}

function isOfSameOwner(ecosystem: Ecosystem, one: string, other: string): boolean {
  const [a, b] = [one, other].map((name) => splitOwner(ecosystem, name.toLowerCase()).owner);
  return a !== null && a === b;
}

/** One slip, swapped words, or an ornament such as `-go`, `golang-` or `-org`. */
function ownersLookAlike(known: string, owner: string): boolean {
  const [a = '', b = ''] = [known, owner].map((name) => withoutDelimiters(name).replace(/golang/g, 'go'));
  if (a === b) return true;
  if (Math.min(a.length, b.length) >= 4 && withinOneSlip(a, b)) return true;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  const rest = long.startsWith(short)
    ? long.slice(short.length)
    : long.endsWith(short)
      ? long.slice(0, -short.length)
      : null;
  return (
    short.length >= 2 && rest !== null && /^(?:go|lang|golang|js|org|hq|io|dev|team|labs?|inc|official)$/.test(rest)
  );
}

function withinOneSlip(one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > 1) return false;
  let start = 0;
  while (start < one.length && one[start] === other[start]) start += 1;
  let end = 0;
  while (end < Math.min(one.length, other.length) - start && one.at(-1 - end) === other.at(-1 - end)) end += 1;
  const [a, b] = [one.slice(start, one.length - end), other.slice(start, other.length - end)];
  return Math.max(a.length, b.length) <= 1 || (a.length === 2 && b.length === 2 && a[0] === b[1] && a[1] === b[0]);
}
