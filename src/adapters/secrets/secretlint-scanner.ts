/**
 * The secret scanner, on secretlint's rules. A value never leaves this file: what is returned are its kind, its place,
 * at most four of its first characters and a salted hash.
 *
 * secretlint is told no path of the machine (one of its rules reads the disk by it), and its comments that switch it
 * off are not honoured: they are written by whom it checks. Its expressions take time in proportion to the text
 * (measured on a million characters of each prefix and delimiter they know), so a bound on size is a bound on time.
 */
import { createHmac } from 'node:crypto';
import type { SecretLintCoreConfig, SecretLintCoreResultMessage } from '@secretlint/types';
import { createPositions } from '#analysis/configuration/positions.ts';
import type { SecretFact } from '#domain/snapshot.ts';
import type { ScanTask, SecretScanner } from '#review/ports.ts';
import { reachOf } from './connection-urls.ts';
import { kindOf } from './kinds.ts';

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

type Lint = (text: string, path: string) => Promise<readonly SecretLintCoreResultMessage[]>;

export function createSecretScanner(options: SecretScannerOptions): SecretScanner {
  const maxLength = options.maxLength ?? DEFAULT_MAX_LENGTH;
  let loaded: Promise<Lint> | null = null;

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
          const lint = await (loaded ??= loadSecretlint());
          const facts = factsOf(task, await lint(withoutMark(task.text), path), options.salt);
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

async function loadSecretlint(): Promise<Lint> {
  const [{ lintSource }, preset] = await Promise.all([
    import('@secretlint/core'),
    import('@secretlint/secretlint-rule-preset-recommend'),
  ]);
  const rules: SecretLintCoreConfig['rules'] = preset.rules
    .filter((rule) => !rule.meta.id.endsWith('-filter-comments'))
    .map((rule) => ({ id: rule.meta.id, rule }));
  return async (content, path) => {
    const source = { content, contentType: 'text' as const, ...standInName(path) };
    const result = await lintSource({ source, options: { noPhysicFilePath: true, config: { rules } } });
    return result.messages;
  };
}

/** The part of a name that secretlint's rules look at, and nothing that could be a file on this machine's disk. */
function standInName(path: string): { filePath: string; ext: string } {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (name.endsWith('.npmrc')) return { filePath: '?/.npmrc', ext: '.npmrc' };
  if (name === 'package.json' || name === 'package-lock.json') return { filePath: `?/${name}`, ext: '.json' };
  return name.endsWith('.json') ? { filePath: '?/text.json', ext: '.json' } : { filePath: '?/text.txt', ext: '.txt' };
}

/** secretlint counts from behind a byte order mark; so do we, and give the mark back in the positions. */
function withoutMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

function factsOf(
  task: ScanTask,
  messages: readonly SecretLintCoreResultMessage[],
  salt: string | Uint8Array,
): SecretFact[] {
  const text = withoutMark(task.text);
  const markLength = task.text.length - text.length;
  const positions = createPositions(task.text);
  const facts: SecretFact[] = [];
  const ranged = messages.map((message) => ({ message, range: rangeOf(message, text) }));
  ranged.sort((a, b) => a.range[0] - b.range[0] || b.range[1] - a.range[1]);
  let covered = 0;
  for (const { message, range } of ranged) {
    const [start, end] = range;
    // A key inside a key file, a password inside a connection string: said once.
    if (start < covered) continue;
    covered = end;
    const value = text.slice(start, end);
    const reach = value.includes('://') ? reachOf(value) : 'anywhere';
    if (value === '' || reach === 'nowhere') continue;
    const { kind, description } = kindOf(message.messageId, message.ruleId);
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
