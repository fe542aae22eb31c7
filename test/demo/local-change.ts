/** What is to be shown of a repository of this machine, or why it cannot be. Reads and never writes. */
import { spawnSync } from 'node:child_process';
import { basename, resolve } from 'node:path';
import type { DemoArguments } from './arguments.ts';

export interface LocalChange {
  readonly folder: string;
  /** Of the repository on the stand-in. */
  readonly name: string;
  /** As they were named. */
  readonly base: string;
  readonly head: string;
  readonly baseSha: string;
  readonly headSha: string;
  /** Of the newest commit. */
  readonly subject: string;
}

export type LocalReading =
  { readonly kind: 'read'; readonly change: LocalChange } | { readonly kind: 'refused'; readonly reason: string };

export function readLocalChange({ dir, base, head }: NonNullable<DemoArguments['local']>): LocalReading {
  const folder = resolve(dir);
  if (git(folder, ['rev-parse', '--git-dir']) === null)
    return { kind: 'refused', reason: `There is no git repository in ${folder}. Name one with --repo.` };
  const [baseSha, headSha] = [commitOf(folder, base), commitOf(folder, head)];
  if (baseSha === null || headSha === null) {
    const missing = baseSha === null ? base : head;
    return {
      kind: 'refused',
      reason: `${missing} names no commit in ${folder}. \`git log\` and \`git branch -a\` show some.`,
    };
  }
  if (baseSha === headSha)
    return { kind: 'refused', reason: `${base} and ${head} are the same commit: there is no change to show.` };
  const subject = git(folder, ['log', '-1', '--format=%s', headSha]) ?? '';
  const name = basename(folder).replaceAll(/[^\w.-]+/g, '-');
  return { kind: 'read', change: { folder, name, base, head, baseSha, headSha, subject: subject || head } };
}

function commitOf(dir: string, revision: string): string | null {
  return git(dir, ['rev-parse', '--quiet', '--verify', '--end-of-options', `${revision}^{commit}`]);
}

/** Null where git refuses. */
function git(dir: string, args: readonly string[]): string | null {
  const { status, stdout } = spawnSync('git', ['-C', dir, ...args], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : null;
}
