/** Ids for what is new: a number that no other thing has, and the node id that GraphQL knows it by. */
import { nodeIdOf, type World } from '../state/world.ts';

export interface Identity {
  readonly id: number;
  readonly nodeId: string;
}

export function newIdentity(world: World, prefix: string): Identity {
  const id = world.nextId();
  return { id, nodeId: nodeIdOf(prefix, id) };
}
