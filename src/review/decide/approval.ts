/** Who may countersign what, and who has: as given, nothing is checked here. */
import type { AreaName } from '#domain/area.ts';
import type { Approval } from './decision-input.ts';

export interface Owners {
  readonly approvals: readonly Approval[];
  readonly names: ReadonlyMap<AreaName, readonly string[]>;
}

/** Of the approvals that cover an area, the first by name; no area at all is covered by any. */
export function approvalOf(area: AreaName | null, { approvals }: Owners): Approval | null {
  const covering = approvals.filter(({ areas }) => area === null || areas === 'all' || areas.includes(area));
  return covering.reduce<Approval | null>((first, one) => (first === null || one.by < first.by ? one : first), null);
}

const MOST_NAMES = 3;

/** `@acme/identity`, `@ada or @bo`, `an owner of auth`; for no area, whoever may write. */
export function ownersOf(area: AreaName | null, { names }: Owners): string {
  if (area === null) return 'someone with write access';
  const known = names.get(area) ?? [];
  if (known.length === 0) return `an owner of ${area}`;
  const shown = known.slice(0, MOST_NAMES);
  if (known.length > MOST_NAMES) shown.push('others');
  return shown.length === 1 ? shown.join('') : `${shown.slice(0, -1).join(', ')} or ${shown.at(-1) ?? ''}`;
}
