/**
 * One kind of webhook event: which of its actions matter, what of its payload is needed, and what follows from it. A
 * payload may have anything besides; it decides nothing, and nothing of it is kept.
 */
import type { z } from 'zod';
import type { Observation } from '#review/store/deliveries.ts';
import type { JobRequest } from '#review/store/job-queue.ts';
import type { RepositoryRef } from '#review/store/job-subject.ts';

/** What an event tells us, before it is stored. */
export interface Told {
  readonly installationId: number;
  readonly repository: RepositoryRef | null;
  readonly pullRequest: number | null;
  readonly observed: readonly Observation[];
  readonly jobs: readonly JobRequest[];
}

export interface EventContext {
  readonly action: string | null;
  /** `pull_request.opened`; without an action, the event alone. For the jobs that follow. */
  readonly reason: string;
  /** Our own, to tell our checks from those of others. */
  readonly appId: number;
  /** Whether an open pull request wants to be merged into this branch. May reject with a `StoreError`. */
  readonly isTarget: (repositoryId: number, branch: string) => Promise<boolean>;
}

export type Reading =
  | { readonly kind: 'told'; readonly told: Told }
  /** Nobody needs it. */
  | { readonly kind: 'unneeded' }
  /** Not what GitHub documents. `places`: where, without what was there. */
  | { readonly kind: 'malformed'; readonly places: readonly string[] };

export interface WebhookEvent {
  readonly name: string;
  read(payload: unknown, context: EventContext): Promise<Reading>;
}

interface Definition<Schema extends z.ZodType> {
  readonly name: string;
  /** Those that matter; null for an event that has none. */
  readonly actions: readonly string[] | null;
  readonly schema: Schema;
  /** Null where nobody needs it after all. */
  readonly tell: (payload: z.infer<Schema>, context: EventContext) => Told | null | Promise<Told | null>;
}

const MOST_PLACES = 5;

export function webhookEvent<Schema extends z.ZodType>(definition: Definition<Schema>): WebhookEvent {
  const { name, actions, schema, tell } = definition;
  return {
    name,
    async read(payload, context) {
      if (actions !== null && (context.action === null || !actions.includes(context.action)))
        return { kind: 'unneeded' };
      const parsed = schema.safeParse(payload);
      if (!parsed.success) {
        const places = parsed.error.issues.map(({ path, code }) => `${path.map(String).join('.')}: ${code}`);
        return { kind: 'malformed', places: [...new Set(places)].slice(0, MOST_PLACES) };
      }
      const told = await tell(parsed.data, context);
      return told === null ? { kind: 'unneeded' } : { kind: 'told', told };
    },
  };
}
