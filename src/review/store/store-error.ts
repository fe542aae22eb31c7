/** What can be wrong with a store: each kind with what to do about it. Switch on `code`, never on the message. */

export type StoreErrorCode =
  /** Nothing can be written for lack of space. What was stored stays; the caller has to be told to come again. */
  | 'disk-full'
  /** The folder, or the database in it, may not be written by this process. */
  | 'not-writable'
  /** Another process held the database for longer than we wait. */
  | 'locked'
  /** The database does not answer. */
  | 'unreachable'
  /** What is there is no database, or a broken one. */
  | 'damaged'
  /** A newer version of Countersign wrote it. */
  | 'newer-schema'
  /** The engine is one that is known to lose data. */
  | 'engine-too-old'
  | 'closed'
  /** A fault of our own: a statement that the engine does not accept. */
  | 'broken';

export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly code: StoreErrorCode;
  /** What to do about it, as a sentence. */
  readonly remedy: string;

  constructor(code: StoreErrorCode, message: string, remedy: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.remedy = remedy;
  }
}
