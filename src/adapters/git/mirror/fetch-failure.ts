/**
 * What a failed fetch means. Git says it in words alone; they are read line by line, without what the server sent as
 * `remote:`, in the untranslated form that the environment asks for.
 */
import type { GitError } from '../git-process.ts';
import { MirrorError, type MirrorFailure } from './mirror-error.ts';

export type FetchFailure =
  /** The server does not have this object, or does not hand it out by its id. */
  | { readonly kind: 'missing'; readonly oid: string }
  /** `forgivable`: with flaws alone that do no harm. */
  | { readonly kind: 'failed'; readonly error: MirrorError; readonly forgivable?: boolean }
  /** Nothing that the server did: the mirror itself is under suspicion. */
  | { readonly kind: 'suspicious' };

const MISSING = [
  /^fatal: remote error: upload-pack: not our ref ([0-9a-f]{40,64})$/,
  /^error: Server does not allow request for unadvertised object ([0-9a-f]{40,64})$/,
];

const STATUS = [/The requested URL returned error: (\d{3})/, /^error: RPC failed; HTTP (\d{3})\b/];

/** What a machine lacks, and no mirror is to blame for. */
export const SHORTAGE =
  /out of memory|cannot allocate memory|no space left|too many open files|died of signal|unable to create thread/i;

/** In this order, since one failure has several lines. */
const REASONS: readonly (readonly [pattern: RegExp, code: MirrorFailure, meaning: string])[] = [
  [/^fatal: repository '.*' not found$/, 'gone', 'The server has no such repository for this installation'],
  [/^fatal: (?:could not read (?:Username|Password)|Authentication failed)/, 'refused', 'The server refused the token'],
  [/^fatal: transport '\w+' not allowed$/, 'refused', 'The server wanted another protocol'],
  [SHORTAGE, 'broken', 'The machine is short of what git needs'],
  [
    /^(?:fatal|error): (?:fsck error|object [0-9a-f]+: \w+:)/,
    'broken',
    'The repository holds objects that git refuses',
  ],
  [/^fatal: remote error: /, 'unreachable', 'The server gave up'],
  [/^fatal: unable to access '/, 'unreachable', 'The server could not be reached'],
  [/^(?:error|fatal): RPC failed/, 'unreachable', 'The connection broke'],
  [/early EOF|hung up unexpectedly|unexpected disconnect/, 'unreachable', 'The connection broke'],
  [/^fatal: (?:protocol error|expected |invalid server response)/, 'unreachable', 'The server did not speak git'],
  [/not valid: (?:is this a git repository|could not determine)/, 'unreachable', 'The server did not speak git'],
  [/^Cannot obtain needed object|^error: Unable to find /, 'unreachable', 'The server did not speak git'],
  [/^ended after [\d.]+ s$/, 'unreachable', 'The server took too long'],
];

const FLAW = /^error: object [0-9a-f]{40,64}: (\w+):/;

/**
 * Flaws of names, dates and modes that old tools wrote into histories that live on. They do no harm where nothing is
 * checked out, and without this no pull request of such a repository could be reviewed.
 */
export const FORGIVEN: readonly string[] = [
  'badDate',
  'badDateOverflow',
  'badEmail',
  'badName',
  'badTimezone',
  'missingAuthor',
  'missingEmail',
  'missingNameBeforeEmail',
  'missingSpaceBeforeDate',
  'missingSpaceBeforeEmail',
  'multipleAuthors',
  'zeroPaddedDate',
  'zeroPaddedFilemode',
];

/** @param error must not hold the token any more */
export function explainFetch(error: GitError): FetchFailure {
  const lines = error.errors.split('\n').filter((line) => !line.startsWith('remote: '));
  for (const line of lines) {
    const oid = firstMatch(line, MISSING);
    if (oid !== null) return { kind: 'missing', oid };
  }
  for (const line of lines) {
    const status = firstMatch(line, STATUS);
    if (status !== null) return { kind: 'failed', error: byStatus(Number(status), error) };
  }
  const flaws = lines.flatMap((line) => FLAW.exec(line)?.[1] ?? []);
  if (flaws.length > 0) {
    const message = `The repository holds objects that git refuses (${[...new Set(flaws)].join(', ')})`;
    const forgivable = flaws.every((flaw) => FORGIVEN.includes(flaw));
    return { kind: 'failed', error: failed('broken', message, error), forgivable };
  }
  for (const [pattern, code, meaning] of REASONS) {
    const line = lines.find((each) => pattern.test(each));
    if (line === undefined) continue;
    const status = meaning === 'The server refused the token' ? 401 : code === 'gone' ? 404 : undefined;
    return { kind: 'failed', error: failed(code, `${meaning} (${shown(line)})`, error, status) };
  }
  return { kind: 'suspicious' };
}

function byStatus(status: number, cause: GitError): MirrorError {
  if (status >= 300 && status < 400) {
    return failed(
      'refused',
      `The server redirects (${status}), which is not followed: ask the API for the address`,
      cause,
      status,
    );
  }
  if (status === 401 || status === 403)
    return failed('refused', `The server refused the token (${status})`, cause, status);
  if (status === 404 || status === 410 || status === 451) {
    return failed('gone', `The server has no such repository for this installation (${status})`, cause, status);
  }
  return failed('unreachable', `The server failed (${status})`, cause, status);
}

function failed(code: MirrorFailure, message: string, cause: GitError, status?: number): MirrorError {
  return new MirrorError(code, `${message}.`, { cause, ...(status === undefined ? {} : { status }) });
}

function firstMatch(line: string, patterns: readonly RegExp[]): string | null {
  for (const pattern of patterns) {
    const found = pattern.exec(line)?.[1];
    if (found !== undefined) return found;
  }
  return null;
}

function shown(line: string): string {
  return line.replace(/^(?:fatal|error): /, '').slice(0, 200);
}
