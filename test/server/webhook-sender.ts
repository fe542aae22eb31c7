/** Sends webhooks as GitHub does, over real HTTP; what it says of them can be made wrong. */
import { createHmac, randomUUID } from 'node:crypto';
import { request } from 'node:http';

export const SECRET = 'a-secret-that-only-the-tests-know';

export interface Sending {
  readonly secret?: string;
  readonly guid?: string;
  /** Instead of the right ones; null leaves one out. */
  readonly headers?: Readonly<Record<string, string | null>>;
}

export interface Answered {
  readonly status: number;
  readonly body: string;
}

export function sign(body: string | Buffer, secret: string = SECRET): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
}

export async function sendWebhook(url: string, event: string, payload: unknown, how: Sending = {}): Promise<Answered> {
  const body = typeof payload === 'string' ? payload : JSON.stringify(payload);
  const headers: Readonly<Record<string, string | null>> = {
    'content-type': 'application/json',
    'x-github-event': event,
    'x-github-delivery': how.guid ?? randomUUID(),
    'x-hub-signature-256': sign(body, how.secret),
    ...how.headers,
  };
  const given = Object.entries(headers).flatMap(([name, value]) => (value === null ? [] : [[name, value] as const]));
  const answer = await fetch(`${url}/api/github/webhooks`, {
    method: 'POST',
    body,
    headers: Object.fromEntries(given),
  });
  return { status: answer.status, body: await answer.text() };
}

/** Without a length: so many bytes in pieces, as long as somebody takes them. */
export function sendInPieces(
  url: string,
  bytes: number,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const sending = request(`${url}/api/github/webhooks`, { method: 'POST', headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(chunks).toString() }));
    });
    sending.on('error', reject);
    const piece = Buffer.alloc(64 * 1024, 32);
    let left = bytes;
    const more = (): void => {
      while (left > 0) {
        const next = piece.subarray(0, Math.min(left, piece.length));
        left -= next.length;
        if (!sending.write(next)) return void sending.once('drain', more);
      }
      sending.end();
    };
    more();
  });
}
