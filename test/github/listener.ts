/** Somebody who is told of webhooks and keeps them: an app's server as far as GitHub can see. */
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Heard {
  readonly event: string;
  /** Undefined for events without. */
  readonly action: string | undefined;
  readonly guid: string;
  readonly headers: IncomingHttpHeaders;
  /** As it was sent and signed. */
  readonly body: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

export interface Listener {
  readonly url: string;
  readonly heard: readonly Heard[];
  /** What it answers from now on; 202 at first. */
  answerWith(status: number): void;
  /** `pull_request.opened`, `push`, in the order of arrival. */
  events(): string[];
  close(): Promise<void>;
}

export async function createListener(): Promise<Listener> {
  const heard: Heard[] = [];
  let status = 202;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      const payload = JSON.parse(body) as Record<string, unknown>;
      const { 'x-github-event': event, 'x-github-delivery': guid } = request.headers;
      const action = payload['action'] as string | undefined;
      heard.push({ event: String(event), action, guid: String(guid), headers: request.headers, body, payload });
      response.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks`,
    heard,
    answerWith: (next) => void (status = next),
    events: () => heard.map(({ event, action }) => (action === undefined ? event : `${event}.${action}`)),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
