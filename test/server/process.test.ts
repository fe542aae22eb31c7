/** The server as a process: how it starts, why it does not, how it ends, and what it never says. */
import { generateKeyPairSync } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createSqliteDatabase } from '../database/sqlite-engine.ts';
import { type ScriptedServer, startScriptedServer } from '../scripted/scripted-server.ts';
import { pullRequestPayload } from './payloads.ts';
import { type ServerProcess, startServerProcess } from './server-process.ts';
import { SECRET, sendWebhook, sign } from './webhook-sender.ts';

const PEM = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({
  type: 'pkcs1',
  format: 'pem',
}) as string;
const TOKEN = 'ghs_canaryOfAnInstallationToken0000000000';

let folder: string;
let github: ScriptedServer;
let processes: ServerProcess[];
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'countersign-server-'));
  processes = [];
  github = await startScriptedServer(({ line }) =>
    line.endsWith('/access_tokens')
      ? { status: 201, body: { token: TOKEN, expires_at: '2099-01-01T00:00:00Z' } }
      : { status: 500, body: { message: `Something about ${TOKEN}` } },
  );
});
afterEach(async () => {
  for (const each of processes) if (each.isRunning()) each.signal('SIGKILL');
  await Promise.all(processes.map(({ ended }) => ended));
  await github.close();
  rmSync(folder, { recursive: true, force: true });
});

function start(env: Readonly<Record<string, string>> = {}): ServerProcess {
  const started = startServerProcess(
    {
      ...{ WEBHOOK_SECRET: SECRET, APP_ID: '4711', PRIVATE_KEY: PEM, COUNTERSIGN_DATA: join(folder, 'data') },
      ...{ GHE_HOST: new URL(github.url).host, GHE_PROTOCOL: 'http' },
      ...env,
    },
    folder,
  );
  processes.push(started);
  return started;
}

async function refused(env: Readonly<Record<string, string>>): Promise<string> {
  const started = start(env);
  expect(await started.ended).toBe(2);
  return started.said();
}

describe('it does not start', () => {
  it.each(['', 'development'])('with the webhook secret %j, and says how to set one', async (secret) => {
    const said = await refused({ WEBHOOK_SECRET: secret });
    expect(said).toMatch(/^countersign: .*\n {2}Make one with `openssl rand -hex 32`, set it as WEBHOOK_SECRET/);
  });

  it('without a secret, even where there is no App yet', async () => {
    expect(await refused({ WEBHOOK_SECRET: '', APP_ID: '', PRIVATE_KEY: '' })).toContain('no webhook secret');
  });

  it('with a key that is none', async () => {
    expect(await refused({ PRIVATE_KEY: 'CANARY' })).toMatch(
      /^countersign: PRIVATE_KEY is no private key\.\n(?!.*CANARY)/,
    );
  });

  it('on a port that is in use', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    expect(await refused({ PORT: String(port) })).toContain(`Port ${port} is in use.`);
    await new Promise((resolve) => other.close(resolve));
  });

  it('where the data folder is a file, or a database is none', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, 'not a folder');
    expect(await refused({ COUNTERSIGN_DATA: file })).toMatch(/countersign: .*\n {2}.*COUNTERSIGN_DATA/);
    mkdirSync(join(folder, 'broken'));
    writeFileSync(join(folder, 'broken/countersign.sqlite'), 'no database at all'.repeat(1_000));
    expect(await refused({ COUNTERSIGN_DATA: join(folder, 'broken') })).toContain('restore a backup');
  });

  it('with credentials of an earlier set-up that cannot be read', async () => {
    mkdirSync(join(folder, 'data'));
    writeFileSync(join(folder, 'data/github-app.json'), '{"appId": "CANARY');
    const said = await refused({ APP_ID: '', PRIVATE_KEY: '' });
    expect(said).toContain('remove the file to set up anew');
    expect(said).not.toContain('CANARY');
  });
});

