/**
 * Reads the body of a request up to a limit, by what it announces and by what comes. Bodies that are read at the same
 * time share a limit of memory, because nothing is known of a sender before all of it is here.
 */
import type { IncomingMessage } from 'node:http';

export type Body =
  | { readonly kind: 'read'; readonly bytes: Buffer }
  | { readonly kind: 'too-large' }
  /** Too much is being read for others. */
  | { readonly kind: 'busy' }
  /** The sender went away. */
  | { readonly kind: 'aborted' };

export interface BodyReader {
  read(request: IncomingMessage): Promise<Body>;
}

export interface BodyLimits {
  readonly maxBytes: number;
  readonly maxBytesAtOnce: number;
}

/** After a refusal so much is still read and thrown away, so that the sender gets to see the answer. */
const DISCARD_BYTES = 64 * 1024 * 1024;
const DISCARD_MS = 10_000;

export function createBodyReader({ maxBytes, maxBytesAtOnce }: BodyLimits): BodyReader {
  let held = 0;

  function collect(request: IncomingMessage): Promise<Body> {
    return new Promise((resolve) => {
      const chunks: Buffer[] = [];
      let size = 0;
      const settle = (body: Body): void => {
        request.off('data', take).off('end', end).off('close', abort).off('error', abort);
        held -= size;
        size = 0;
        if (body.kind === 'too-large' || body.kind === 'busy') discard(request);
        resolve(body);
      };
      const take = (chunk: Buffer): void => {
        size += chunk.length;
        held += chunk.length;
        if (size > maxBytes) settle({ kind: 'too-large' });
        else if (held > maxBytesAtOnce) settle({ kind: 'busy' });
        else chunks.push(chunk);
      };
      const end = (): void => settle({ kind: 'read', bytes: Buffer.concat(chunks) });
      const abort = (): void => settle({ kind: 'aborted' });
      request.on('data', take).on('end', end).on('close', abort).on('error', abort);
    });
  }

  return {
    async read(request) {
      if (!announcesTooMuch(request, maxBytes)) return collect(request);
      discard(request);
      return { kind: 'too-large' };
    },
  };
}

export function announcesTooMuch(request: IncomingMessage, maxBytes: number): boolean {
  const announced = request.headers['content-length'];
  return announced !== undefined && Number(announced) > maxBytes;
}

/** Closing at once would reset the connection, and the answer would be lost with it. */
export function discard(request: IncomingMessage): void {
  let left = DISCARD_BYTES;
  const timer = setTimeout(() => request.destroy(), DISCARD_MS).unref();
  request
    .on('data', (chunk: Buffer) => {
      left -= chunk.length;
      if (left < 0) request.destroy();
    })
    .on('error', () => undefined)
    .on('close', () => clearTimeout(timer))
    .resume();
}
