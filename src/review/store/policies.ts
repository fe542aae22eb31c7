/** The last policy that parsed, for when the next one does not. */

export interface ValidPolicy {
  readonly repositoryId: number;
  readonly branch: string;
  readonly text: string;
  /** The commit at whose tip it was read. */
  readonly commitSha: string;
}

export interface PolicyStore {
  remember(policy: ValidPolicy): Promise<void>;
  lastValid(repositoryId: number, branch: string): Promise<ValidPolicy | null>;
}
