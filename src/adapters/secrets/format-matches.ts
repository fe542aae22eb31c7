/** Tokens that a provider's published format gives away, found from the literals that each of them holds. */
import { PROVIDERS } from './formats/formats.ts';
import { isFilledIn } from './placeholders.ts';
import { looksRandom, shareOfWords } from './randomness.ts';

/** A secret in a text. `start` and `end` are where its value stands. */
export interface SecretMatch {
  readonly kind: string;
  readonly description: string;
  readonly start: number;
  readonly end: number;
}

interface CompiledFormat {
  readonly kind: string;
  readonly description: string;
  readonly pattern: RegExp;
  readonly leads: readonly number[];
  readonly word: string;
  /** The literal is so short that the rest has to look drawn by chance. */
  readonly isWeak: boolean;
}

export interface FormatWord {
  readonly word: string;
  readonly match: (text: string, at: number) => SecretMatch | null;
}

/** With a literal this long a token is told by it; a shorter one stands in many words. */
const TELLING_LENGTH = 4;
/** Literals that are words of their own. */
const ORDINARY_WORDS: ReadonlySet<string> = new Set([
  ...[
    'live_',
    'test_',
    'sandbox_',
    'secret_',
    'key-',
    'key_',
    'app-',
    'dataset-',
    'api-',
    'sdk-',
    'token-',
    'test-',
    'http',
  ],
  ...[
    'prod:',
    'preview:',
    'dev:',
    'service:',
    'mainnet',
    'preprod',
    'preview',
    'testnet',
    'perm-',
    'perm:',
    'pat.',
    'sat.',
    'hawk.',
  ],
]);

/** One entry for each literal of each format: what to search for, and how to read a token around it. */
export function formatWords(): FormatWord[] {
  return PROVIDERS.flatMap(({ name, tokens }) =>
    tokens.flatMap((token) => {
      const words = token.words ?? [literalStart(token.pattern)];
      return words.map((word): FormatWord => {
        const format: CompiledFormat = {
          kind: `${name} ${token.what}`.toLowerCase().replace(/[^a-z0-9]+/g, '-'),
          description: `${name} ${token.what}`,
          // Behind its last character a token does not go on, nor does a longer text that only contains its form.
          pattern: new RegExp(`${token.pattern}(?![A-Za-z0-9_-])`, 'y'),
          leads: token.lead ?? [0],
          word,
          isWeak: word.length < TELLING_LENGTH || ORDINARY_WORDS.has(word.toLowerCase()),
        };
        return { word: word.toLowerCase(), match: (text, at) => matchFormat(format, text, at) };
      });
    }),
  );
}

/** The characters with which every match of a pattern begins. */
export function literalStart(pattern: string): string {
  return (/^(?:[A-Za-z0-9_~:/!@-]|\\[.$|/+])+(?![{*+?])/.exec(pattern)?.[0] ?? '').replace(/\\/g, '');
}

function matchFormat(format: CompiledFormat, text: string, at: number): SecretMatch | null {
  for (const lead of format.leads) {
    const start = at - lead;
    if (start < 0 || !beginsToken(text, start) || (format.isWeak && text[start - 1] === '-')) continue;
    format.pattern.lastIndex = start;
    if (!format.pattern.test(text)) continue;
    const end = format.pattern.lastIndex;
    const body = lead === 0 ? text.slice(start + format.word.length, end) : text.slice(start, end);
    return isMadeUp(body, format) ? null : { kind: format.kind, description: format.description, start, end };
  }
  return null;
}

/** Filled with what nobody draws, or written: a form that is described, or a name that has it by chance. */
function isMadeUp(body: string, format: CompiledFormat): boolean {
  if (isFilledIn(body)) return true;
  if (!/[0-9]/.test(body) && shareOfWords(body) > 0.4) return true;
  return format.isWeak && !looksRandom(body.replace(/[^A-Za-z0-9]/g, ''));
}

/** Not inside a longer word; an escaped line break (`\n`) or a percent-encoded character before it is no part of one. */
export function beginsToken(text: string, at: number): boolean {
  if (!isWordCharacter(text.charCodeAt(at - 1))) return true;
  const before = text.slice(Math.max(0, at - 3), at);
  return /\\[nrt]$/.test(before) || /%[0-9A-Fa-f]{2}$/.test(before);
}

function isWordCharacter(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 95;
}
