/**
 * Which head of a pull request is the latest, where GitHub's times do not say: they have seconds, and deliveries arrive
 * in any order, some twice. Within one second an event that moved the head says what the head was before.
 */

export interface HeadSighting {
  readonly headSha: string;
  /** Null where the event did not move the head: opened, labelled. */
  readonly previousHeadSha: string | null;
}

/**
 * The head from which none of these moved away. While some have not arrived that can be several: then one that was moved
 * to, and of those the last to arrive. When all have arrived it is right, whatever the order.
 *
 * @param sightings of one second, in order of arrival; not empty
 */
export function latestHead(sightings: readonly [HeadSighting, ...HeadSighting[]]): string {
  const left = new Set(sightings.map(({ previousHeadSha }) => previousHeadSha));
  const ends = sightings.filter(({ headSha }) => !left.has(headSha));
  const movedTo = ends.filter(({ previousHeadSha }) => previousHeadSha !== null);
  // There and back within a second: nobody can tell.
  const last = movedTo.at(-1) ?? ends.at(-1) ?? sightings.at(-1) ?? sightings[0];
  return last.headSha;
}
