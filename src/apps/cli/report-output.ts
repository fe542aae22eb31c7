/**
 * Where a report goes. A file is opened before the work begins, so that an hour of review is not lost to a typing
 * mistake; it is emptied only when there is something to write.
 */
import { open, rm, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { constants } from 'node:fs';
import { UserError } from '#domain/user-error.ts';
import type { Terminal } from './terminal.ts';

export interface ReportOutput {
  readonly isTerminal: boolean;
  write(report: string): Promise<void>;
  /** For the case that nothing was written: an own new file goes away again. */
  close(): Promise<void>;
}

/** @throws UserError `output-unwritable` */
export async function openReportOutput(file: string | null, terminal: Terminal): Promise<ReportOutput> {
  if (file === null || file === '-') {
    return { isTerminal: true, write: (report) => terminal.print(report), close: () => Promise.resolve() };
  }
  const path = resolve(terminal.cwd, file);
  const existed = await stat(path).then(
    () => true,
    () => false,
  );
  const handle = await open(path, constants.O_WRONLY | constants.O_CREAT).catch((error: unknown) => {
    throw unwritable(file, error);
  });
  let isWritten = false;
  return {
    isTerminal: false,
    async write(report) {
      try {
        if ((await handle.stat()).isFile()) await handle.truncate(0);
        await handle.writeFile(report);
      } catch (error) {
        throw unwritable(file, error);
      }
      isWritten = true;
    },
    async close() {
      await handle.close();
      if (!isWritten && !existed) await rm(path, { force: true });
    },
  };
}

function unwritable(file: string, error: unknown): UserError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  const [why, remedy] = REASONS[code] ?? [code, 'Name another file with --output.'];
  return new UserError('output-unwritable', `The report cannot be written to ${file}: ${why}.`, remedy, {
    cause: error,
  });
}

const REASONS: Readonly<Record<string, readonly [string, string]>> = {
  ENOENT: ['its folder does not exist', 'Make the folder first, or name another file with --output.'],
  ENOTDIR: ['part of its path is a file', 'Name another file with --output.'],
  EISDIR: ['it is a folder', 'Name a file with --output.'],
  EACCES: ['this user may not write there', 'Name another file with --output, or change its permissions.'],
  EROFS: ['the disk is read-only', 'Name a file elsewhere with --output.'],
  ENOSPC: ['the disk is full', 'Make room, or name a file elsewhere with --output.'],
};
