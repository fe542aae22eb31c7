/**
 * Evidence that was seen in this pull request before. What is not there any more (a box that was unticked, a commit
 * that was rewritten) counts as it did, and is said to be of before; what speaks against it stands beside it.
 */
import type { ProvenanceSignal } from '#domain/provenance.ts';
import type { Evidence } from './evidence.ts';

/** Those of before that nothing of now repeats. A rewritten commit has another id and the same words. */
export function earlierEvidence(earlier: readonly ProvenanceSignal[], now: readonly Evidence[]): Evidence[] {
  const present = new Set(now.map(keyOf));
  return earlier
    .filter((signal) => signal.says === 'assisted' && !present.has(keyOf(signal)))
    .map((signal) => ({ ...signal, earlier: true, sort: `earlier ${signal.source.kind}` }));
}

function keyOf({ says, tool, model, source, text }: ProvenanceSignal): string {
  return JSON.stringify([says, tool, model, source.kind, text]);
}
