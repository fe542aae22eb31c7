/** The commits that touched a file, and how many lines each commit of a history added. As they are stored; no attribute or setting of the repository is asked. */
import type { Commit } from '#domain/snapshot.ts';
import type { FileRevision } from '#review/ports.ts';
import { parseCommit } from './commit-object.ts';
import type { RunGit } from './git-process.ts';
import { readObjects } from './object-batch.ts';

const MAX_COMMIT_BYTES = 8 * 1024 * 1024;
const NO_BLOB = /^0+$/;

/** Oldest first; of more than `maxCount`, the newest. `oid` is null where the commit took the file away. */
export async function readFileHistory(
  git: RunGit,
  path: string,
  head: string,
  maxCount: number,
): Promise<FileRevision[]> {
  const { output } = await git([
    ...[
      'log',
      '--topo-order',
      `--max-count=${maxCount}`,
      '--raw',
      '--no-abbrev',
      '--no-renames',
      '--no-ext-diff',
      '--format=commit %H',
    ],
    ...[head, '--', `:(top,literal)${path}`],
  ]);
  const found = [
    ...output.toString('latin1').matchAll(/^commit ([0-9a-f]{40,64})\s+:\d+ \d+ [0-9a-f]+ ([0-9a-f]+) [A-Z]/gm),
  ];
  const commits = await commitsBySha(
    git,
    found.map(([, sha = '']) => sha),
  );
  return found.reverse().flatMap(([, sha = '', oid = '']) => {
    const commit = commits.get(sha);
    return commit === undefined ? [] : [{ commit, oid: NO_BLOB.test(oid) ? null : oid }];
  });
}

/** Each commit of a history that is no merge, with the lines that it added to text files. */
export async function readAddedLines(
  git: RunGit,
  head: string,
  maxCount: number,
): Promise<{ commit: Commit; added: number }[]> {
  const { output } = await git([
    ...[
      'log',
      '--no-merges',
      `--max-count=${maxCount}`,
      '--numstat',
      '--no-renames',
      '--no-ext-diff',
      '--no-textconv',
      '--format=commit %H',
      head,
      '--',
    ],
  ]);
  const blocks = output
    .toString('latin1')
    .split(/^commit /m)
    .slice(1);
  const added = new Map(
    blocks.map((block) => {
      const [sha = '', ...lines] = block.split('\n');
      return [sha, lines.reduce((sum, line) => sum + Number(/^(\d+)\t/.exec(line)?.[1] ?? 0), 0)] as const;
    }),
  );
  const commits = await commitsBySha(git, [...added.keys()]);
  return [...added].flatMap(([sha, count]) => {
    const commit = commits.get(sha);
    return commit === undefined ? [] : [{ commit, added: count }];
  });
}

async function commitsBySha(git: RunGit, shas: readonly string[]): Promise<Map<string, Commit>> {
  const unique = [...new Set(shas)];
  const objects = await readObjects(git, unique, 'commit', { maxBytes: MAX_COMMIT_BYTES });
  return new Map(unique.map((sha) => [sha, parseCommit(sha, objects.get(sha)?.bytes ?? new Uint8Array())]));
}
