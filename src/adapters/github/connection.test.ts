import { afterEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import {
  type ScriptedAnswer,
  startScriptedServer,
  type ScriptedServer,
} from '../../../test/scripted/scripted-server.ts';
import { connect, type ConnectionOptions } from './connection.ts';
import { GitHubError, rescheduleFor } from './github-error.ts';
import { tokenAuthentication } from './token-authentication.ts';

const NOW = Date.parse('2030-01-01T00:00:00Z');
const CANARY = 'ghs_canary0123456789canary0123456789';
const PULL = { owner: 'acme', repo: 'shop', pull_number: 7 };

const servers: ScriptedServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

interface Trial {
  readonly server: ScriptedServer;
  readonly lines: string[];
  readonly github: ReturnType<typeof connect>;
  failure(act: (github: ReturnType<typeof connect>) => Promise<unknown>): Promise<GitHubError>;
}

async function trial(
  answers: readonly ScriptedAnswer[],
  options: Partial<ConnectionOptions> = {},
  tokens: readonly string[] = [CANARY],
): Promise<Trial> {
  let next = 0;
  const server = await startScriptedServer(() => answers[Math.min(next++, answers.length - 1)] ?? { status: 500 });
  servers.push(server);
  const lines: string[] = [];
  const log = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) });
  let given = 0;
  const authentication = tokenAuthentication((refresh) => {
    if (refresh) given = Math.min(given + 1, tokens.length - 1);
    return Promise.resolve(tokens[given] ?? '');
  });
  const github = connect({ api: server.url, log, userAgent: 'test', now: () => NOW, ...options }, authentication);
  const failure = async (act: (github: ReturnType<typeof connect>) => Promise<unknown>): Promise<GitHubError> => {
    try {
      await act(github);
    } catch (error) {
      if (error instanceof GitHubError) return error;
      throw error;
    }
    throw new Error('nothing failed');
  };
  return { server, lines, github, failure };
}

const readPull = (github: ReturnType<typeof connect>) => github.rest.pulls.get(PULL);
const postReview = (github: ReturnType<typeof connect>) => github.rest.pulls.createReview({ ...PULL, body: 'x' });

describe('what a failure is taken for', () => {
  it.each<[string, ScriptedAnswer, string, number | null]>([
    [
      'a secondary limit with a time',
      { status: 403, headers: { 'retry-after': '37' }, body: {} },
      'rate-limited',
      37_000,
    ],
    ['the same as 429', { status: 429, headers: { 'retry-after': '5' }, body: {} }, 'rate-limited', 5_000],
    ['429 without a word', { status: 429, body: {} }, 'rate-limited', 60_000],
    [
      'a time as a date',
      { status: 403, headers: { 'retry-after': 'Tue, 01 Jan 2030 00:00:20 GMT' }, body: {} },
      'rate-limited',
      20_000,
    ],
    [
      'a secondary limit without a time',
      { status: 403, body: { message: 'You have exceeded a secondary rate limit.' } },
      'rate-limited',
      60_000,
    ],
    [
      'the hour is used up',
      {
        status: 403,
        headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(NOW / 1000 + 600) },
        body: { message: 'API rate limit exceeded.' },
      },
      'rate-limited',
      600_000,
    ],
    [
      'a wait beyond reason',
      { status: 403, headers: { 'retry-after': '999999' }, body: {} },
      'rate-limited',
      3_600_000,
    ],
    ['no permission', { status: 403, headers: { 'x-ratelimit-remaining': '12' }, body: {} }, 'forbidden', null],
    ['a suspended installation', { status: 403, body: { message: 'Suspended.' } }, 'installation-suspended', null],
    ['no such thing', { status: 404, body: { message: 'Not Found' } }, 'not-found', null],
    ['gone for good', { status: 410, body: {} }, 'not-found', null],
    ['taken down', { status: 451, body: {} }, 'not-found', null],
    ['refused', { status: 422, body: { message: 'Unprocessable Entity', errors: ['Line'] } }, 'refused', null],
    ['a fault of GitHub', { status: 502, body: '<html>' }, 'unavailable', null],
    ['maintenance', { status: 503, headers: { 'retry-after': '120' }, body: '' }, 'unavailable', 120_000],
    ['a connection that breaks', { status: 0, instead: 'break' }, 'unavailable', null],
    ['a key that does not hold', { status: 401, body: { message: 'Bad credentials' } }, 'unauthorised', null],
    ['a redirect that leads nowhere', { status: 304 }, 'not-modified', null],
  ])('%s', async (_, answer, code, retryAfterMs) => {
    const { failure } = await trial([answer]);
    expect(await failure(readPull)).toMatchObject({
      code,
      retryAfterMs,
      request: 'GET /repos/{owner}/{repo}/pulls/{pull_number}',
    });
  });

  it('silence is over after a while', async () => {
    const { failure } = await trial([{ status: 0, instead: 'silence' }], { timeoutMs: 50 });
    expect((await failure(readPull)).code).toBe('unavailable');
  });

  it('nobody listens', async () => {
    const { failure, server } = await trial([]);
    await server.close();
    expect((await failure(readPull)).code).toBe('unavailable');
  });

  it('waiting helps against limits and faults of GitHub alone', () => {
    const after = (code: GitHubError['code'], retryAfterMs: number | null = null) =>
      rescheduleFor(new GitHubError(code, { request: 'GET /', retryAfterMs }))?.afterMs ?? null;
    expect([after('rate-limited', 5), after('rate-limited'), after('unavailable', 7), after('unavailable')]).toEqual([
      5, 60_000, 7, 15_000,
    ]);
    expect([after('not-found'), after('refused'), after('unexpected'), rescheduleFor(new Error('x'))]).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });
});

