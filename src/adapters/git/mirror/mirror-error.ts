/**
 * How a review can fail to get its contents from a mirror. The `code` says what to do; the message is for people and
 * the log, and never holds a token.
 *
 * - `not-there-yet`: the server does not have the commit, and may have it soon. Try the whole review again later.
 * - `gone`: the repository, the target branch or the commit is not on the server any more. Ask the API what holds now.
 * - `refused`: the server refuses the token, or what it answered is refused here (a redirect, plain HTTP).
 * - `unreachable`: no sound answer in time, after several tries. Try again later.
 * - `too-large`: more bytes than one fetch may bring.
 * - `broken`: the mirror could not be read, and neither could one made afresh. Our own failure.
 */
export type MirrorFailure = 'not-there-yet' | 'gone' | 'refused' | 'unreachable' | 'too-large' | 'broken';

export class MirrorError extends Error {
  override readonly name = 'MirrorError';
  readonly code: MirrorFailure;
  /** The HTTP status that git was answered with, where that is the reason. */
  readonly status: number | null;

  constructor(code: MirrorFailure, message: string, options: ErrorOptions & { readonly status?: number } = {}) {
    super(message, options);
    this.code = code;
    this.status = options.status ?? null;
  }
}
