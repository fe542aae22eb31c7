/** One thing that was found, before it is weighed against the others. */
import type { ProvenanceSignal } from '#domain/provenance.ts';

export interface Evidence extends ProvenanceSignal {
  /** What sort of mark it is: two weak ones of different sorts keep each other company, two of one sort do not. */
  readonly sort: string;
}

/** The evidence without what only weighing needs. */
export function asSignal({ says, tool, model, strength, source, text, earlier }: Evidence): ProvenanceSignal {
  return { says, tool, model, strength, source, text, ...(earlier === undefined ? {} : { earlier }) };
}
