/** Which servers a policy lets agents use, by what they are: a package, an image, a host with its path. */
import type { Policy } from './policy.ts';

/** Null where no policy names any. Where two policies hold, a server has to be on both lists. */
export function allowsServer({ agents }: Policy): ((identity: string) => boolean) | null {
  const lists = agents.servers;
  if (lists.length === 0) return null;
  return (identity) =>
    lists.every((list) => list.some((pattern) => matches(pattern.toLowerCase(), identity.toLowerCase())));
}

/** A name, or the beginning of names, which ends in a star. */
function matches(pattern: string, identity: string): boolean {
  return pattern.endsWith('*') ? identity.startsWith(pattern.slice(0, -1)) : identity === pattern;
}
