/** Which of two sights of a pull request is the newer one. Deliveries arrive in any order, some twice, and GitHub's times have seconds. */

export interface Sighting {
  readonly headSha: string;
  readonly previousHeadSha: string | null;
  /** ISO 8601. */
  readonly updatedAt: string;
  readonly arrivedBy: 'event' | 'sweep';
}

/**
 * By time; within one second by what the events say of the head before them; where that says nothing, an event that
 * arrives later is newer, and an answer of the API, which may lag behind, is not.
 */
export function isNewer(observed: Sighting, known: Sighting): boolean {
  const difference = Date.parse(observed.updatedAt) - Date.parse(known.updatedAt);
  if (difference !== 0) return difference > 0;
  if (observed.headSha === known.headSha) return true;
  if (observed.previousHeadSha === known.headSha) return true;
  if (known.previousHeadSha === observed.headSha) return false;
  return observed.arrivedBy === 'event';
}
