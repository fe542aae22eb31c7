/**
 * Everything outside that says who may countersign, as plain data: it belongs to what a verdict was decided from, so it
 * can be kept with it and decided again.
 */
import type { Account } from '#domain/snapshot.ts';

/** One submitted review. A later `commented` one takes nothing back; a later `changes-requested` or `dismissed` does. */
export interface SubmittedReview {
  readonly reviewer: Account;
  readonly state: 'approved' | 'changes-requested' | 'commented' | 'dismissed';
  /** The commit it looked at; null where GitHub no longer says. */
  readonly commit: string | null;
  /** ISO 8601, UTC. */
  readonly submittedAt: string;
}

export interface Writer {
  readonly login: string;
  /** Null where it could not be found out. */
  readonly canWrite: boolean | null;
}

export interface OwningTeam {
  readonly organization: string;
  readonly team: string;
  /** Logins, members of child teams included; null where there is no such team that could own anything here. */
  readonly members: readonly string[] | null;
}

export interface OwnershipFacts {
  readonly headSha: string;
  readonly author: Account | null;
  /** CODEOWNERS at the tip of the target branch; null where there is none. */
  readonly codeOwners: string | null;
  /** Oldest first. */
  readonly reviews: readonly SubmittedReview[];
  /** Those of them whose access was asked for. */
  readonly writers: readonly Writer[];
  /** Teams that own a changed file. One that is not here could not be asked about: it stays an owner, and nobody counts as a member. */
  readonly teams: readonly OwningTeam[];
  /** Whether anyone but the author, and no bot, can write here; null where it was not asked, or there was no answer. */
  readonly othersCanWrite: boolean | null;
}
