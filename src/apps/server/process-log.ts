/** The log of the process, as lines of JSON on standard output. Times are UTC; nothing that could be a credential is written. */
import pino, { type DestinationStream, type Logger } from 'pino';

const SECRETS = ['authorization', 'token', 'secret', 'privateKey', 'pem', 'password', 'signature', 'body', 'headers'];

export function createProcessLog(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    // Nobody logs these; should somebody begin to, it stays out.
    redact: { paths: SECRETS.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]), censor: '[redacted]' },
  };
  // Written at once, so that the last line before an end is there.
  return pino(options, destination ?? pino.destination({ fd: 1, sync: true }));
}
