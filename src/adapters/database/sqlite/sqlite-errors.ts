/** What SQLite and the file system say, as outcomes with a remedy. SQLite's texts name tables and columns, never values. */
import { StoreError } from '#review/store/store-error.ts';

/** Primary result codes of SQLite; the extended ones carry them in their low byte. */
const PRIMARY = {
  busy: 5,
  locked: 6,
  readOnly: 8,
  ioError: 10,
  corrupt: 11,
  full: 13,
  cannotOpen: 14,
  notADatabase: 26,
};

/** @param file the database, for the person who reads it */
export function asStoreError(error: unknown, file: string): StoreError {
  if (error instanceof StoreError) return error;
  const { code, errcode, message } = isRecord(error) ? error : {};
  const primary = typeof errcode === 'number' ? errcode & 0xff : null;
  const of = (kind: keyof typeof PRIMARY, ...codes: readonly string[]): boolean =>
    primary === PRIMARY[kind] || codes.includes(typeof code === 'string' ? code : '');
  const options = { cause: error };

  if (of('full', 'ENOSPC', 'EDQUOT')) {
    return new StoreError(
      'disk-full',
      `There is no space left to write to ${file}.`,
      'Free space, or move the data folder to a larger disk.',
      options,
    );
  }
  if (of('readOnly', 'EACCES', 'EPERM', 'EROFS')) {
    return new StoreError(
      'not-writable',
      `${file} may not be written.`,
      'Give the data folder and the files in it to the user that Countersign runs as, or name another folder.',
      options,
    );
  }
  if (of('busy') || of('locked')) {
    return new StoreError(
      'locked',
      `Another process holds ${file} and does not let go.`,
      'End whatever else has it open (a backup, a shell, a stopped process), and see that it is on a local disk.',
      options,
    );
  }
  if (of('corrupt') || of('notADatabase')) {
    return new StoreError(
      'damaged',
      `${file} is no SQLite database, or a damaged one.`,
      'Move it away and restore a backup; without one, start with an empty folder: open pull requests are found again.',
      options,
    );
  }
  if (of('cannotOpen', 'ENOTDIR', 'EEXIST', 'ENOENT', 'EISDIR')) {
    return new StoreError(
      'not-writable',
      `${file} cannot be opened or made.`,
      'Name a folder that exists or can be made, on a local disk.',
      options,
    );
  }
  if (of('ioError', 'EIO')) {
    return new StoreError(
      'unreachable',
      `The disk did not read or write ${file}.`,
      'Look at the system’s log for errors of the disk.',
      options,
    );
  }
  if (code === 'ERR_INVALID_STATE') {
    return new StoreError('closed', 'The store is closed.', 'Nothing is to be done: the process is stopping.', options);
  }
  const detail = typeof message === 'string' ? message : 'no reason given';
  return new StoreError(
    'broken',
    `The database refused a statement: ${detail}`,
    'Report this: it is a fault in Countersign.',
    options,
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
