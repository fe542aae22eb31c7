/** A repository as GitHub keeps it beside git: who works in it, its branches, labels, rules, checks and pull requests. */
import type { BareRepository } from '../git/bare-repository.ts';
import type { Account, Role, User } from './accounts.ts';
import type { CheckSuite, CommitStatus } from './checks.ts';
import type { PullRequest } from './pull-requests.ts';

export interface Repository {
  readonly id: number;
  readonly nodeId: string;
  readonly owner: Account;
  readonly name: string;
  readonly private: boolean;
  readonly createdAt: Date;
  /** What it was forked from; null for a repository of its own. */
  readonly parent: Repository | null;
  readonly git: BareRepository;
  /** Other repositories have the same git: its refs are nobody's own, and are not written. */
  readonly sharesGit: boolean;
  /** Branches with their tips, as last seen in git. */
  readonly branches: Map<string, string>;
  readonly collaborators: Map<User, Role>;
  readonly labels: Map<string, Label>;
  readonly pulls: Map<number, PullRequest>;
  readonly checkSuites: CheckSuite[];
  readonly statuses: CommitStatus[];
  /** By branch: what must have passed before anything is merged into it. */
  readonly requiredChecks: Map<string, RequiredCheck[]>;
  defaultBranch: string;
  pushedAt: Date;
  deleted: boolean;
  archived: boolean;
}

export interface Label {
  readonly id: number;
  readonly nodeId: string;
  readonly name: string;
  readonly color: string;
  readonly description: string | null;
}

export interface RequiredCheck {
  /** Name of the check run, or context of the status. */
  readonly context: string;
  /** The only app whose check counts; null lets any app, and so any workflow of a pull request, forge it. */
  readonly appId: number | null;
}

export function fullNameOf(repository: Repository): string {
  return `${repository.owner.login}/${repository.name}`;
}

export function openPullsOf(repository: Repository): PullRequest[] {
  return [...repository.pulls.values()].filter((pull) => pull.state === 'open');
}
