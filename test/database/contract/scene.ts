/** An invented organisation, and what it asks of us. */
import { randomUUID } from 'node:crypto';
import type { Intake, Observation } from '#review/store/deliveries.ts';
import type { JobRequest, Urgency } from '#review/store/job-queue.ts';
import type { JobSubject, RepositoryRef } from '#review/store/job-subject.ts';
import type { PullRequestObservation } from '#review/store/pull-requests.ts';

export const SHOP: RepositoryRef = { id: 42, owner: 'acme', name: 'shop' };
export const DOCS: RepositoryRef = { id: 43, owner: 'acme', name: 'docs' };
export const ACME = 7;

/** A commit id from a word. */
export function sha(word: string): string {
  return Buffer.from(word).toString('hex').padEnd(40, '0').slice(0, 40);
}

/** On the same day, so many seconds after noon. */
export function second(count: number): string {
  return new Date(Date.UTC(2026, 2, 1, 12, 0, count)).toISOString();
}

export function pullRequest(number: number, repository = SHOP): JobSubject {
  return { kind: 'pull-request', repository, number };
}

export interface Asking {
  readonly installationId?: number;
  readonly repository?: RepositoryRef;
  readonly urgency?: Urgency;
  readonly reason?: string;
  readonly delayMs?: number;
}

export function request(number: number, { repository = SHOP, ...asking }: Asking = {}): JobRequest {
  return {
    installationId: ACME,
    subject: pullRequest(number, repository),
    urgency: 'event',
    reason: 'pull_request.synchronize',
    ...asking,
  };
}

export function seen(number: number, more: Partial<PullRequestObservation> = {}): PullRequestObservation {
  return {
    kind: 'pull-request',
    installationId: ACME,
    repository: SHOP,
    number,
    state: 'open',
    draft: false,
    headSha: sha('first'),
    previousHeadSha: null,
    baseRef: 'main',
    updatedAt: second(0),
    arrivedBy: 'event',
    ...more,
  };
}

/** A webhook that says that a head was pushed, and asks for the review. */
export function push(
  number: number,
  head: string,
  { guid = randomUUID(), ...more }: Partial<PullRequestObservation> & { readonly guid?: string } = {},
): Intake {
  return intake(guid, [seen(number, { headSha: sha(head), ...more })], [request(number)]);
}

export function intake(guid: string, observed: readonly Observation[], jobs: readonly JobRequest[]): Intake {
  return {
    delivery: {
      guid,
      event: 'pull_request',
      action: 'synchronize',
      installationId: ACME,
      repositoryId: SHOP.id,
      pullRequest: null,
    },
    observed,
    jobs,
  };
}
