/** What sources of package facts answered, kept until it may have changed. Losing it costs requests, never truth. */

export interface PackageAnswerCache {
  /** Of those keys that something is kept for and has not expired. Keys are the asker's own. */
  get(keys: readonly string[]): Promise<ReadonlyMap<string, string>>;
  put(answers: ReadonlyMap<string, string>, keepMs: number): Promise<void>;
}
