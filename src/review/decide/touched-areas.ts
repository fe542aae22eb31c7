/**
 * The areas that a change touches, findings included: code with a finding about authorisation is code about
 * authorisation, wherever it lies. In the order of the vocabulary, so that the same change gives the same bytes.
 */
import type { AreaName, AreaReason, AreaTouch } from '#domain/area.ts';
import type { Finding } from '#domain/finding.ts';
import { byArea, byReason, byText, sortedSet } from './order.ts';

/** `findings` are the new ones; those of low confidence touch nothing. */
export function touchedAreas(touches: readonly AreaTouch[], findings: readonly Finding[]): AreaTouch[] {
  const believed = findings.filter((finding) => finding.confidence !== 'low');
  const names = sortedSet([...touches.map((touch) => touch.area), ...believed.map((finding) => finding.area)], byArea);
  return names.map((area) => {
    const same = touches.filter((touch) => touch.area === area);
    const found = believed.filter((finding) => finding.area === area);
    const merged: AreaTouch = {
      area,
      paths: sortedSet([...same.flatMap((touch) => touch.paths), ...found.map(({ place }) => place.path)], byText),
      reasons: sortedSet([...same.flatMap((touch) => touch.reasons), ...found.map(asReason)], byReason),
    };
    return same.some((touch) => touch.permissions === true) ? { ...merged, permissions: true } : merged;
  });
}

function asReason({ ruleId, place }: Finding): AreaReason {
  return { kind: 'finding', detail: ruleId, place, path: place.path };
}

/** The touched areas that each path belongs to. */
export function areasByPath(touches: readonly AreaTouch[]): ReadonlyMap<string, readonly AreaName[]> {
  const areas = new Map<string, AreaName[]>();
  for (const { area, paths } of touches) {
    for (const path of paths) {
      const known = areas.get(path);
      if (known === undefined) areas.set(path, [area]);
      else known.push(area);
    }
  }
  return areas;
}
