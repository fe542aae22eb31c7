/**
 * What the person who asked can put right: a wrong revision, a folder that is no repository. The command line ends
 * with exit code 2 on it, and shows message and remedy. Never for a failure of our own.
 */
export type UserErrorCode =
  | 'not-a-repository'
  | 'unsafe-repository'
  | 'repository-unreadable'
  | 'unmerged-index'
  | 'no-working-tree'
  | 'base-not-found'
  | 'head-not-found'
  | 'shallow-clone'
  | 'unrelated-histories'
  | 'git-missing'
  | 'git-too-old'
  | 'usage'
  | 'policy-invalid'
  | 'pull-request-invalid'
  | 'github'
  | 'output-unwritable'
  | 'not-installed';

export class UserError extends Error {
  override readonly name = 'UserError';
  readonly code: UserErrorCode;
  /** What to do about it, as a sentence. */
  readonly remedy: string;

  constructor(code: UserErrorCode, message: string, remedy: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.remedy = remedy;
  }
}
