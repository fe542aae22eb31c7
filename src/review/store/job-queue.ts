/**
 * Work that must not be lost. One job per pull request: what arrives while it waits or runs is merged into it, the
 * latest head wins, and it runs at most once at a time.
 *
 * The promise is *at least once*: a job whose worker dies is given to another one when its lease ends, and a worker
 * that was paused past its lease no longer holds the job, which its fence and `standing` say. So ask for the standing
 * before each step that others can see.
 */
import type { JobSubject } from './job-subject.ts';

/** Strictly in this order; fairly between installations, and between the repositories of one, within each. */
export const URGENCIES = ['person', 'event', 'background'] as const;
export type Urgency = (typeof URGENCIES)[number];

export interface JobRequest {
  readonly installationId: number;
  readonly subject: JobSubject;
  /** `person`: somebody waits in front of the screen. `background`: a sweep; it does not wake a job that gave up. */
  readonly urgency: Urgency;
  /** For logs and for the worker: `pull_request.synchronize`, `check_run.rerequested`, `reconcile`. */
  readonly reason: string;
  /** Not before so many milliseconds from now. */
  readonly delayMs?: number;
}

/** Names one run of a job: a later run of the same job has a higher token. */
export interface Fence {
  readonly key: string;
  readonly token: number;
}

/**
 * `superseded`: a newer head waits, and what this run finds out is of no use to anybody: stop early.
 * `lost`: the job is no longer this run's; publish nothing more.
 */
export type Standing = 'current' | 'superseded' | 'lost';

/** Why the signal of a job was given. */
export type AbortReason = 'superseded' | 'lost' | 'stopping';

export interface RunningJob {
  readonly fence: Fence;
  readonly installationId: number;
  readonly subject: JobSubject;
  /** The latest known head of the pull request, by the webhooks: GitHub's API may lag behind. Null if none is known. */
  readonly headSha: string | null;
  readonly urgency: Urgency;
  /** What asked for it since it last succeeded, oldest first; of many, the newest. */
  readonly reasons: readonly string[];
  /** 1 for the first try; deferred and returned runs do not count. */
  readonly attempt: number;
  /** The attempt after which it gives up. */
  readonly maxAttempts: number;
  /** How often it was put off with `later` since it last succeeded. */
  readonly deferrals: number;
  /** The reason of the last try that failed; `worker-lost` where its worker never came back. */
  readonly lastFailure: string | null;
  /** How long it was ready to run before it ran. */
  readonly waitedMs: number;
  /** Aborted with an `AbortReason`. */
  readonly signal: AbortSignal;
  standing(): Promise<Standing>;
  /** Says that this run is about another head than the one it was given, because GitHub knew a newer one. */
  reviewing(headSha: string): Promise<Standing>;
}

/** Reasons are our own words: never a message from outside, which might quote a secret. */
export type JobResult =
  /** What was asked has been done. What was asked meanwhile runs next. */
  | { readonly kind: 'done' }
  /** Not now, and it is nobody's fault: a rate limit, an API that lags behind. */
  | { readonly kind: 'later'; readonly delayMs: number; readonly reason: string }
  /** Tried again after a while, until the attempts are used up. */
  | { readonly kind: 'failed'; readonly reason: string }
  /** The signal came first. */
  | { readonly kind: 'interrupted' };

/** What it throws counts as `failed`; of the error, only its name and code are kept. */
export type JobHandler = (job: RunningJob) => Promise<JobResult>;

export interface ConsumeOptions {
  /** How many jobs run at a time. */
  readonly concurrency: number;
  /** Told what went wrong beside the jobs' own results: a handler that threw, a database that did not answer. */
  readonly onProblem: (problem: unknown, job: RunningJob | null) => void;
}

export interface JobConsumer {
  /** How many jobs run now. */
  readonly running: number;
  /** Takes no more jobs; waits for those that run, then aborts them; returns what is left to the queue. */
  stop(options: { readonly graceMs: number }): Promise<void>;
}

export type JobState = 'ready' | 'delayed' | 'running' | 'dead';

/** A job as operators see it. Times are ISO 8601, UTC. */
export interface QueuedJob {
  readonly key: string;
  readonly installationId: number;
  readonly subject: JobSubject | null;
  readonly state: JobState;
  readonly urgency: Urgency;
  readonly headSha: string | null;
  readonly attempts: number;
  readonly lastFailure: string | null;
  /** Since when it waits; for a dead one, since when it is dead. */
  readonly since: string;
  /** When a delayed one is due. */
  readonly dueAt: string | null;
  /** Who runs it. */
  readonly worker: string | null;
}

export interface QueueOverview {
  readonly ready: number;
  readonly delayed: number;
  readonly running: number;
  readonly dead: number;
  /** How long the oldest of the ready ones has waited. */
  readonly oldestReadyMs: number;
}

export interface JobQueue {
  /** Each request is stored or merged whole; of many, some may be stored when it rejects. */
  enqueue(requests: readonly JobRequest[]): Promise<void>;
  consume(handle: JobHandler, options: ConsumeOptions): JobConsumer;
  /** GitHub asked us to wait: no job of this installation starts until then. Never shortens an earlier hold. */
  hold(installationId: number, delayMs: number): Promise<void>;
  overview(): Promise<QueueOverview>;
  list(state: JobState, limit: number): Promise<readonly QueuedJob[]>;
  /** Gives a dead job all its attempts again. False if there is no such dead job. */
  revive(key: string): Promise<boolean>;
}
