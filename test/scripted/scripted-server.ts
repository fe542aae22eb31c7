/** An HTTP server on the loopback interface that answers what a test tells it to, and remembers what it was asked. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface AskedRequest {
  /** `GET /app` */
  readonly line: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: unknown;
}

export interface ScriptedAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON, unless it is a text. */
  readonly body?: unknown;
  /** The connection breaks, or nothing is ever answered. */
  readonly instead?: 'break' | 'silence';
}

export interface ScriptedServer {
  readonly url: string;
  readonly asked: readonly AskedRequest[];
  close(): Promise<void>;
}

export async function startScriptedServer(answer: (asked: AskedRequest) => ScriptedAnswer): Promise<ScriptedServer> {
  const asked: AskedRequest[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString();
      const line = `${request.method ?? ''} ${request.url ?? ''}`;
      const one = { line, headers: request.headers, body: text === '' ? null : (JSON.parse(text) as unknown) };
      asked.push(one);
      const { status, headers = {}, body, instead } = answer(one);
      if (instead === 'silence') return;
      if (instead === 'break') {
        response.destroy();
        return;
      }
      const isText = typeof body === 'string';
      response.writeHead(status, { 'content-type': isText ? 'text/html' : 'application/json', ...headers });
      response.end(body === undefined ? undefined : isText ? body : JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    asked,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
