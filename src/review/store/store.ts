/**
 * What the service remembers, as one bundle of ports. An adapter implements all of it on one database, so that what
 * belongs together is written together. Nothing in it is a token or a key, and nothing holds the body of a webhook.
 *
 * Every method may reject with a `StoreError`, and with nothing else that is not a fault of our own.
 */
import type { FactsStore } from '../ports.ts';
import type { CheckStore } from './checks.ts';
import type { DeliveryStore } from './deliveries.ts';
import type { InstallationStore } from './installations.ts';
import type { JobQueue } from './job-queue.ts';
import type { LockStore } from './locks.ts';
import type { MembershipCache } from './memberships.ts';
import type { PackageAnswerCache } from './package-answers.ts';
import type { PolicyStore } from './policies.ts';
import type { PullRequestStore } from './pull-requests.ts';
import type { VerdictStore } from './verdicts.ts';

export interface Store {
  readonly deliveries: DeliveryStore;
  readonly jobs: JobQueue;
  readonly installations: InstallationStore;
  readonly pullRequests: PullRequestStore;
  readonly verdicts: VerdictStore;
  readonly checks: CheckStore;
  readonly policies: PolicyStore;
  readonly memberships: MembershipCache;
  readonly packageAnswers: PackageAnswerCache;
  readonly locks: LockStore;
  readonly facts: FactsStore;
  /** Whether it answers; rejects with the reason if not. */
  ping(): Promise<void>;
  /** Forgets what is older than it need be. Answers how many rows went. */
  prune(retention: Retention): Promise<number>;
  /** Ends what was begun on it (consumers first), releases everything. A second call does nothing. */
  close(): Promise<void>;
}

export interface Retention {
  /** GitHub offers a delivery again for three days; after that its GUID need not be known. */
  readonly deliveriesMs: number;
  /** Of closed pull requests, with their verdicts and checks, counted from when they were last seen. */
  readonly closedMs: number;
}
