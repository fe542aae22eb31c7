/** People, bots, organisations and teams, and who may do what in a repository. Holds state, answers no requests. */
import type { Repository } from './repositories.ts';

/** From nothing to everything; each includes those before it. */
export const ROLES = ['none', 'read', 'triage', 'write', 'maintain', 'admin'] as const;
export type Role = (typeof ROLES)[number];

interface AccountIdentity {
  readonly id: number;
  readonly nodeId: string;
  readonly login: string;
  readonly name: string;
  readonly createdAt: Date;
}

export interface User extends AccountIdentity {
  readonly type: 'User' | 'Bot';
  readonly email: string;
}

export interface Organization extends AccountIdentity {
  readonly type: 'Organization';
  readonly members: Map<User, 'admin' | 'member'>;
  readonly teams: Map<string, Team>;
  /** What every member may do in every repository of the organisation. */
  baseRole: Role;
}

export type Account = User | Organization;

export interface Team {
  readonly id: number;
  readonly nodeId: string;
  readonly slug: string;
  readonly name: string;
  readonly organization: Organization;
  readonly parent: Team | null;
  readonly members: Map<User, 'member' | 'maintainer'>;
  readonly repositories: Map<Repository, Role>;
}

/** The highest of what ownership, membership, teams, collaboration and publicity give. */
export function roleIn(repository: Repository, user: User): Role {
  const { owner } = repository;
  if (owner === user) return 'admin';
  const granted: Role[] = [repository.collaborators.get(user) ?? 'none'];
  if (!repository.private) granted.push('read');
  if (owner.type === 'Organization') {
    const membership = owner.members.get(user);
    if (membership === 'admin') return 'admin';
    if (membership === 'member') granted.push(owner.baseRole);
    for (const team of owner.teams.values()) {
      if (membersOf(team).has(user)) granted.push(team.repositories.get(repository) ?? 'none');
    }
  }
  return granted.reduce((best, role) => (atLeast(role, best) ? role : best), 'none');
}

/** Members of its child teams are members of a team too. */
export function membersOf(team: Team): ReadonlyMap<User, 'member' | 'maintainer'> {
  const members = new Map(team.members);
  for (const child of team.organization.teams.values()) {
    if (child.parent !== team) continue;
    for (const [user, role] of membersOf(child)) {
      if (!members.has(user)) members.set(user, role);
    }
  }
  return members;
}

export function atLeast(role: Role, needed: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(needed);
}