describe('it ends', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('on %s with exit code 0', async (signal) => {
    const server = start();
    await fetch(`${await server.url}/healthz`);
    const asked = performance.now();
    server.signal(signal);
    expect(await server.ended).toBe(0);
    // What containers give by default.
    expect(performance.now() - asked).toBeLessThan(10_000);
    expect(server.said()).toContain('"msg":"stopped"');
  });

  it('once, although a terminal, npm and the starter all pass the signal on', async () => {
    const server = start();
    await server.url;
    for (let time = 0; time < 3; time += 1) server.signal('SIGINT');
    expect(await server.ended).toBe(0);
  });

  it('after what it was being told is stored', async () => {
    const server = start();
    const url = await server.url;
    const body = JSON.stringify(pullRequestPayload('opened'));
    const answered = new Promise<number | undefined>((resolve, reject) => {
      const sending = request(
        `${url}/api/github/webhooks`,
        {
          method: 'POST',
          headers: {
            ...{ 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) },
            ...{ 'x-github-event': 'pull_request', 'x-github-delivery': 'in-the-middle' },
            'x-hub-signature-256': sign(body),
          },
        },
        (answer) => {
          answer.resume();
          resolve(answer.statusCode);
        },
      );
      sending.on('error', reject);
      sending.write(body.slice(0, 100));
      setTimeout(() => {
        server.signal('SIGTERM');
        void server.line('"stopping"').then(() => sending.end(body.slice(100)));
      }, 300);
    });
    expect(await answered).toBe(202);
    expect(await server.ended).toBe(0);
    const database = createSqliteDatabase({ realTime: true });
    try {
      const store = await database.openWith({ folder: join(folder, 'data') });
      expect(await store.deliveries.counts()).toEqual([
        { event: 'pull_request', action: 'opened', outcome: 'stored', count: 1 },
      ]);
      const { ready, delayed, running, dead } = await store.jobs.overview();
      expect(ready + delayed + running + dead).toBe(1);
    } finally {
      await database.remove();
    }
  });

  it('and what was acknowledged is there when it was killed', async () => {
    const server = start();
    const url = await server.url;
    expect((await sendWebhook(url, 'pull_request', pullRequestPayload('opened'), { guid: 'kept' })).status).toBe(202);
    server.signal('SIGKILL');
    await server.ended;
    const again = start();
    expect(
      (await sendWebhook(await again.url, 'pull_request', pullRequestPayload('opened'), { guid: 'kept' })).status,
    ).toBe(202);
    expect(await again.line('a webhook came again')).toMatchObject({ delivery: 'kept' });
  });
});

describe('what it never says', () => {
  it('is a secret: not in the log, not on the disk, whatever comes in', async () => {
    const canaries = {
      WEBHOOK_SECRET: 'canary-of-the-webhook-secret',
      WEBHOOK_SECRET_PREVIOUS: 'canary-of-the-secret-before',
      MARKER_KEY: 'canary-of-the-marker-key',
    };
    const server = start({ ...canaries, LOG_LEVEL: 'trace' });
    const url = await server.url;
    const secret = canaries.WEBHOOK_SECRET;
    const payload = { ...pullRequestPayload('opened', { body: 'canary-of-a-body' }), installation: { id: 31 } };
    const signatures = [sign(JSON.stringify(payload), secret), sign(JSON.stringify(payload), 'wrong')];
    await sendWebhook(url, 'pull_request', payload, { secret });
    await sendWebhook(url, 'pull_request', payload, { secret: 'wrong' });
    await sendWebhook(url, 'pull_request', payload, { secret: canaries.WEBHOOK_SECRET_PREVIOUS });
    await sendWebhook(url, 'pull_request', '{"canary-of-a-body', { secret });
    await sendWebhook(url, 'pull_request', payload, {
      secret,
      headers: { authorization: 'Bearer canary-of-a-header' },
    });
    await server.line('"job ended"');
    expect(github.asked.map(({ headers }) => headers['authorization'])).toContain(`token ${TOKEN}`);
    server.signal('SIGTERM');
    await server.ended;
    const keyLines = PEM.split('\n').filter((line) => line.length > 20 && !line.startsWith('-'));
    const jwts = github.asked.map(({ headers }) => String(headers['authorization'] ?? '').replace(/^\w+ /, ''));
    const secrets = [...Object.values(canaries), ...signatures, ...keyLines, ...jwts, TOKEN, 'canary-of-'].filter(
      Boolean,
    );
    const everything = [server.said(), ...filesIn(join(folder, 'data'))];
    for (const text of everything) for (const each of secrets) expect(text.includes(each)).toBe(false);
  });

  it('is to be read by others on this machine', async () => {
    const server = start();
    await server.url;
    expect(statSync(join(folder, 'data')).mode & 0o077).toBe(0);
    chmodSync(folder, 0o700);
  });
});

function filesIn(dir: string): string[] {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'));
}
