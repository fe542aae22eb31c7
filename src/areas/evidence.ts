/** What speaks for an area, as the readers of paths, facts and texts give it to be put together. */
import type { AreaName, AreaReason } from '#domain/area.ts';

export interface Evidence {
  readonly area: AreaName;
  readonly reason: AreaReason;
  /** Vague evidence counts from two different kinds of it in one file. What two pieces share is their `topic`. */
  readonly strength: 'clear' | 'vague';
  readonly topic: string;
  /** Of infrastructure: it is about who may do what. */
  readonly permissions?: true;
}
