/**
 * Areas that wait for an owner. The area sets the floor, evidence of AI only adds: nothing that an author can leave
 * out or write down makes any of these go away.
 */
import type { AreaName, AreaTouch } from '#domain/area.ts';
import type { Provenance } from '#domain/provenance.ts';
import type { Requirement } from '#domain/verdict.ts';
import { areaPolicy, type Policy } from '#policy/policy.ts';
import { approvalOf, ownersOf, type Owners } from './approval.ts';

/** One for each touched area whose policy asks, in the order of the areas. */
export function countersignRequirements(
  touches: readonly AreaTouch[],
  policy: Policy,
  provenance: Provenance,
  owners: Owners,
): Requirement[] {
  return touches.flatMap((touch) => {
    const because = whyAsked(touch, policy, provenance);
    if (because === null) return [];
    const approval = approvalOf(touch.area, owners);
    return [
      {
        id: `countersign:${touch.area}`,
        kind: 'countersign',
        area: touch.area,
        state: approval === null ? 'unmet' : 'met',
        outcome: 'needs-countersign',
        reason: `The change touches ${touch.area}${because}: ${whatTouches(touch)}.`,
        satisfiedBy:
          approval === null ? `An approval by ${ownersOf(touch.area, owners)}.` : `Approved by ${approval.by}.`,
        findings: [],
        paths: touch.paths,
      },
    ];
  });
}

/** What is said after "touches <area>", or null where nobody is asked. */
function whyAsked(touch: AreaTouch, policy: Policy, provenance: Provenance): string | null {
  const { countersign } = areaPolicy(policy, touch.area);
  if (countersign === 'never') return null;
  if (countersign === 'always') return '';
  if (touch.permissions === true) return ', with permissions among it';
  switch (provenance.verdict) {
    case 'assisted':
      return `, and AI assisted${named(provenance.tools)}`;
    case 'contradicted':
      return `, and AI assisted${named(provenance.tools)} although it is denied`;
    case 'undeclared':
      return policy.provenance.undeclared === 'human' ? null : ', and nobody has said whether AI assisted';
    case 'denied':
    case 'no-evidence':
      return null;
  }
}

function named(tools: readonly string[]): string {
  return tools.length === 0 ? '' : ` (${tools.join(', ')})`;
}

const SHOWN_FILES = 3;

/** The first files, each with its first reason. */
function whatTouches({ paths, reasons }: AreaTouch): string {
  const shown = paths.slice(0, SHOWN_FILES).map((path) => {
    const reason = reasons.find((one) => one.path === path);
    return reason === undefined ? path : `${path} (${reason.detail})`;
  });
  const rest = paths.length - shown.length;
  if (rest > 0) shown.push(`${String(rest)} more file${rest === 1 ? '' : 's'}`);
  return shown.join(', ');
}

/** Whether an area can ask for an owner at all, and so whether what is unknown in it matters. */
export function canAsk(area: AreaName, policy: Policy): boolean {
  return areaPolicy(policy, area).countersign !== 'never';
}
