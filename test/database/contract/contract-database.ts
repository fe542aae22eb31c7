/** What the contract suite needs of an engine under test. Each test has a database of its own. */
import type { Store } from '#review/store/store.ts';

export interface ContractEngine {
  readonly name: string;
  /** `realTime`: other processes take part, which no invented clock reaches. */
  create(options: { readonly realTime: boolean }): Promise<ContractDatabase>;
}

export interface ContractDatabase {
  /** As another process would open it: nothing is shared but the database. Closed with the database. */
  open(worker?: string): Promise<Store>;
  /** Lets the clock of all its stores go on by so much, or waits for it. */
  passTime(milliseconds: number): Promise<void>;
  /** What another process needs to open it: a module that exports `openForChild(place)`, and the place. */
  readonly forChild: { readonly module: string; readonly place: string };
  remove(): Promise<void>;
}

/** What the stores under test are set to: small, so that real time can pass. */
export const CONTRACT_SETTINGS = {
  leaseMs: 1_000,
  pollMs: 10,
  maxAttempts: 3,
  backOff: { firstMs: 200, factor: 2, longestMs: 10_000 },
};

/** Longer than any back-off or lease above. */
export const LONG_MS = 12_000;
