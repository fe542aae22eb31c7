/**
 * Reads many objects at once: their sizes first, then the contents of those that are not too large. What is missing,
 * as in a clone that has left out blobs, is absent from the answer.
 */
import type { Blob, BlobLimits } from '#review/ports.ts';
import { GitError, type RunGit } from './git-process.ts';

export interface ObjectHeader {
  readonly oid: string;
  readonly type: string;
  readonly size: number;
}

const OID = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;

/** Blobs by id. Other objects, and what is no id at all, are absent. */
export async function readBlobs(git: RunGit, oids: readonly string[], limits: BlobLimits): Promise<Map<string, Blob>> {
  return readObjects(git, oids, 'blob', limits);
}

export async function readObjects(
  git: RunGit,
  oids: readonly string[],
  type: 'blob' | 'commit',
  { maxBytes, maxTotalBytes = Infinity }: BlobLimits,
): Promise<Map<string, Blob>> {
  const headers = (await objectHeaders(git, oids)).filter((header) => header.type === type);
  const wanted: ObjectHeader[] = [];
  let total = 0;
  for (const header of headers) {
    if (header.size > maxBytes || total + header.size > maxTotalBytes) continue;
    total += header.size;
    wanted.push(header);
  }
  const contents = await readContents(git, wanted);
  return new Map(headers.map(({ oid, size }) => [oid, { oid, size, bytes: contents.get(oid) ?? null }]));
}

/** In the order asked; without those that are missing. */
export async function objectHeaders(git: RunGit, oids: readonly string[]): Promise<ObjectHeader[]> {
  const asked = [...new Set(oids)].filter((oid) => OID.test(oid));
  if (asked.length === 0) return [];
  const { output } = await git(['cat-file', '--batch-check', '--buffer'], { input: `${asked.join('\n')}\n` });
  const headers: ObjectHeader[] = [];
  for (const line of output.toString('latin1').split('\n')) {
    const [oid = '', type = '', size] = line.split(' ');
    if (size !== undefined) headers.push({ oid, type, size: Number(size) });
  }
  return headers;
}

async function readContents(git: RunGit, headers: readonly ObjectHeader[]): Promise<Map<string, Uint8Array>> {
  const contents = new Map<string, Uint8Array>();
  if (headers.length === 0) return contents;
  const input = `${headers.map(({ oid }) => oid).join('\n')}\n`;
  const { output } = await git(['cat-file', '--batch', '--buffer'], { input });
  let at = 0;
  for (const { oid, size } of headers) {
    const start = output.indexOf(0x0a, at) + 1;
    const said = output.toString('latin1', at, start - 1);
    if (start === 0 || !said.startsWith(`${oid} `) || !said.endsWith(` ${size}`)) {
      throw new GitError('cat-file', null, `unexpected answer for ${oid}`);
    }
    contents.set(oid, output.subarray(start, start + size));
    at = start + size + 1;
  }
  return contents;
}
