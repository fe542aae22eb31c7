/**
 * The git protocol over HTTP, by `git http-backend`: requests go in as CGI, answers come out as they are, in a
 * stream. Whether somebody may read or push is decided before.
 */
import { spawn } from 'node:child_process';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { basename, dirname } from 'node:path';
import { serverEnvironment, type BareRepository } from './bare-repository.ts';

export type GitService = 'git/info-refs' | 'git/upload-pack' | 'git/receive-pack';

export interface GitRequest {
  readonly owner: string;
  readonly name: string;
  /** `info/refs`, `git-upload-pack` or `git-receive-pack`. */
  readonly file: string;
  readonly query: string;
  readonly service: GitService;
  readonly pushes: boolean;
}

/** Null where the path is none of the smart protocol's. `.git` may be left out, as on GitHub. */
export function gitRequestAt(path: string, query: string): GitRequest | null {
  const match = /^\/([^/]+)\/([^/]+?)(?:\.git)?\/(info\/refs|git-upload-pack|git-receive-pack)$/.exec(path);
  const [, owner, name, file] = match ?? [];
  if (owner === undefined || name === undefined || file === undefined) return null;
  const pushes = file === 'git-receive-pack' || query === 'service=git-receive-pack';
  const service =
    file === 'info/refs' ? 'git/info-refs' : file === 'git-upload-pack' ? 'git/upload-pack' : 'git/receive-pack';
  return { owner: decodeURIComponent(owner), name: decodeURIComponent(name), file, query, service, pushes };
}

/**
 * Answers with what git says. `done` runs once git has finished, before the asker is told that it has. For an asker
 * that is gone already no git is started: nobody would end it.
 */
export function serveGit(
  git: BareRepository,
  { file, query }: GitRequest,
  request: IncomingMessage,
  response: ServerResponse,
  done: () => Promise<void>,
): Promise<number> {
  return new Promise((resolve, reject) => {
    if (response.closed || response.destroyed || request.destroyed) return resolve(499);
    const child = spawn('git', ['http-backend'], {
      env: {
        ...serverEnvironment(),
        GIT_PROJECT_ROOT: dirname(git.dir),
        GIT_HTTP_EXPORT_ALL: '1',
        PATH_INFO: `/${basename(git.dir)}/${file}`,
        QUERY_STRING: query,
        REQUEST_METHOD: request.method ?? 'GET',
        REMOTE_USER: 'somebody',
        CONTENT_TYPE: request.headers['content-type'] ?? '',
        CONTENT_LENGTH: request.headers['content-length'] ?? '',
        HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '',
        GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
      },
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    let head = Buffer.alloc(0);
    let status = 0;
    child.stdout.on('data', (chunk: Buffer) => {
      if (status !== 0) return void response.write(chunk);
      head = Buffer.concat([head, chunk]);
      const end = head.indexOf('\r\n\r\n');
      if (end < 0) return;
      status = writeCgiHead(response, head.subarray(0, end).toString());
      response.write(head.subarray(end + 4));
    });
    child.on('error', reject);
    child.on('close', () => {
      if (status === 0) response.writeHead((status = 500));
      done().then(() => {
        response.end();
        resolve(status);
      }, reject);
    });
    response.on('close', () => child.kill());
    // An asker that goes away, or a git that has heard enough, closes the pipe; the exit tells the rest.
    child.stdin.on('error', () => undefined);
    request.pipe(child.stdin);
  });
}

function writeCgiHead(response: ServerResponse, text: string): number {
  let status = 200;
  for (const line of text.split('\r\n')) {
    const colon = line.indexOf(':');
    const [name, value] = [line.slice(0, colon), line.slice(colon + 1).trim()];
    if (name.toLowerCase() === 'status') status = Number.parseInt(value, 10);
    else response.setHeader(name, value);
  }
  response.writeHead(status);
  return status;
}
