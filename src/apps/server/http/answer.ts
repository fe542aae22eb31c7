/** What the server says. Bodies are our own fixed words: whatever went wrong is for the log. */
import type { ServerResponse } from 'node:http';

export interface Answer {
  readonly status: number;
  readonly body: string;
  readonly type?: 'text/plain' | 'text/html';
  readonly headers?: Readonly<Record<string, string>>;
  /** Ends the connection after it: the rest of the request is not read. */
  readonly close?: boolean;
}

const ALWAYS = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
};

export function send(response: ServerResponse, answer: Answer): void {
  if (response.headersSent || response.destroyed) return;
  const { status, body, type = 'text/plain', headers = {}, close = false } = answer;
  const bytes = Buffer.from(body.endsWith('\n') ? body : `${body}\n`);
  response.writeHead(status, {
    ...ALWAYS,
    'content-type': `${type}; charset=utf-8`,
    'content-length': String(bytes.length),
    ...(close ? { connection: 'close' } : {}),
    ...headers,
  });
  response.end(response.req.method === 'HEAD' ? undefined : bytes);
}
