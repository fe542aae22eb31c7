/**
 * What a pull request compares: its head with the point where it left the target branch, whose tip is asked of git
 * and not of the API. The head is the one that is asked for, whatever the pull request's reference says by now.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { Revision } from '#domain/snapshot.ts';
import { AI_NOTES_REF } from '../ai-notes.ts';
import type { RunGit } from '../git-process.ts';
import { objectHeaders } from '../object-batch.ts';
import type { ReviewRange } from '../resolve-range.ts';
import { emptyTree } from '../workbench.ts';
import type { Fetching } from './fetching.ts';
import { MirrorError } from './mirror-error.ts';

export interface MirrorRangeOptions {
  /** `sha` as the webhook or the API names it; `ref` is for people. */
  readonly head: Revision;
  /** Its reference holds the head where the server hands out no commit by its id, as for a fork that is gone. */
  readonly pullRequest: number | null;
  /** A branch. Without a `sha`, its tip as it is now. */
  readonly target: { readonly ref: string; readonly sha?: string };
}

export interface RangeSource {
  readonly git: RunGit;
  readonly fetching: Fetching;
  readonly lagPausesMs: readonly number[];
  /** Told of references that were asked for by the way. */
  readonly onRefs?: (refs: ReadonlyMap<string, string>) => void;
  readonly signal: AbortSignal | undefined;
}

/**
 * Where both sides have no commit in common, as after a rewritten base, everything in the head is new: the base is
 * the empty tree.
 * @throws MirrorError
 */
export async function fetchRange(source: RangeSource, asked: MirrorRangeOptions): Promise<ReviewRange> {
  const head = { ...asked.head, sha: requireSha(asked.head.sha) };
  const target = await fetchBoth(source, asked);
  const { output } = await source.git(['merge-base', target.sha, head.sha], { accept: [1] });
  const [base] = output.toString('latin1').split('\n');
  const sha = base === undefined || base === '' ? emptyTree('sha1') : base;
  return { base: { sha, ref: target.ref }, head, target };
}

/** The tip of a branch, or of the default branch for `HEAD`, with its history; null where there is none. */
export async function fetchTip({ fetching }: RangeSource, branch: string): Promise<Revision | null> {
  const name = refOf(branch);
  const sha = (await fetching.refs([name])).get(name);
  if (sha === undefined) return null;
  const missing = await fetching.commits([requireSha(sha)]);
  if (missing !== null)
    throw new MirrorError('not-there-yet', `The server names ${sha} as ${name}, but does not have it.`);
  return { sha, ref: branch };
}

/** Returns the target's tip. */
async function fetchBoth(source: RangeSource, asked: MirrorRangeOptions): Promise<Revision> {
  const pauses = [...source.lagPausesMs];
  for (;;) {
    const found = await tryBoth(source, asked);
    if (!(found instanceof MirrorError)) return found;
    const pause = pauses.shift();
    if (pause === undefined) throw found;
    await wait(pause, undefined, source.signal === undefined ? {} : { signal: source.signal });
  }
}

/** What may change by itself is returned. */
async function tryBoth(
  source: RangeSource,
  { head, pullRequest, target }: MirrorRangeOptions,
): Promise<Revision | MirrorError> {
  const targetRef = refOf(target.ref);
  const pullRef = pullRequest === null ? null : `refs/pull/${pullRequest}/head`;
  const names = [targetRef, ...(pullRef === null ? [] : [pullRef]), AI_NOTES_REF];
  const refs = await source.fetching.refs(names);
  source.onRefs?.(refs);
  const tip = target.sha ?? refs.get(targetRef);
  const proposed = pullRef === null ? undefined : refs.get(pullRef);
  if (tip === undefined) {
    const message = `The server has no branch ${target.ref}.`;
    // One that knows nothing of the pull request either may be behind, or not be a git server at all.
    const behind = pullRef !== null && proposed === undefined;
    return new MirrorError(behind ? 'not-there-yet' : 'gone', message);
  }
  const missing = await fetchOrFindWithin(source, { tip: requireSha(tip), head: head.sha, proposed });
  if (missing === null) return { sha: tip, ref: target.ref };
  if (missing !== head.sha || proposed === undefined || proposed === head.sha) {
    return new MirrorError('not-there-yet', `The server does not have ${missing}.`);
  }
  const message = `The server does not have ${missing}; ${pullRef} is at ${proposed}, which does not hold it.`;
  return new MirrorError('gone', message);
}

interface Wanted {
  readonly tip: string;
  readonly head: string;
  /** Where the pull request's reference points to. */
  readonly proposed: string | undefined;
}

/** Returns what is missing. A server that hands out only what is referred to has older heads within newer ones. */
async function fetchOrFindWithin({ git, fetching }: RangeSource, wanted: Wanted): Promise<string | null> {
  const missing = await fetching.commits([wanted.tip, wanted.head]);
  if (missing !== wanted.head || wanted.proposed === undefined || wanted.proposed === wanted.head) return missing;
  const stillMissing = await fetching.commits([wanted.tip, requireSha(wanted.proposed)]);
  if (stillMissing !== null) return stillMissing === wanted.proposed ? missing : stillMissing;
  return (await objectHeaders(git, [wanted.head])).length === 0 ? missing : null;
}

const SHA = /^[0-9a-f]{40}$/;

/** Whatever else it was, git would read it as something to do. */
function requireSha(sha: string): string {
  if (!SHA.test(sha)) throw new MirrorError('gone', 'What should be the id of a commit is none.');
  return sha;
}

function refOf(branch: string): string {
  return branch === 'HEAD' ? branch : `refs/heads/${branch}`;
}