describe('what is sent', () => {
  it.each([
    { status: 502, body: '' },
    { status: 0, instead: 'break' as const },
    { status: 403, body: {} },
  ])('goes out once, whatever becomes of it: %o', async (answer) => {
    const { failure, server } = await trial([answer]);
    await failure(postReview);
    expect(server.asked).toHaveLength(1);
  });

  it('goes out again after a 401, once, with a fresh token', async () => {
    const { github, server } = await trial(
      [
        { status: 401, body: {} },
        { status: 200, body: { id: 1 } },
      ],
      {},
      ['old', 'new'],
    );
    await postReview(github);
    expect(server.asked.map(({ headers }) => headers['authorization'])).toEqual(['token old', 'token new']);
  });

  it('does not where there is no other token', async () => {
    const { failure, server } = await trial([{ status: 401, body: {} }]);
    await failure(postReview);
    expect(server.asked).toHaveLength(1);
  });

  it('is nothing while GitHub asks to wait', async () => {
    let now = NOW;
    const { failure, server } = await trial(
      [
        { status: 403, headers: { 'retry-after': '30' }, body: {} },
        { status: 404, body: {} },
      ],
      { now: () => now },
    );
    await failure(readPull);
    now += 10_000;
    expect(await failure(postReview)).toMatchObject({ code: 'rate-limited', retryAfterMs: 20_000 });
    expect(server.asked).toHaveLength(1);
    now += 20_000;
    expect((await failure(readPull)).code).toBe('not-found');
    expect(server.asked).toHaveLength(2);
  });
});

describe('GraphQL', () => {
  const ask = (github: ReturnType<typeof connect>) => github.graphql('query { viewer { login } }', {});

  it('tells which part failed', async () => {
    const body = { data: { m0: {}, m1: null }, errors: [{ type: 'NOT_FOUND', path: ['m1'], message: 'gone' }] };
    const { github } = await trial([{ status: 200, body }]);
    expect(await ask(github)).toEqual({ data: { m0: {}, m1: null }, errors: [{ type: 'NOT_FOUND', alias: 'm1' }] });
  });

  it.each<[string, ScriptedAnswer, string]>([
    ['a document that is refused', { status: 200, body: { errors: [{ message: 'no such field' }] } }, 'refused'],
    ['a limit', { status: 200, body: { data: null, errors: [{ type: 'RATE_LIMITED' }] } }, 'rate-limited'],
    ['something else', { status: 200, body: '<html>unicorn' }, 'unavailable'],
    ['no endpoint', { status: 404, body: {} }, 'not-found'],
  ])('%s', async (_, answer, code) => {
    const { failure } = await trial([answer]);
    expect((await failure(ask)).code).toBe(code);
  });

  it('is asked where Enterprise has it', async () => {
    const { server } = await trial([{ status: 200, body: { data: {} } }]);
    const log = pino({ level: 'silent' });
    const github = connect(
      { api: `${server.url}/api/v3`, log, userAgent: 'test' },
      tokenAuthentication(() => Promise.resolve('t')),
    );
    await ask(github);
    expect(server.asked[0]?.line).toBe('POST /api/graphql');
  });
});

describe('nothing secret gets out', () => {
  it('of errors and logs, even where GitHub says it', async () => {
    const echo = { message: `token ${CANARY}`, errors: [{ message: CANARY }], documentation_url: CANARY };
    for (const status of [400, 401, 403, 404, 422, 500, 503]) {
      const headers = { 'x-github-request-id': CANARY, 'retry-after': CANARY };
      const { failure, lines } = await trial([{ status, body: echo, headers }]);
      const error = await failure(postReview);
      lines.push(JSON.stringify(error), String(error.stack), String(error.answer), String(error.cause));
      expect(lines.filter((line) => line.includes(CANARY))).toEqual([]);
      expect(lines.length).toBeGreaterThan(4);
    }
  });

  it('and what GitHub says of a refusal is cut and kept', async () => {
    const { failure } = await trial([{ status: 422, body: { message: `Line ${CANARY} ${'x'.repeat(999)}` } }]);
    const { answer } = await failure(postReview);
    expect(answer).toHaveLength(300);
    expect(answer).toMatch(/^Line \[redacted\] x/);
  });
});
