/**
 * A git server for tests of what fetches: the real protocol over HTTP, a token that it asks for, a log of requests,
 * and faults on demand. It knows no API; the stand-in GitHub is in `test/github/`. May not be used outside tests.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { type BareRepository, createBareRepository } from '../github/git/bare-repository.ts';
import { gitRequestAt, serveGit } from '../github/git/smart-http.ts';

export interface GitServer {
  /** Where the one repository is. */
  readonly url: string;
  readonly repository: BareRepository;
  /** `GET info/refs`, `POST git-upload-pack`, in the order they came. */
  readonly requests: string[];
  /** The Authorization headers that came. */
  readonly credentials: Set<string>;
  /** The token that it asks for; null for none. */
  token: string | null;
  /** Whether it speaks only what git spoke before 2018, where a commit is had by a reference to it. */
  old: boolean;
  /** Asked about each request; `count` starts at 1. Null lets git answer. */
  fault: (request: string, count: number) => Fault | null;
  /** Connections that are open. */
  connections(): Promise<number>;
  dispose(): Promise<void>;
}

export type Fault =
  | { readonly status: number; readonly location?: string }
  /** Git answers after so long. */
  | { readonly delayMs: number }
  /** Git answers, some kilobytes at a time. */
  | 'slowly'
  /** No answer ever. */
  | 'silence'
  /** The connection breaks in the middle of git's answer. */
  | 'cut';

export async function createGitServer(): Promise<GitServer> {
  const repository = createBareRepository();
  const server = createServer((request, response) => void answer(state, request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const state: GitServer = {
    url: `http://127.0.0.1:${port}/acme/shop.git`,
    repository,
    requests: [],
    credentials: new Set(),
    token: null,
    old: false,
    fault: () => null,
    connections: () => new Promise((resolve) => server.getConnections((_, count) => resolve(count))),
    async dispose() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      repository.dispose();
    },
  };
  return state;
}

async function answer(server: GitServer, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname, search } = new URL(request.url ?? '/', 'http://server.example');
  const asked = gitRequestAt(pathname, search.slice(1));
  if (asked?.owner !== 'acme' || asked.name !== 'shop') return refuse(response, 404, 'Not Found');
  const line = `${request.method} ${asked.file}`;
  server.requests.push(line);
  const { authorization } = request.headers;
  if (authorization !== undefined) server.credentials.add(authorization);
  if (server.old) delete request.headers['git-protocol'];
  const fault = server.fault(line, server.requests.length);
  if (fault === 'silence') return;
  if (fault === 'cut') cutAnswer(response);
  if (fault === 'slowly') slowAnswer(response);
  if (fault !== null && typeof fault !== 'string') {
    // A server that repeats what it was sent is the worst that can happen to a token.
    if ('status' in fault) return refuse(response, fault.status, `asked with ${authorization}`, fault.location);
    await wait(fault.delayMs);
  }
  if (server.token !== null && authorization !== basic(server.token)) {
    response.setHeader('www-authenticate', 'Basic realm="git"');
    return refuse(response, 401, `asked with ${authorization}`);
  }
  await serveGit(server.repository, asked, request, response, () => Promise.resolve());
}

function basic(token: string): string {
  return `Basic ${Buffer.from(`x-access-token:${token}`).toString('base64')}`;
}

function refuse(response: ServerResponse, status: number, body: string, location?: string): void {
  if (location !== undefined) response.setHeader('location', location);
  response.writeHead(status, { 'content-type': 'text/plain' }).end(body);
}

function cutAnswer(response: ServerResponse): void {
  const write = response.write.bind(response) as (chunk: Buffer) => boolean;
  response.write = ((chunk: Buffer) => {
    if (response.destroyed) return false;
    write(chunk.subarray(0, Math.ceil(chunk.length / 2)));
    setImmediate(() => response.destroy());
    return true;
  }) as typeof response.write;
}

const PIECE = 32 * 1024;

function slowAnswer(response: ServerResponse): void {
  const write = response.write.bind(response) as (chunk: Buffer) => boolean;
  const end = response.end.bind(response) as () => ServerResponse;
  let last = Promise.resolve();
  response.write = ((chunk: Buffer) => {
    last = last.then(async () => {
      for (let at = 0; at < chunk.length && !response.destroyed; at += PIECE) {
        write(chunk.subarray(at, at + PIECE));
        await wait(40);
      }
    });
    return true;
  }) as typeof response.write;
  response.end = (() => {
    void last.then(end);
    return response;
  }) as typeof response.end;
}
