/** How many lines each commit of a history adds, merges aside. Reads contents, so it is for repositories on this machine. */
import type { RunGit } from './git-process.ts';

const LOG = ['log', '-z', '--numstat', '--no-renames', '--no-merges', '--no-ext-diff', '--no-textconv', '--root'];

/** Lines by commit id, newest first. `since` is a day, UTC (`2026-01-01`). */
export async function commitSizes(git: RunGit, head: string, since: string): Promise<Map<string, number>> {
  const { output } = await git([...LOG, '--format=%x01%H', `--since=${since} 00:00:00 +0000`, head, '--']);
  const sizes = new Map<string, number>();
  for (const record of output.toString('latin1').split('\u0001').slice(1)) {
    const sha = record.slice(0, record.search(/[\n\0]/));
    let added = 0;
    for (const [, count] of record.matchAll(/(?:^|[\n\0])(\d{1,9})\t/g)) added += Number(count);
    sizes.set(sha.length === 0 ? record.trim() : sha, added);
  }
  return sizes;
}
