/**
 * Locks between processes of one machine. Each is an empty file that SQLite holds locked: the system lets go of it
 * when the process ends, however it ends, so that no lock is ever stale and no clock decides about one.
 */
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';

export interface FileLock {
  release(): void;
}

/** Any number may hold it `shared`, or one `exclusive`. */
export type LockMode = 'shared' | 'exclusive';

const BUSY = 5;

/** Null where somebody else holds it. The file is made if it is not there; its folder must be. */
export function tryLock(file: string, mode: LockMode): FileLock | null {
  const database = new DatabaseSync(file, { timeout: 0 });
  try {
    // Nothing is ever written: an exclusive transaction locks the file as it begins, a shared one as it reads.
    database.exec(mode === 'exclusive' ? 'BEGIN EXCLUSIVE' : 'BEGIN; SELECT 1 FROM sqlite_schema');
    return { release: () => void (database.isOpen && database.close()) };
  } catch (error) {
    database.close();
    if (isBusy(error)) return null;
    throw error;
  }
}

export interface LockWait {
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Null where nobody let go of it in time.
 * @throws the signal's reason
 */
export async function lockFile(
  file: string,
  mode: LockMode,
  { timeoutMs, signal }: LockWait,
): Promise<FileLock | null> {
  const deadline = performance.now() + timeoutMs;
  for (let pause = 4; ; pause = Math.min(pause * 2, 100)) {
    signal?.throwIfAborted();
    const lock = tryLock(file, mode);
    if (lock !== null || performance.now() > deadline) return lock;
    await wait(pause / 2 + Math.random() * pause);
  }
}

function isBusy(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'errcode' in error && error.errcode === BUSY;
}
