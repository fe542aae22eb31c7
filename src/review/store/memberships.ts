/** Answers about who may what, kept for a while so that one review does not ask GitHub for each reviewer again. */

export interface MembershipCache {
  /** Null where nothing is known, or not any more. `question` is the asker's own: `permission/42/ada`, `team/acme/identity`. */
  get(installationId: number, question: string): Promise<string | null>;
  put(installationId: number, question: string, answer: string, keepMs: number): Promise<void>;
  /** After an event that may have changed them. */
  forget(installationId: number): Promise<void>;
}
