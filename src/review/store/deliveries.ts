/** Webhook deliveries: taken once each, together with what they tell and the jobs that follow from them. */
import type { InstallationObservation, RepositoryObservation } from './installations.ts';
import type { JobRequest } from './job-queue.ts';
import type { PullRequestObservation } from './pull-requests.ts';

/** Of the body nothing is kept but what is here. */
export interface Delivery {
  /** `X-GitHub-Delivery`; a redelivery keeps it. */
  readonly guid: string;
  readonly event: string;
  readonly action: string | null;
  readonly installationId: number | null;
  readonly repositoryId: number | null;
  readonly pullRequest: number | null;
}

export type Observation = InstallationObservation | RepositoryObservation | PullRequestObservation;

export interface Intake {
  readonly delivery: Delivery;
  readonly observed: readonly Observation[];
  readonly jobs: readonly JobRequest[];
}

export interface EventCount {
  readonly event: string;
  readonly action: string | null;
  readonly outcome: 'stored' | 'duplicate' | 'dropped';
  readonly count: number;
}

export interface DeliveryStore {
  /**
   * Stores all of it or nothing, once per GUID. When it resolves, it is on the disk: answer 202. When it rejects,
   * nothing was stored: answer 503, so that GitHub counts it as failed and it can be asked for again.
   */
  accept(intake: Intake): Promise<'stored' | 'duplicate'>;
  /** Counts an event that nobody needs; written with whatever is written next. */
  drop(event: string, action: string | null): void;
  counts(): Promise<readonly EventCount[]>;
}
