/** Why the server does not start, with what to do about it, for the person who started it. Never holds a secret. */

export type StartErrorCode =
  | 'environment'
  | 'secret-missing'
  | 'key-unreadable'
  | 'port-in-use'
  | 'port-refused'
  | 'host-refused'
  | 'store-refused'
  | 'credentials-unreadable';

export class StartError extends Error {
  override readonly name = 'StartError';
  readonly code: StartErrorCode;
  readonly remedy: string;

  constructor(code: StartErrorCode, message: string, remedy: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.remedy = remedy;
  }
}
