/** A connection with a token that somebody has: for a review from a laptop, which publishes nothing. */
import { connect, type Connection, type ConnectionOptions } from './connection.ts';
import { tokenAuthentication } from './token-authentication.ts';

export function connectWithToken(options: ConnectionOptions, token: string): Connection {
  return connect(
    options,
    tokenAuthentication(() => Promise.resolve(token)),
  );
}
