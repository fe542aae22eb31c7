/**
 * What becomes of a comment whose finding is not reported any more. That it is fixed is said only where the code has
 * changed and could be looked at; otherwise the comment stands, or is withdrawn with the reason. Pure.
 */
import type { FileChange } from '#domain/change.ts';
import type { NotChecked, NotCheckedReason } from '#domain/not-checked.ts';
import type { Verdict } from '#domain/verdict.ts';
import { markdownCode } from '../render/neutralise.ts';
import type { NoteBlock } from './marker.ts';
import type { OwnComment } from './own-comments.ts';

export interface GoneInput {
  readonly verdict: Verdict;
  readonly changes: readonly FileChange[];
  /** Rules that the policy has turned off: what they said before is not fixed by that. */
  readonly rulesOff?: ReadonlySet<string>;
}

/** Null where it is not known, and nothing is said. */
export function noteFor(own: OwnComment, input: GoneInput): NoteBlock | null {
  const { verdict, rulesOff } = input;
  const { marker, comment } = own;
  const { sha } = verdict.subject.head;
  const at = sha.slice(0, 7);
  if (verdict.outcome === 'incomplete' || mayStillBeThere(own, input)) return null;
  if (verdict.existing.some(({ fingerprint }) => fingerprint === marker.fingerprint)) {
    return withdrawn(`It was there before this change, as ${at} shows.`);
  }
  if (rulesOff?.has(marker.ruleId) === true)
    return withdrawn(`The policy has turned ${markdownCode(marker.ruleId)} off.`);
  if (comment.commitSha === sha) return withdrawn('The code is the same; the policy or the target branch has changed.');
  return { kind: 'fixed', markdown: `**Fixed in ${at}.**` };
}

function withdrawn(reason: string): NoteBlock {
  return { kind: 'withdrawn', markdown: `**No longer reported.** ${reason}` };
}

/** Reasons for which the file itself was looked at all the same. */
const LOOKED_AT: ReadonlySet<NotCheckedReason> = new Set(['no-analyser', 'context', 'unresolved']);

function mayStillBeThere({ marker, comment }: OwnComment, { verdict, changes }: GoneInput): boolean {
  const isHere = changes.some(({ head }) => head?.path === comment.path);
  return verdict.notChecked.some((item) => {
    if (LOOKED_AT.has(item.reason) || (item.ruleId !== null && item.ruleId !== marker.ruleId)) return false;
    if (item.path === null || item.path === comment.path) return true;
    return !isHere && canHaveMovedTo(item, changes);
  });
}

/** A file that is gone can be the one that now stands elsewhere and could not be looked at. */
function canHaveMovedTo({ path }: NotChecked, changes: readonly FileChange[]): boolean {
  return changes.some(({ head, status }) => head?.path === path && (status === 'added' || status === 'renamed'));
}
