/**
 * Reads single paths of a working tree as they lie on disk: through no filter, and through no symbolic link, neither
 * at the path nor on the way to it.
 */
import { constants, type Stats } from 'node:fs';
import { lstat, open, readlink, realpath } from 'node:fs/promises';
import { hasErrorCode } from './error-code.ts';
import { encodePath } from './path-encoding.ts';

/** What lies at a path. `withheld` is a file that is there and whose content is not read. */
export type WorktreeEntry =
  | { readonly kind: 'file'; readonly executable: boolean; readonly content: Buffer }
  | { readonly kind: 'withheld'; readonly executable: boolean; readonly size: number; readonly readable: boolean }
  | { readonly kind: 'symlink'; readonly content: Buffer }
  | { readonly kind: 'folder' }
  | { readonly kind: 'nothing' };

export interface WorktreeReader {
  read(path: string): Promise<WorktreeEntry>;
}

export interface WorktreeLimits {
  readonly maxBytes: number;
  /** Of all files together, in the order in which they are asked for. */
  readonly maxTotalBytes: number;
}

const NOTHING: WorktreeEntry = { kind: 'nothing' };

/** @param root the working tree's folder, without symbolic links on the way to it */
export function createWorktreeReader(root: string, limits: WorktreeLimits): WorktreeReader {
  const rootBytes = Buffer.from(root.endsWith('/') ? root : `${root}/`);
  const insideByFolder = new Map<string, Promise<boolean>>();
  let left = limits.maxTotalBytes;

  const isInside = (path: string): Promise<boolean> => {
    const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
    const known = insideByFolder.get(folder);
    if (known !== undefined) return known;
    const checked = resolvesInside(rootBytes, folder);
    insideByFolder.set(folder, checked);
    return checked;
  };

  return {
    async read(path) {
      if (!(await isInside(path))) return NOTHING;
      const file = Buffer.concat([rootBytes, encodePath(path)]);
      try {
        const stats = await lstat(file);
        if (stats.isDirectory()) return { kind: 'folder' };
        if (stats.isSymbolicLink()) return { kind: 'symlink', content: await readlink(file, { encoding: 'buffer' }) };
        if (!stats.isFile()) return NOTHING;
        if (stats.size > limits.maxBytes || stats.size > left) return withheld(stats, true);
        left -= stats.size;
        return await readRegular(file, stats, limits.maxBytes);
      } catch (error) {
        if (hasErrorCode(error, 'ENOENT', 'ENOTDIR')) return NOTHING;
        throw error;
      }
    },
  };
}

async function resolvesInside(rootBytes: Buffer, folder: string): Promise<boolean> {
  try {
    const real = await realpath(Buffer.concat([rootBytes, encodePath(folder)]), { encoding: 'buffer' });
    return Buffer.concat([real, Buffer.from('/')])
      .subarray(0, rootBytes.length)
      .equals(rootBytes);
  } catch (error) {
    if (hasErrorCode(error, 'ENOENT', 'ENOTDIR', 'ELOOP', 'EACCES')) return false;
    throw error;
  }
}

/** Where the system has no such flags they are undefined, and count as none. */
async function readRegular(file: Buffer, stats: Stats, maxBytes: number): Promise<WorktreeEntry> {
  try {
    const handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      const now = await handle.stat();
      if (!now.isFile() || now.size > maxBytes) return withheld(now, true);
      return { kind: 'file', executable: isExecutable(now), content: await handle.readFile() };
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (hasErrorCode(error, 'EACCES', 'EPERM', 'ELOOP', 'EIO')) return withheld(stats, false);
    throw error;
  }
}

function withheld(stats: Stats, readable: boolean): WorktreeEntry {
  return { kind: 'withheld', executable: isExecutable(stats), size: stats.size, readable };
}

function isExecutable(stats: Stats): boolean {
  return (stats.mode & 0o100) !== 0;
}
