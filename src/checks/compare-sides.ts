/**
 * Which findings of head were there in base. Three ways to be the same one, the surest first: the same essence
 * (survives moves and reformatting), the same unchanged line (survives a renamed function), the same text in a function
 * of the same hash (survives a move together with a rename). What pairs with nothing is new in head, or fixed. Pure.
 */
import { essenceKey, fingerprint } from './fingerprint.ts';
import type { LineMap } from './line-map.ts';
import { compareRaw, type RawFinding } from './raw-finding.ts';

export interface Compared {
  readonly raw: RawFinding;
  readonly fingerprint: string;
  readonly state: 'new' | 'existing' | 'fixed';
}

/** Findings of one rule on both sides. Fingerprints are unique among all that is returned for head, and among all for base. */
export function compareSides(base: readonly RawFinding[], head: readonly RawFinding[], lines: LineMap): Compared[] {
  const before = [...base].sort(compareRaw);
  const after = [...head].sort(compareRaw);
  const baseOrdinals = countOff(before, new Map());
  const partners = new Map<RawFinding, RawFinding>();
  pairBy(before, after, partners, (raw) => atLine(raw, essenceKey(raw.essence), lines), headLineKey(essenceKey));
  pairBy(
    before,
    after,
    partners,
    (raw) => essenceKey(raw.essence),
    (raw) => essenceKey(raw.essence),
  );
  const sameEssence = new Set(partners.keys());
  pairBy(
    before,
    after,
    partners,
    (raw) => atLine(raw, '', lines),
    headLineKey(() => ''),
  );
  pairBy(before, after, partners, functionKey, functionKey);

  const taken = new Map<string, number>();
  for (const raw of before) taken.set(essenceKey(raw.essence), (baseOrdinals.get(raw) ?? 0) + 1);
  const unpaired = after.filter((raw) => !sameEssence.has(raw));
  const headOrdinals = countOff(unpaired, taken);
  const met = new Set(partners.values());
  const ofHead = after.map((raw): Compared => {
    const partner = partners.get(raw);
    const ordinal = headOrdinals.get(raw) ?? (partner === undefined ? 0 : (baseOrdinals.get(partner) ?? 0));
    return { raw, fingerprint: fingerprint(raw.essence, ordinal), state: partner === undefined ? 'new' : 'existing' };
  });
  const gone = before
    .filter((raw) => !met.has(raw))
    .map((raw): Compared => {
      return { raw, fingerprint: fingerprint(raw.essence, baseOrdinals.get(raw) ?? 0), state: 'fixed' };
    });
  return [...ofHead, ...gone];
}

/** Findings about the difference itself, which has no other side: all are new. */
export function asNew(found: readonly RawFinding[]): Compared[] {
  const sorted = [...found].sort(compareRaw);
  const ordinals = countOff(sorted, new Map());
  return sorted.map((raw) => ({ raw, fingerprint: fingerprint(raw.essence, ordinals.get(raw) ?? 0), state: 'new' }));
}

/** Numbers findings of equal essence in their order, from where `taken` stands. */
function countOff(sorted: readonly RawFinding[], taken: Map<string, number>): Map<RawFinding, number> {
  const ordinals = new Map<RawFinding, number>();
  for (const raw of sorted) {
    const key = essenceKey(raw.essence);
    const ordinal = taken.get(key) ?? 0;
    ordinals.set(raw, ordinal);
    taken.set(key, ordinal + 1);
  }
  return ordinals;
}

/** Pairs what has no partner yet and agrees by key, in order; a null key pairs with nothing. Fills `partners`, head to base. */
function pairBy(
  before: readonly RawFinding[],
  after: readonly RawFinding[],
  partners: Map<RawFinding, RawFinding>,
  baseKey: (raw: RawFinding) => string | null,
  headKey: (raw: RawFinding) => string | null,
): void {
  const met = new Set(partners.values());
  const waiting = new Map<string, RawFinding[]>();
  for (const raw of before) {
    const key = met.has(raw) ? null : baseKey(raw);
    if (key === null) continue;
    const queue = waiting.get(key);
    if (queue === undefined) waiting.set(key, [raw]);
    else queue.push(raw);
  }
  for (const queue of waiting.values()) queue.reverse();
  for (const raw of after) {
    const key = partners.has(raw) ? null : headKey(raw);
    const partner = key === null ? undefined : waiting.get(key)?.pop();
    if (partner !== undefined) partners.set(raw, partner);
  }
}

function atLine(raw: RawFinding, also: string, lines: LineMap): string | null {
  const { path, span } = raw.report.place;
  const headPath = lines.headPath(path);
  const line = headPath === null ? null : lines.headLine(path, span.startLine);
  return line === null ? null : JSON.stringify([headPath, line, also]);
}

function headLineKey(also: (essence: RawFinding['essence']) => string): (raw: RawFinding) => string {
  return (raw) => JSON.stringify([raw.report.place.path, raw.report.place.span.startLine, also(raw.essence)]);
}

function functionKey(raw: RawFinding): string | null {
  return raw.functionHash === null ? null : JSON.stringify([raw.functionHash, raw.essence.text]);
}
