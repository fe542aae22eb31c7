/** What is taken and what is refused: signatures, sizes, forms, duplicates, a store that cannot. Over HTTP, on a real store. */
import { DatabaseSync } from 'node:sqlite';
import { request } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createIntakeScene, type IntakeScene } from './intake-scene.ts';
import { pullRequestPayload, pushPayload } from './payloads.ts';
import { SECRET, sendInPieces, sendWebhook, sign } from './webhook-sender.ts';

const MAX = 25 * 1024 * 1024;
const opened = pullRequestPayload('opened');

let scene: IntakeScene;
beforeEach(async () => {
  scene = await createIntakeScene();
});
afterEach(() => scene.close());

const nothingCameOfIt = async (): Promise<void> => {
  expect(await scene.jobs()).toEqual([]);
  expect(await scene.counts()).toEqual([]);
};

describe('a signature', () => {
  it.each<readonly [string, string | null]>([
    ['is missing', null],
    ['is empty', ''],
    ['is of another secret', sign(JSON.stringify(opened), 'another secret')],
    ['is of the word that Probot falls back to', sign(JSON.stringify(opened), 'development')],
    ['is of another body', sign('{}')],
    ['is cut', sign(JSON.stringify(opened)).slice(0, -1)],
    ['is longer', `${sign(JSON.stringify(opened))}0`],
    ['has no algorithm', sign(JSON.stringify(opened)).slice('sha256='.length)],
    ['is no hexadecimal', `sha256=${'z'.repeat(64)}`],
    ['is given twice', `${sign(JSON.stringify(opened))}, ${sign(JSON.stringify(opened))}`],
  ])('that %s is refused', async (_what, signature) => {
    const { status, body } = await scene.send('pull_request', opened, {
      headers: { 'x-hub-signature-256': signature },
    });
    expect([status, body]).toEqual([401, 'The signature does not fit.\n']);
    await nothingCameOfIt();
    expect(scene.lines.join()).toContain('a signature did not fit');
  });

  it('of SHA-1 alone is refused', async () => {
    const headers = { 'x-hub-signature-256': null, 'x-hub-signature': `sha1=${'0'.repeat(40)}` };
    expect((await scene.send('pull_request', opened, { headers })).status).toBe(401);
  });

  it('counts for every byte, whatever the encoding', async () => {
    const body = JSON.stringify({ ...opened, title: 'Grüße, 世界 \u{1F600}' });
    expect((await scene.send('pull_request', body)).status).toBe(202);
    expect((await scene.send('pull_request', `\uFEFF${body}`)).status).toBe(400);
  });

  it('of the secret before is taken while there is one', async () => {
    const other = await createIntakeScene({ webhookSecrets: ['the new one', SECRET] });
    try {
      for (const [secret, status] of [
        ['the new one', 202],
        [SECRET, 202],
        ['neither', 401],
      ] as const) {
        expect((await other.send('pull_request', opened, { secret })).status).toBe(status);
      }
    } finally {
      await other.close();
    }
  });
});

describe('a body', () => {
  const padded = (size: number): string => {
    const short = JSON.stringify({ ...opened, padding: '' });
    return JSON.stringify({ ...opened, padding: 'x'.repeat(size - short.length) });
  };

  it('of 25 MB is taken', async () => {
    expect((await scene.send('pull_request', padded(MAX))).status).toBe(202);
  });

  it('of 25 MB and a byte is refused, although its signature fits', async () => {
    expect((await scene.send('pull_request', padded(MAX + 1))).status).toBe(413);
    await nothingCameOfIt();
  });

  it('without a length is refused as soon as it is too long', async () => {
    expect((await sendInPieces(scene.url, MAX + 1)).status).toBe(413);
  });

  it('without a length is taken up to there', async () => {
    expect((await sendInPieces(scene.url, MAX)).status).toBe(401);
  });

  it('that is announced as too long is not waited for', async () => {
    const status = await new Promise((resolve, reject) => {
      const headers = { 'content-length': String(10 ** 12), expect: '100-continue' };
      const asked = request(`${scene.url}/api/github/webhooks`, { method: 'POST', headers }, (answer) => {
        resolve(answer.statusCode);
        asked.destroy();
      });
      asked.on('continue', () => reject(new Error('was asked to go on')));
      asked.on('error', reject);
      asked.flushHeaders();
    });
    expect(status).toBe(413);
  });

  it('of a sender who goes away leaves nothing behind', async () => {
    const socket = connect(Number(new URL(scene.url).port), '127.0.0.1');
    socket.write('POST /api/github/webhooks HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n{"action"');
    await new Promise((resolve) => setTimeout(resolve, 100));
    socket.destroy();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(scene.lines.join()).toContain('the sender went away');
    expect((await scene.send('pull_request', opened)).status).toBe(202);
  });

  it.each([
    ['garbage', '{"action": '],
    ['a list', '[1]'],
    ['null', 'null'],
    ['deeply nested', `${'['.repeat(200_000)}${']'.repeat(200_000)}`],
  ])('that is %s is refused, logged and counted', async (_what, body) => {
    expect((await scene.send('pull_request', body)).status).toBe(400);
    expect(await scene.counts()).toEqual(['pull_request.malformed dropped 1']);
    expect(scene.lines.join()).toContain('a body was no JSON object');
  });

  it('that lacks what is needed is refused; the log says where, and not what', async () => {
    const { installation: _, ...rest } = pullRequestPayload('opened', { head: { sha: 'CANARY' } });
    expect((await scene.send('pull_request', rest)).status).toBe(400);
    expect(await scene.counts()).toEqual(['pull_request.malformed dropped 1']);
    const log = scene.lines.join();
    expect(log).toContain('installation: invalid_type');
    expect(log).toContain('pull_request.head.sha: invalid_format');
    expect(log).not.toContain('CANARY');
  });

  it('that is a form is refused, and the log says what to set', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    expect((await scene.send('pull_request', 'payload=%7B%7D', { headers })).status).toBe(415);
    expect(scene.lines.join()).toContain('set the content type');
  });

  it.each([{ 'x-github-event': null }, { 'x-github-delivery': null }, { 'x-github-event': 'Pull Request' }])(
    'whose headers do not say what it is is refused: %j',
    async (headers) => {
      expect((await scene.send('pull_request', opened, { headers })).status).toBe(400);
      await nothingCameOfIt();
    },
  );
});

