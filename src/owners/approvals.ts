/**
 * Which approvals count, and for which areas; and who is still waited for. Pure: who may write and who belongs to a team
 * comes in as facts, and what is not known never counts.
 *
 * An area is covered when each of its files is: by an owner of it, or, where nobody who could approve owns it, by anyone
 * who may write. Several people can cover an area together.
 */
import { type AreaName, AREAS, type AreaTouch } from '#domain/area.ts';
import type { FileChange } from '#domain/change.ts';
import { type CountedReviewer, countedReviewers, type UncountedReview } from './counted-reviewers.ts';
import { createFileOwners, type FileOwners } from './file-owners.ts';
import type { OwnershipFacts } from './ownership-facts.ts';

export interface AreaApproval {
  /** As mentioned: `@ada`, or `@ada and @bo` for what they cover together. */
  readonly by: string;
  readonly areas: readonly AreaName[];
}

export interface Ownership {
  readonly approvals: readonly AreaApproval[];
  /** Who is waited for, by area that is not covered, most files first. */
  readonly owners: ReadonlyMap<AreaName, readonly string[]>;
  /** Approvals that do not count, each with why, so that nobody has to guess. */
  readonly uncounted: readonly UncountedReview[];
  /** Nobody but the author can write here: only the author is left to attest. Never so where it is not known. */
  readonly nobodyElse: boolean;
}

/** `touches` with the areas of findings among them; `changes` are all of the change, for both paths of what was moved. */
export function countApprovals(
  facts: OwnershipFacts,
  touches: readonly AreaTouch[],
  changes: readonly FileChange[],
): Ownership {
  const { counted, uncounted } = countedReviewers(facts);
  const owners = createFileOwners(facts);
  const names = new Map<AreaName, readonly string[]>();
  const covered = new Map<AreaName, readonly CountedReviewer[]>();
  const covers = new Map<readonly string[], Cover>();
  for (const [area, paths] of pathsByArea(touches, changes)) {
    const { by, missing } = covers.get(paths) ?? cover(paths, counted, owners);
    covers.set(paths, { by, missing });
    if (missing.length === 0 && by.length > 0) covered.set(area, by);
    else names.set(area, waitedFor(missing, owners));
  }
  return {
    approvals: approvalsOf(counted, covered),
    owners: names,
    uncounted,
    nobodyElse: facts.othersCanWrite === false,
  };
}

/**
 * The files of each area. An area that no file touches can be left open by a rule that failed, wherever its reason lies:
 * it is about the whole change.
 */
function pathsByArea(touches: readonly AreaTouch[], changes: readonly FileChange[]): Map<AreaName, readonly string[]> {
  const twins = new Map<string, string>();
  for (const { base, head } of changes) {
    if (base === null || head === null || base.path === head.path) continue;
    twins.set(base.path, head.path);
    twins.set(head.path, base.path);
  }
  const everything = changes.flatMap(({ base, head }) => [base?.path, head?.path]).filter((path) => path !== undefined);
  const all = unique(everything);
  const byArea = new Map<AreaName, readonly string[]>(AREAS.map((area) => [area, all]));
  for (const { area, paths } of touches) {
    const both = paths.flatMap((path) => [path, twins.get(path) ?? path]);
    if (both.length > 0) byArea.set(area, unique(both));
  }
  return byArea;
}

interface Cover {
  readonly by: readonly CountedReviewer[];
  /** Files that nobody covers. */
  readonly missing: readonly string[];
}

/** As few people as a greedy choice finds. No files are covered by anyone. */
function cover(paths: readonly string[], reviewers: readonly CountedReviewer[], owners: FileOwners): Cover {
  if (paths.length === 0) return { by: reviewers.slice(0, 1), missing: [] };
  const by: CountedReviewer[] = [];
  let missing = paths;
  for (;;) {
    let best: { readonly reviewer: CountedReviewer; readonly left: readonly string[] } | null = null;
    for (const reviewer of reviewers) {
      const left = missing.filter((path) => !owners.mayApprove(reviewer.login, path));
      if (left.length < (best?.left.length ?? missing.length)) best = { reviewer, left };
    }
    if (best === null) return { by, missing };
    by.push(best.reviewer);
    missing = best.left;
  }
}

/** One for each reviewer, with what they cover alone, and one for each group. Without areas an approval still is one. */
function approvalsOf(
  counted: readonly CountedReviewer[],
  covered: ReadonlyMap<AreaName, readonly CountedReviewer[]>,
): AreaApproval[] {
  const areasOf = new Map<string, AreaName[]>(counted.map(({ mention }) => [mention, []]));
  for (const [area, reviewers] of covered) {
    const by = listed(reviewers.map(({ mention }) => mention).sort());
    const areas = areasOf.get(by);
    if (areas === undefined) areasOf.set(by, [area]);
    else areas.push(area);
  }
  return [...areasOf].map(([by, areas]) => ({ by, areas }));
}

const ANYONE = 'someone with write access';

function waitedFor(missing: readonly string[], owners: FileOwners): readonly string[] {
  const files = new Map<string, number>();
  for (const path of missing) {
    for (const mention of owners.mentions(path)) files.set(mention, (files.get(mention) ?? 0) + 1);
  }
  if (files.size === 0) return [ANYONE];
  return [...files].sort(([one, more], [other, fewer]) => fewer - more || (one < other ? -1 : 1)).map(([name]) => name);
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}

function unique(paths: readonly string[]): readonly string[] {
  return [...new Set(paths)];
}
