/**
 * What becomes of a job's row, as pure functions: what is asked of it, and how its run ended. Each answers the row as it
 * should be and, where the job is to wait from then on, when it is due; where that puts it is the queue's business.
 */
import type { JobRow } from '../../schema.ts';

export interface Asked {
  readonly key: string;
  readonly installationId: number;
  readonly repositoryId: number;
  readonly subject: string;
  /** Place in `URGENCIES`. */
  readonly urgency: number;
  readonly reason: string;
  readonly headSha: string | null;
  readonly delayMs: number;
}

/** `dueAt` null: the row stays where it is. */
export interface Change {
  readonly row: JobRow;
  readonly dueAt: number | null;
}

const PERSON = 0;
const BACKGROUND = 2;
const REASONS_KEPT = 16;

/** A request on what is there of its job: nothing yet, a job that waits, one that runs, one that gave up. */
export function asked(existing: JobRow | undefined, request: Asked, now: number): Change {
  const dueAt = now + request.delayMs;
  if (existing === undefined) return { row: newRow(request, now), dueAt };
  const newHead = existing.head_sha !== request.headSha;
  // A sweep finds it every few minutes: what gave up is woken by an event, or by a person.
  if (existing.state === 'dead' && request.urgency === BACKGROUND && !newHead) return { row: existing, dueAt: null };
  const merged = withRequest(existing, request, newHead);
  switch (existing.state) {
    case 'running': {
      const alone = existing.generation === existing.claimed_generation;
      const row = alone
        ? { ...merged, urgency: request.urgency, run_at: dueAt, since: now }
        : { ...merged, run_at: Math.min(existing.run_at, dueAt) };
      return { row, dueAt: null };
    }
    case 'ready': {
      const sameLane = merged.urgency === existing.urgency && merged.installation_id === existing.installation_id;
      return { row: merged, dueAt: sameLane ? null : now };
    }
    case 'delayed': {
      const failedBefore = existing.attempts > 0 || existing.deferrals > 0;
      const sooner = newHead || request.urgency === PERSON || !failedBefore;
      return { row: merged, dueAt: sooner ? Math.min(existing.run_at, dueAt) : null };
    }
    case 'dead':
      return { row: { ...fresh(merged), urgency: request.urgency, since: now }, dueAt };
  }
}

function newRow(request: Asked, now: number): JobRow {
  return {
    key: request.key,
    installation_id: request.installationId,
    repository_id: request.repositoryId,
    subject: request.subject,
    state: 'delayed',
    urgency: request.urgency,
    turn: 0,
    run_at: now,
    set_at: now,
    since: now,
    generation: 1,
    head_sha: request.headSha,
    reasons: JSON.stringify([[1, request.reason]]),
    attempts: 0,
    deferrals: 0,
    last_failure: null,
    token: 0,
    lease_until: 0,
    leased_at: 0,
    worker: null,
    claimed_generation: 0,
    claimed_head: null,
  };
}

function withRequest(existing: JobRow, request: Asked, newHead: boolean): JobRow {
  const generation = existing.generation + 1;
  const reasons = reasonsOf(existing).filter(([, reason]) => reason !== request.reason);
  const row: JobRow = {
    ...existing,
    installation_id: request.installationId,
    repository_id: request.repositoryId,
    subject: request.subject,
    urgency: Math.min(existing.urgency, request.urgency),
    generation,
    head_sha: request.headSha,
    reasons: JSON.stringify([...reasons, [generation, request.reason]].slice(-REASONS_KEPT)),
  };
  return newHead && existing.state !== 'running' ? fresh(row) : row;
}

/** With all its attempts. */
export function fresh(row: JobRow): JobRow {
  return { ...row, attempts: 0, deferrals: 0, last_failure: null };
}

export type Reasons = readonly (readonly [generation: number, reason: string])[];

export function reasonsOf(row: JobRow): Reasons {
  return JSON.parse(row.reasons) as Reasons;
}

/** Null: the row goes. */
export function done(row: JobRow, now: number): Change | null {
  return row.generation === row.claimed_generation ? null : again(row, now);
}

export interface Trying {
  readonly now: number;
  readonly maxAttempts: number;
}

export function failed(row: JobRow, reason: string, backOffMs: number, { now, maxAttempts }: Trying): Change {
  if (hasNewHead(row)) return again(row, now);
  if (row.attempts < maxAttempts) {
    return { row: { ...row, last_failure: reason, since: now }, dueAt: now + backOffMs };
  }
  // Something was asked since: it deserves tries of its own.
  if (row.generation !== row.claimed_generation) return again(row, now);
  return { row: { ...row, state: 'dead', last_failure: reason, since: now }, dueAt: null };
}

export function later(row: JobRow, reason: string, delayMs: number, now: number): Change {
  if (hasNewHead(row)) return again(row, now);
  const row2 = { ...uncounted(row), deferrals: row.deferrals + 1, last_failure: reason, since: now };
  return { row: row2, dueAt: now + delayMs };
}

/** Stopped in the middle for no fault of its own. */
export function returned(row: JobRow, now: number): Change {
  if (hasNewHead(row)) return again(row, now);
  return { row: { ...uncounted(row), since: now }, dueAt: now };
}

const WORKER_LOST = 'worker-lost';

/** Its lease ended. It may have been what killed its worker, so the attempt counts. */
export function lost(row: JobRow, trying: Trying): Change {
  return failed(row, WORKER_LOST, 0, trying);
}

function hasNewHead(row: JobRow): boolean {
  return row.generation !== row.claimed_generation && row.head_sha !== row.claimed_head;
}

function uncounted(row: JobRow): JobRow {
  return { ...row, attempts: Math.max(0, row.attempts - 1) };
}

/** For what was asked since it was claimed. */
function again(row: JobRow, now: number): Change {
  const reasons = reasonsOf(row).filter(([generation]) => generation > row.claimed_generation);
  return { row: { ...fresh(row), reasons: JSON.stringify(reasons), since: now }, dueAt: Math.max(now, row.run_at) };
}
