/** What the stores need of an engine, so that they are written once for both. */
import type { Kysely, Transaction } from 'kysely';
import type { Schema } from './schema.ts';

export interface Engine {
  /** For reading. Never used inside `write`: with one connection that would wait for itself. */
  readonly db: Kysely<Schema>;
  /** All of it or nothing, on the disk when it resolves. */
  write<T>(work: (transaction: Transaction<Schema>) => Promise<T>): Promise<T>;
  /** Until the transaction ends, nobody else gets past the same name. Nothing to do where there is one writer anyway. */
  serialise(transaction: Transaction<Schema>, name: string): Promise<void>;
  /** Milliseconds since 1970, by the clock that leases are counted by. */
  now(): Promise<number>;
}
