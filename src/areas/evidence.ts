/** What speaks for an area, as the readers of paths, facts and texts give it to be put together. */
import type { AreaName, AreaReason } from '#domain/area.ts';

export interface Evidence {
  readonly area: AreaName;
  readonly reason: AreaReason;
  /**
   * Clear evidence stands alone. Vague evidence needs company: other vague evidence of another topic close by, or a
   * context (a word of the path, an import) that says the same area. A context alone says nothing of a line.
   */
  readonly strength: 'clear' | 'vague' | 'context';
  readonly topic: string;
  /** Of infrastructure: it is about who may do what. */
  readonly permissions?: true;
}
