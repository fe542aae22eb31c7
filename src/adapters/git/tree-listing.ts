/** The regular files of a tree, by path. */
import type { Tree } from '#review/ports.ts';
import type { RunGit } from './git-process.ts';
import { decodeRecords } from './path-encoding.ts';

/** @param treeish id of a commit or a tree */
export async function listTree(git: RunGit, treeish: string): Promise<Tree> {
  const { output } = await git(['ls-tree', '-r', '-z', '--full-tree', treeish]);
  const files = new Map<string, string>();
  for (const record of decodeRecords(output)) {
    const tab = record.indexOf('\t');
    const [mode, type, oid] = record.slice(0, tab).split(' ');
    if (type === 'blob' && mode !== '120000' && oid !== undefined) files.set(record.slice(tab + 1), oid);
  }
  return { oid: (path) => files.get(path) ?? null, paths: { [Symbol.iterator]: () => files.keys() } };
}
