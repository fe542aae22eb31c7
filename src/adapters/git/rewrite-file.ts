/**
 * Replaces the text of a file of a working tree, where it holds what it is taken to hold: through no symbolic link, in
 * one step, with the rights that it had. Whoever changed the file in the meantime keeps their change.
 */
import { randomBytes } from 'node:crypto';
import { chmod, lstat, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createWorktreeReader } from './worktree-entry.ts';

export type Rewritten = 'written' | 'changed' | 'not-a-file';

const MAX_BYTES = 16 * 1024 * 1024;

/** @param root the working tree's folder, without symbolic links on the way to it */
export async function rewriteFile(root: string, path: string, before: string, after: string): Promise<Rewritten> {
  const reader = createWorktreeReader(root, { maxBytes: MAX_BYTES, maxTotalBytes: MAX_BYTES });
  const entry = await reader.read(path);
  if (entry.kind !== 'file') return 'not-a-file';
  if (!entry.content.equals(Buffer.from(before, 'utf8'))) return 'changed';
  const file = join(root, path);
  const { mode } = await lstat(file);
  const draft = `${file}.countersign-${randomBytes(6).toString('hex')}`;
  try {
    await writeFile(draft, after, { flag: 'wx', mode: mode & 0o777 });
    await chmod(draft, mode & 0o777);
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
  return 'written';
}
