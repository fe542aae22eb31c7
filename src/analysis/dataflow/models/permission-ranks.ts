/** Which roles may more than others, and which actions take more than others. Words that every code base uses; data. */

const ROLES: readonly (readonly string[])[] = [
  ['anonymous', 'public', 'any', 'anyone', 'everyone', 'all', 'guest'],
  ['viewer', 'view', 'read', 'reader', 'readonly', 'user', 'customer', 'authenticated', 'basic', 'subscriber'],
  ['commenter', 'contributor', 'member', 'collaborator', 'developer', 'author', 'staff', 'employee', 'support'],
  ['editor', 'edit', 'write', 'writer', 'operator', 'maintainer', 'moderator', 'manager', 'create', 'update'],
  ['admin', 'administrator', 'manage', 'delete', 'remove', 'destroy'],
  ['owner', 'superadmin', 'super', 'root', 'sudo', 'superuser'],
];

const RANKS: ReadonlyMap<string, number> = new Map(ROLES.flatMap((names, rank) => names.map((name) => [name, rank])));

/** From 0; null for names that say nothing. Of several words the one that may most counts. */
export function rankOf(words: readonly string[]): number | null {
  const ranks = words.flatMap((word) => RANKS.get(word) ?? []);
  return ranks.length === 0 ? null : Math.max(...ranks);
}

/** Names of guards that let pass whoever has any one of what they are given; others ask for all of it. */
export const ANY_OF = /role|any|some|one_?of|allow/i;
