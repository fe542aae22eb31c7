/**
 * What could not be checked, where that matters: in an area that can ask for an owner, the owner may accept it.
 * Elsewhere it is a note. What no analyser reads (pictures, lock files, other languages) was never going to be
 * checked: it waits for an owner where the area waits for one anyway, and not by itself.
 */
import { byArea, byText, sortedSet } from './order.ts';
import type { AreaName, AreaTouch } from '#domain/area.ts';
import { HARMLESS_REASONS, type NotChecked, type NotCheckedReason } from '#domain/not-checked.ts';
import type { Requirement } from '#domain/verdict.ts';
import type { Policy } from '#policy/policy.ts';
import { approvalOf, ownersOf, type Owners } from './approval.ts';
import { canAsk } from './countersign-requirements.ts';
import { areasByPath } from './touched-areas.ts';

/** Reasons that leave a rule's question open, and so its area's, whatever the file. */
const LEAVES_RULE_OPEN: ReadonlySet<NotCheckedReason> = new Set(['rule-crashed', 'source-unavailable', 'budget']);

/** One for each area, in the order of the areas; what belongs to no area and no file comes last. */
export function unknownRequirements(
  notChecked: readonly NotChecked[],
  touches: readonly AreaTouch[],
  policy: Policy,
  owners: Owners,
): Requirement[] {
  const byPath = areasByPath(touches);
  const byAreaName = new Map<AreaName | null, NotChecked[]>();
  for (const item of notChecked) {
    for (const area of areasLeftOpen(item, byPath, policy)) {
      const items = byAreaName.get(area);
      if (items === undefined) byAreaName.set(area, [item]);
      else items.push(item);
    }
  }
  const areas = sortedSet(
    [...byAreaName.keys()].filter((area) => area !== null),
    byArea,
  );
  return [...areas, null].flatMap((area) => {
    const items = byAreaName.get(area);
    return items === undefined ? [] : [requirement(area, items, owners)];
  });
}

function areasLeftOpen(
  item: NotChecked,
  byPath: ReadonlyMap<string, readonly AreaName[]>,
  policy: Policy,
): (AreaName | null)[] {
  if (HARMLESS_REASONS.has(item.reason)) return [];
  const leavesRuleOpen = LEAVES_RULE_OPEN.has(item.reason);
  const ofRule = item.ruleId === null || !leavesRuleOpen ? [] : [item.ruleId.split('/')[0] ?? ''];
  const ofPath = item.path === null ? [] : (byPath.get(item.path) ?? []);
  const areas = [...new Set([...ofRule, ...ofPath])];
  if (areas.length > 0) return areas.filter((area) => canAsk(area, policy));
  // A source of facts that did not answer at all leaves everything open.
  return item.path === null && leavesRuleOpen ? [null] : [];
}

function requirement(area: AreaName | null, items: readonly NotChecked[], owners: Owners): Requirement {
  const approval = approvalOf(area, owners);
  const first = items[0];
  const more = items.length - 1;
  const where = area === null ? '' : ` in ${area}`;
  const what = first === undefined ? '' : `${first.path === null ? '' : `${first.path}: `}${first.detail}`;
  return {
    id: `unknown:${area ?? 'change'}`,
    kind: 'unknown',
    area,
    state: approval === null ? 'unmet' : 'met',
    outcome: 'needs-countersign',
    reason: `Not everything${where} could be checked. ${what}${more > 0 ? ` And ${String(more)} more.` : ''}`,
    satisfiedBy:
      approval === null
        ? `An approval by ${ownersOf(area, owners)}, who looks at it or accepts that it is unknown.`
        : `Accepted by ${approval.by}.`,
    findings: [],
    paths: sortedSet(
      items.map((item) => item.path).filter((path) => path !== null),
      byText,
    ),
  };
}