describe('a delivery', () => {
  it('that comes again is acknowledged, and nothing is done twice', async () => {
    for (let time = 0; time < 3; time += 1) {
      expect((await scene.send('pull_request', opened, { guid: 'the-same' })).status).toBe(202);
    }
    expect(await scene.counts()).toEqual(['pull_request.opened duplicate 2', 'pull_request.opened stored 1']);
    expect(scene.lines.filter((line) => line.includes('a webhook came again'))).toHaveLength(2);
  });

  it('is one of many at once, each stored once', async () => {
    const sent = Array.from({ length: 60 }, (_, index) =>
      scene.send('pull_request', pullRequestPayload('opened', { number: 1 + (index % 20) }), {
        guid: `guid-${index % 30}`,
      }),
    );
    expect(new Set((await Promise.all(sent)).map(({ status }) => status))).toEqual(new Set([202]));
    expect(await scene.jobs()).toHaveLength(20);
  });

  it('says in the log which one it was, of what', async () => {
    await scene.send('pull_request', opened, { guid: 'one-of-many' });
    const line = scene.lines.find((each) => each.includes('a webhook was stored')) ?? '{}';
    expect(JSON.parse(line)).toMatchObject({
      ...{ delivery: 'one-of-many', event: 'pull_request', action: 'opened', repository: 'acme/shop', pullRequest: 7 },
      installation: 31,
    });
  });
});

describe('a store that cannot', () => {
  it('is locked: come again, and the same delivery is taken then', async () => {
    const other = new DatabaseSync(join(scene.database.folder, 'countersign.sqlite'));
    other.exec('begin immediate');
    const { status, body } = await scene.send('pull_request', opened, { guid: 'waits' });
    expect([status, body]).toEqual([503, 'Not stored. Come again.\n']);
    expect((await fetch(`${scene.url}/readyz`)).status).toBe(503);
    expect(scene.lines.join()).toContain('"code":"locked"');
    other.exec('rollback');
    other.close();
    expect((await scene.send('pull_request', opened, { guid: 'waits' })).status).toBe(202);
    expect(await scene.counts()).toEqual(['pull_request.opened stored 1']);
  });

  it('is closed: come again', async () => {
    await scene.store.close();
    expect((await scene.send('pull_request', opened)).status).toBe(503);
    expect((await scene.send('push', pushPayload('refs/heads/report'))).status).toBe(503);
  });

  it('fails in a way that nobody expected: a generic answer, and no message in the log', async () => {
    Object.assign(scene.store.deliveries, { accept: () => Promise.reject(new Error('CANARY: s3cret')) });
    const { status, body } = await scene.send('pull_request', opened);
    expect([status, body]).toEqual([500, 'Something went wrong here. The log says what.\n']);
    const log = scene.lines.join();
    expect(log).toContain('a request met a fault of ours');
    expect(log).not.toContain('CANARY');
  });
});

describe('the other paths', () => {
  it.each([
    ['GET', '/', 200],
    ['HEAD', '/', 200],
    ['GET', '/healthz', 200],
    ['GET', '/readyz', 200],
    ['GET', '/readyz?deep=1', 200],
    ['POST', '/healthz', 405],
    ['GET', '/api/github/webhooks', 405],
    ['PUT', '/api/github/webhooks', 405],
    ['GET', '/probot', 404],
    ['GET', '/__proto__', 404],
    ['GET', '//', 404],
    ['OPTIONS', '/', 405],
  ])('%s %s is answered with %i', async (method, path, status) => {
    expect((await fetch(scene.url + path, { method })).status).toBe(status);
  });

  it('say nothing of what was sent', async () => {
    expect(await (await fetch(`${scene.url}/<script>`)).text()).toBe('There is nothing here.\n');
  });

  it('are not reached by what is no HTTP', async () => {
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(Number(new URL(scene.url).port), '127.0.0.1', () =>
        socket.write('EHLO example.com\r\n\r\n'),
      );
      socket.on('data', (chunk: Buffer) => resolve(chunk.toString()));
      socket.on('close', () => resolve(''));
    });
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  });
});

describe('memory', () => {
  it('is shared by bodies that are being read: beyond it, come again', async () => {
    const sockets = Array.from({ length: 14 }, () => {
      const socket = connect(Number(new URL(scene.url).port), '127.0.0.1');
      socket.on('error', () => undefined);
      socket.write(`POST /api/github/webhooks HTTP/1.1\r\nHost: a\r\nContent-Length: ${MAX}\r\n\r\n`);
      socket.write(Buffer.alloc(MAX - 1));
      return socket;
    });
    const answers = await Promise.race(
      sockets.map(
        (socket) => new Promise<string>((resolve) => socket.on('data', (chunk: Buffer) => resolve(chunk.toString()))),
      ),
    );
    expect(answers).toMatch(/^HTTP\/1\.1 503 /);
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect((await sendWebhook(scene.url, 'pull_request', opened)).status).toBe(202);
  });
});
