/** A verdict in one sentence that says who must do what. */
import type { AreaName } from '#domain/area.ts';
import type { Finding } from '#domain/finding.ts';
import type { Outcome, Requirement } from '#domain/verdict.ts';
import { ownersOf, type Owners } from './approval.ts';

/** GitHub takes titles of any length and shows the beginning. */
const LONGEST_TITLE = 200;
const SHOWN_AREAS = 3;

/** "2 findings to fix, and waiting for an owner of auth". */
export function titleOf(
  outcome: Outcome,
  requirements: readonly Requirement[],
  findings: readonly Finding[],
  owners: Owners,
): string {
  const unmet = requirements.filter((requirement) => requirement.state === 'unmet');
  if (outcome === 'pass') return passed(requirements, findings);
  const failed = unmet.find((requirement) => requirement.kind === 'review-failed');
  if (failed !== undefined) return shortened(`Review incomplete: ${failed.reason}`);
  return shortened(capitalised([...toDo(unmet), ...waiting(unmet, owners)].join(', and ')));
}

function passed(requirements: readonly Requirement[], findings: readonly Finding[]): string {
  const signed = requirements.flatMap(({ kind, area }) => (kind === 'countersign' && area !== null ? [area] : []));
  const start = signed.length > 0 ? `Countersigned for ${listed(signed)}` : 'Nothing to fix and nobody to wait for';
  if (findings.length === 0) return shortened(start);
  return shortened(`${start}; ${counted(findings.length, 'finding')} to look at`);
}

function toDo(unmet: readonly Requirement[]): string[] {
  const fixes = unmet.filter((requirement) => requirement.kind === 'fix').length;
  const policy = unmet.some((requirement) => requirement.kind === 'policy');
  const tool = unmet.some(({ kind, outcome }) => kind === 'tool' && outcome === 'blocked');
  return [
    ...(tool ? ['AI that the policy does not allow'] : []),
    ...(fixes > 0 ? [`${counted(fixes, 'finding')} to fix`] : []),
    ...(policy ? ['the policy to repair'] : []),
  ];
}

function waiting(unmet: readonly Requirement[], owners: Owners): string[] {
  const asking = unmet.filter(
    ({ kind, outcome }) =>
      kind === 'countersign' || kind === 'unknown' || (kind === 'tool' && outcome === 'needs-countersign'),
  );
  const areas = [...new Set(asking.map((requirement) => requirement.area))];
  const people = waitedFor(areas, owners);
  const declaration = unmet.some((requirement) => requirement.kind === 'declaration');
  const all = [
    ...(people.length > 0 ? [inWords(people)] : []),
    ...(declaration ? ['the author to say whether AI helped'] : []),
  ];
  return all.length === 0 ? [] : [`waiting for ${all.join(', and for ')}`];
}

/** Areas whose owners nobody knows are named together. */
function waitedFor(areas: readonly (AreaName | null)[], owners: Owners): string[] {
  const named = areas.filter((area) => area !== null && (owners.names.get(area) ?? []).length > 0);
  const others = areas.filter((area) => area !== null && !named.includes(area));
  const known = [...new Set(named.map((area) => ownersOf(area, owners)))];
  const [only] = others;
  const unknown =
    others.length === 1 ? [ownersOf(only ?? null, owners)] : others.length > 1 ? [`owners of ${listed(others)}`] : [];
  const anyone = areas.includes(null) && others.length + known.length === 0 ? [ownersOf(null, owners)] : [];
  return [...known, ...unknown, ...anyone];
}

function listed(areas: readonly (AreaName | null)[]): string {
  const names = areas.filter((area) => area !== null);
  const shown = names.slice(0, names.length > SHOWN_AREAS + 1 ? SHOWN_AREAS : names.length);
  const rest = names.length - shown.length;
  return inWords(rest > 0 ? [...shown, `${String(rest)} more areas`] : shown);
}

function inWords(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;
}

function counted(count: number, noun: string): string {
  return `${String(count)} ${noun}${count === 1 ? '' : 's'}`;
}

function capitalised(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

function shortened(text: string): string {
  const characters = Array.from(text);
  return characters.length <= LONGEST_TITLE ? text : `${characters.slice(0, LONGEST_TITLE - 1).join('')}…`;
}
