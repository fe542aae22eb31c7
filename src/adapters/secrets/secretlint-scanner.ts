/**
 * The secret scanner: secretlint's rules, and the project's own for what they do not know. A value never leaves this file:
 * what is returned are its kind, its place, at most four of its first characters and a salted hash.
 *
 * secretlint is told no path of the machine (one of its rules reads the disk by it), and its comments that switch it
 * off are not honoured: they are written by whom it checks. Its expressions take time in proportion to the text
 * (measured on a million characters of each prefix and delimiter they know), and so do our own, so a bound on size is a
 * bound on time.
 */
import { createHmac } from 'node:crypto';
import type { SecretLintCoreResultMessage } from '@secretlint/types';
import { createPositions } from '#analysis/configuration/positions.ts';
import type { SecretFact } from '#domain/snapshot.ts';
import type { ScanTask, SecretScanner } from '#review/ports.ts';
import { reachOf } from './connection-urls.ts';
import { createSecretFinder, type SecretFinder } from './find-secrets.ts';
import type { SecretMatch } from './format-matches.ts';
import { kindOf } from './kinds.ts';
import { isFilledIn } from './placeholders.ts';
import { loadSecretlintRules, type SecretlintRules } from './secretlint-rules.ts';

export interface SecretScannerOptions {
  /** Key of the hashes. Whoever keeps hashes keeps it apart from them; the same value hashes alike under one salt. */
  readonly salt: string | Uint8Array;
  /** Longest text that is looked at, in UTF-16 units. */
  readonly maxLength?: number;
}

const DEFAULT_MAX_LENGTH = 1_000_000;
/** More than this in one file is a list of secrets; the rest of it is said to be not checked. */
const MAX_FOUND_IN_FILE = 100;

/** Kinds whose password opens little say so, for the rule that weighs them. */
const SUFFIX = { anywhere: '', 'this-machine': '-local', placeholder: '-placeholder' } as const;

interface Rules {
  readonly secretlint: SecretlintRules;
  readonly finder: SecretFinder;
}

export function createSecretScanner(options: SecretScannerOptions): SecretScanner {
  const maxLength = options.maxLength ?? DEFAULT_MAX_LENGTH;
  let loaded: Promise<Rules> | null = null;

  return {
    async scan(tasks) {
      const found: SecretFact[] = [];
      const failed: { path: string; reason: string }[] = [];
      for (const task of tasks) {
        const { path } = task;
        if (task.text.length > maxLength) {
          failed.push({ path, reason: `longer than ${maxLength.toLocaleString('en')} characters` });
          continue;
        }
        try {
          const rules = await (loaded ??= loadRules());
          const text = withoutMark(task.text);
          const facts = factsOf(task, await matchesIn(text, path, rules), options.salt);
          found.push(...facts.slice(0, MAX_FOUND_IN_FILE));
          if (facts.length > MAX_FOUND_IN_FILE) {
            failed.push({ path, reason: `only the first ${MAX_FOUND_IN_FILE} of ${facts.length} secrets are listed` });
          }
        } catch {
          // An error's message may quote what it stumbled over.
          failed.push({ path, reason: 'the secret scanner failed on this file' });
        }
      }
      return { found, failed };
    },
  };
}

async function loadRules(): Promise<Rules> {
  const secretlint = await loadSecretlintRules();
  return { secretlint, finder: createSecretFinder(secretlint.words) };
}

/** secretlint's first, so that of two that say the same it is the one that is told. */
async function matchesIn(text: string, path: string, { secretlint, finder }: Rules): Promise<SecretMatch[]> {
  const words = new Set<string>();
  let nextAt = text.indexOf('@');
  const own = finder.find(text, (word, at) => {
    if (words.has(word)) return;
    while (nextAt !== -1 && nextAt < at) nextAt = text.indexOf('@', nextAt + 1);
    if (word !== '://' || hasUserBehind(text, at, nextAt)) words.add(word);
  });
  const messages = await secretlint.lint(text, path, words);
  return [...messages.flatMap((message) => matchOf(message, text)), ...own];
}

/** Whether something before a host follows on a `://`; most URLs have none, and need no closer look. */
function hasUserBehind(text: string, at: number, nextAt: number): boolean {
  return nextAt !== -1 && nextAt - at < 700 && !/[\s"'`<>]/.test(text.slice(at + 3, nextAt));
}

function matchOf(message: SecretLintCoreResultMessage, text: string): SecretMatch[] {
  const [start, end] = rangeOf(message, text);
  const { kind, description } = kindOf(message.messageId, message.ruleId);
  const value = text.slice(start, end);
  const isMadeUp = kind === 'slack-token' ? !isSlackToken(value) : kind.endsWith('-token') && isFilledIn(value);
  return value === '' || isMadeUp ? [] : [{ kind, description, start, end }];
}

/** secretlint takes any words behind `xoxb-`; a token's have numbers, and end in letters and digits mixed. */
function isSlackToken(value: string): boolean {
  return /-[0-9]{6,}-/.test(value) && /[A-Za-z]/.test(value.slice(value.lastIndexOf('-'))) && !isFilledIn(value);
}

/** secretlint counts from behind a byte order mark; so do we, and give the mark back in the positions. */
function withoutMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

function factsOf(task: ScanTask, matches: readonly SecretMatch[], salt: string | Uint8Array): SecretFact[] {
  const text = withoutMark(task.text);
  const markLength = task.text.length - text.length;
  const positions = createPositions(task.text);
  const facts: SecretFact[] = [];
  let covered = 0;
  for (const { kind, description, start, end } of [...matches].sort(byPlace)) {
    // A key inside a key file, a password inside a connection string: said once.
    if (start < covered) continue;
    covered = end;
    const value = text.slice(start, end);
    const reach = value.includes('://') ? reachOf(value) : 'anywhere';
    if (reach === 'nowhere') continue;
    facts.push({
      kind: `${kind}${SUFFIX[reach]}`,
      description,
      place: { path: task.path, side: task.side, span: positions.span(start + markLength, end + markLength) },
      preview: preview(value),
      hash: createHmac('sha256', salt).update(value).digest('hex').slice(0, 32),
    });
  }
  return facts;
}

/** Of two that begin alike the longer one first, then the one that knows whose secret it is. */
function byPlace(a: SecretMatch, b: SecretMatch): number {
  return a.start - b.start || b.end - a.end || Number(isNamed(a)) - Number(isNamed(b));
}

function isNamed({ kind }: SecretMatch): boolean {
  return kind.startsWith('assigned-');
}

/** secretlint's range may begin at the name before the value, but be as long as the value, which it tells in `data`. */
function rangeOf(message: SecretLintCoreResultMessage, text: string): readonly [number, number] {
  const [start, end] = message.range;
  for (const value of Object.values(message.data ?? {})) {
    if (typeof value !== 'string' || value === '') continue;
    const at = text.indexOf(value, start);
    if (at !== -1 && at <= end) return [at, at + value.length];
  }
  // A key file of Google's is one secret as a whole: shown where its key is.
  const key = start === 0 && end === text.length ? text.indexOf('"private_key"') : -1;
  if (key === -1) return [start, end];
  const lineEnd = text.indexOf('\n', key);
  return [key, lineEnd === -1 ? end : lineEnd];
}

/** Never more than four characters, and never more than a quarter of a short value. */
function preview(value: string): string {
  return value.slice(0, Math.min(4, Math.floor(value.length / 4)));
}
