/** How long a mirror waits for its server, and how much it takes from it. */
export interface MirrorLimits {
  /** Between tries when the server does not have a commit yet: its parts do not all know of a push at once. */
  readonly lagPausesMs: readonly number[];
  /** Between tries when the server fails or cannot be reached. */
  readonly failurePausesMs: readonly number[];
  /** For a list of branches. */
  readonly listingMs: number;
  /** For one fetch. The first of a repository brings its whole history, without contents. */
  readonly fetchMs: number;
  /** For other reviews of the same repository to finish fetching. */
  readonly turnMs: number;
  /** Of commits and trees, packed. */
  readonly historyBytes: number;
  /** Of one batch of contents, packed: as much as a review reads of a change, unpacked. */
  readonly contentBytes: number;
  /** Packs of less than this are put together when there are too many. */
  readonly smallPackBytes: number;
  readonly smallPacks: number;
}

const MIB = 1024 * 1024;

export const MIRROR_LIMITS: MirrorLimits = {
  lagPausesMs: [500, 1_000, 2_000, 4_000],
  failurePausesMs: [500, 2_000],
  listingMs: 60_000,
  fetchMs: 15 * 60_000,
  turnMs: 20 * 60_000,
  historyBytes: 4 * 1024 * MIB,
  contentBytes: 256 * MIB,
  smallPackBytes: 32 * MIB,
  smallPacks: 30,
};
