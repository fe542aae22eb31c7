/**
 * Names and stores blobs as git does, without git: no filter sees the content, no symbolic link is followed, and
 * the bytes that are named are the bytes that are kept.
 */
import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { constants, deflateSync } from 'node:zlib';
import { hasErrorCode } from './error-code.ts';
import type { ObjectFormat } from './locate-repository.ts';

function blobId(content: Uint8Array, format: ObjectFormat): string {
  return createHash(format).update(header(content)).update(content).digest('hex');
}

/** Writes a blob into a repository's objects and returns its id. */
export async function storeBlob(gitDir: string, content: Uint8Array, format: ObjectFormat): Promise<string> {
  const oid = blobId(content, format);
  const file = join(gitDir, 'objects', oid.slice(0, 2), oid.slice(2));
  const packed = deflateSync(Buffer.concat([header(content), content]), { level: constants.Z_BEST_SPEED });
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, packed, { flag: 'wx' }).catch(ignoreExisting);
  return oid;
}

function header(content: Uint8Array): Buffer {
  return Buffer.from(`blob ${content.length}\0`, 'latin1');
}

function ignoreExisting(error: unknown): void {
  if (!hasErrorCode(error, 'EEXIST')) throw error;
}
