/**
 * How a comment of ours is known again, and what has become of it, in HTML comments at its end. A marker names the
 * finding and is signed over the repository, the pull request and the finding with a key of its own: text that somebody
 * copies elsewhere marks nothing there. Pure.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { cut } from '../render/neutralise.ts';

export interface MarkerScope {
  readonly key: string;
  /** GitHub's number of the repository, which outlives its name. */
  readonly repositoryId: number;
  readonly pullRequest: number;
}

export interface FindingMarker {
  readonly fingerprint: string;
  readonly ruleId: string;
}

/** `fixed`: the code no longer has it. `withdrawn`: it is not reported any more, for another reason. */
export type NoteKind = 'fixed' | 'withdrawn';

/** What a comment of ours says about itself, read from its end. */
export interface ReadMarker extends FindingMarker {
  /** Null while it stands. */
  readonly note: NoteKind | null;
  /** The body without marker and note's marker. */
  readonly text: string;
}

/** @throws TypeError for an empty key, with which anybody could sign. */
export function markerOf(scope: MarkerScope, { fingerprint, ruleId }: FindingMarker): string {
  const rule = /^[a-z0-9/-]{1,100}$/.test(ruleId) && !ruleId.includes('--') ? ruleId : '-';
  return `<!-- countersign:finding ${fingerprint} ${rule} ${signature(scope, fingerprint)} -->`;
}

const MARKER =
  /(?:<!-- countersign:(fixed|withdrawn) -->\s{1,4})?<!-- countersign:finding ([0-9a-f]{1,64}) ([a-z0-9/-]{1,100}) ([0-9a-f]{64}) -->/g;

/**
 * Null for a body that does not carry our signature for this pull request. Of several markers the last one counts:
 * what stands before it can be code of the change.
 */
export function readMarker(scope: MarkerScope, body: string): ReadMarker | null {
  const match = [...body.matchAll(MARKER)].at(-1);
  if (match === undefined) return null;
  const [whole, note, fingerprint = '', ruleId = '', signed] = match;
  if (!isSame(signed ?? '', signature(scope, fingerprint))) return null;
  const text = (body.slice(0, match.index) + body.slice(match.index + whole.length)).trim();
  return { fingerprint, ruleId, note: note === 'fixed' || note === 'withdrawn' ? note : null, text };
}

/** Takes the same time wherever they differ. */
function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** A body that `readMarker` reads back. `limit` is in UTF-16 units; what is cut is the text. */
export function withMarker(text: string, marker: string, limit: number, note: NoteBlock | null = null): string {
  const state = note === null ? '' : `<!-- countersign:${note.kind} -->\n`;
  const said = note === null ? '' : `\n\n${note.markdown}`;
  const end = `${said}\n\n${state}${marker}`;
  return `${cut(text, limit - end.length)}${end}`;
}

export interface NoteBlock {
  readonly kind: NoteKind;
  readonly markdown: string;
}

function signature({ key, repositoryId, pullRequest }: MarkerScope, fingerprint: string): string {
  if (key === '') throw new TypeError('the key for markers is empty');
  return createHmac('sha256', key)
    .update(JSON.stringify(['finding', repositoryId, pullRequest, fingerprint]))
    .digest('hex');
}
