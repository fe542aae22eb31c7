/** One delivery of one event to one app: what was sent, and what came of it. */
import type { App } from '../state/apps.ts';

export interface Delivery {
  readonly id: number;
  /** The same for all attempts at delivering an event. */
  readonly guid: string;
  /** `pull_request`, and `opened`; the action is null for events without, such as `push`. */
  readonly event: string;
  readonly action: string | null;
  readonly app: App;
  readonly installationId: number | null;
  readonly repositoryId: number | null;
  readonly redelivery: boolean;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The exact text that is signed. */
  readonly body: string;
  sentAt: Date;
  /** Null while nobody has answered. */
  outcome: Outcome | null;
}

export interface Outcome {
  /** `OK`, or GitHub's words for what went wrong. */
  readonly status: string;
  /** 0 where there was no answer. */
  readonly statusCode: number;
  readonly durationMs: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}
