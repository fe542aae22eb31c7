/** Labels come into being when they are first used. */
import type { Label, Repository } from '../state/repositories.ts';
import type { World } from '../state/world.ts';
import { newIdentity } from './naming.ts';

export function labelNamed(
  world: World,
  repository: Repository,
  name: string,
  color = 'ededed',
  description: string | null = null,
): Label {
  const known = repository.labels.get(name.toLowerCase());
  if (known !== undefined) return known;
  const label: Label = { ...newIdentity(world, 'LA'), name, color: color.replace('#', ''), description };
  repository.labels.set(name.toLowerCase(), label);
  return label;
}
