/** The secret scanner, timed over the texts of a corpus, and over texts made to be slow for it. */
import { createSecretScanner } from '#adapters/secrets/secretlint-scanner.ts';
import type { ScanTask } from '#review/ports.ts';
import type { Corpus } from './corpus.ts';
import { median, timeRuns } from './stopwatch.ts';

export interface SecretTimes {
  /** Milliseconds over all texts of the corpus. */
  readonly corpus: number;
  readonly found: number;
  /** Milliseconds over a megabyte of the slowest of the hostile pieces, and which one that is. */
  readonly hostile: { readonly piece: string; readonly milliseconds: number };
}

/** Repeated, each is all beginnings of something and the end of nothing. */
const HOSTILE = [
  'token',
  'token="',
  'key=',
  'eyJ',
  '://a:',
  '%3a',
  '"+"',
  '["a",',
  'kind: secret\n',
  'private key',
  'curl -u a:b ',
];
const HOSTILE_LENGTH = 1_000_000;

export async function timeSecrets(corpus: Corpus, runs: number): Promise<SecretTimes> {
  const scanner = createSecretScanner({ salt: 'of the bench' });
  const tasks = corpus.files.map(({ path, text }): ScanTask => ({ path, side: 'head', text }));
  const times = await timeRuns(runs, () => scanner.scan(tasks));
  const { found } = await scanner.scan(tasks);
  let hostile = { piece: '', milliseconds: 0 };
  for (const piece of HOSTILE) {
    const text = piece.repeat(HOSTILE_LENGTH / piece.length);
    const milliseconds = median(await timeRuns(1, () => scanner.scan([{ path: 'a.txt', side: 'head', text }])));
    if (milliseconds > hostile.milliseconds) hostile = { piece, milliseconds };
  }
  return { corpus: median(times), found: found.length, hostile };
}
