/** One at a time, over all processes: publishing on one commit of a repository. */

export interface HeldLock {
  /** Aborted where the lock is lost: it could not be renewed in time, or somebody else has it. */
  readonly signal: AbortSignal;
  /** Ask before each step that others can see. */
  isHeld(): Promise<boolean>;
}

export type LockResult<T> = { readonly held: true; readonly value: T } | { readonly held: false };

export interface LockStore {
  /** Renews the lock while `use` runs, and gives it back after. Not held: it was not to be had in `waitMs`. */
  hold<T>(
    name: string,
    options: { readonly waitMs: number },
    use: (lock: HeldLock) => Promise<T>,
  ): Promise<LockResult<T>>;
}

/** Two pull requests can share a head, and there is one check on it. */
export function publishingLock(repositoryId: number, headSha: string): string {
  return `publish/${repositoryId}/${headSha}`;
}
