/** Set-up: the server without an App has GitHub register one, and is then the App, without being started again. */
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createStandInGithub, type StandInGithub } from '../github/stand-in-github.ts';
import { startScriptedServer } from '../scripted/scripted-server.ts';
import { pullRequestPayload } from './payloads.ts';
import { type ServerProcess, startServerProcess } from './server-process.ts';
import { SECRET, sendWebhook } from './webhook-sender.ts';

let folder: string;
let github: StandInGithub;
let processes: ServerProcess[];
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'countersign-setup-'));
  github = await createStandInGithub();
  processes = [];
});
afterEach(async () => {
  for (const each of processes) if (each.isRunning()) each.signal('SIGTERM');
  await Promise.all(processes.map(({ ended }) => ended));
  await github.close();
  rmSync(folder, { recursive: true, force: true });
});

function start(env: Readonly<Record<string, string>> = {}): ServerProcess {
  const started = startServerProcess(
    {
      WEBHOOK_SECRET: SECRET,
      GHE_HOST: github.host,
      GHE_PROTOCOL: 'http',
      COUNTERSIGN_DATA: join(folder, 'data'),
      ...env,
    },
    folder,
  );
  processes.push(started);
  return started;
}

interface Form {
  readonly action: URL;
  readonly manifest: Parameters<StandInGithub['submitManifest']>[0] & Readonly<Record<string, unknown>>;
}

async function formOf(url: string, headers: Readonly<Record<string, string>> = {}): Promise<Form> {
  const html = await (await fetch(`${url}/probot`, { headers })).text();
  const plain = (text = ''): string => text.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));
  return {
    action: new URL(plain(/action="([^"]+)"/.exec(html)?.[1])),
    manifest: JSON.parse(plain(/name="manifest" value="([^"]+)"/.exec(html)?.[1])) as Form['manifest'],
  };
}

function comeBack(url: string, code: string, state: string | null): Promise<Response> {
  return fetch(`${url}/probot/setup?code=${code}&state=${state ?? ''}`, { redirect: 'manual' });
}

describe('without an App', () => {
  it('no webhook is taken, and the page says what to do', async () => {
    const url = await start().url;
    expect((await sendWebhook(url, 'pull_request', pullRequestPayload('opened'))).status).toBe(503);
    expect((await fetch(`${url}/readyz`)).status).toBe(503);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    expect(await (await fetch(url)).text()).toContain('href="/probot"');
  });

  it('GitHub is given app.yml with the addresses of this server', async () => {
    const url = await start({ GH_ORG: 'acme' }).url;
    const { action, manifest } = await formOf(url);
    expect(action.origin + action.pathname).toBe(`${github.url}/organizations/acme/settings/apps/new`);
    expect(manifest).toMatchObject({
      hook_attributes: { url: `${url}/api/github/webhooks`, active: true },
      redirect_url: `${url}/probot/setup`,
      public: false,
      default_permissions: { contents: 'read', pull_requests: 'write', checks: 'write', issues: 'read' },
    });
    const proxied = await formOf(url, { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'app.example.com' });
    expect(proxied.manifest['redirect_url']).toBe('https://app.example.com/probot/setup');
  });

  it('a host that would break out of the page is refused', async () => {
    const url = await start().url;
    const headers = { 'x-forwarded-host': '"><script>alert(1)</script>' };
    expect((await fetch(`${url}/probot`, { headers })).status).toBe(400);
  });

  it('nobody can bring an App of their own: what comes back answers to a page that was shown, and once', async () => {
    const server = start();
    const url = await server.url;
    const state = (await formOf(url)).action.searchParams.get('state');
    for (const wrong of ['', 'x', null]) expect((await comeBack(url, 'code', wrong)).status).toBe(400);
    expect((await comeBack(url, '../x', state)).status).toBe(400);
    expect((await comeBack(url, 'unknown-code', state)).status).toBe(502);
    expect((await comeBack(url, 'unknown-code', state)).status).toBe(400);
    expect(server.isRunning()).toBe(true);
  });

  it('a signal ends it', async () => {
    const server = start();
    await server.url;
    server.signal('SIGTERM');
    expect(await server.ended).toBe(0);
  });
});

describe('when GitHub has registered it', () => {
  async function setUp(server: ServerProcess): Promise<string | null> {
    const url = await server.url;
    const { action, manifest } = await formOf(url);
    const owner = github.createUser('rin');
    const code = github.submitManifest(manifest, owner);
    const answer = await comeBack(url, code, action.searchParams.get('state'));
    expect(answer.status).toBe(302);
    return answer.headers.get('location');
  }

  it('it runs at once, keeps what it was given for itself, and knows it the next time', async () => {
    const server = start();
    expect(await setUp(server)).toMatch(/\/installations\/new$/);
    const running = await server.line('Countersign is running');
    const file = join(folder, 'data/github-app.json');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const kept = JSON.parse(readFileSync(file, 'utf8')) as { appId: number; privateKey: string };
    expect(running['appId']).toBe(kept.appId);
    expect(server.said()).not.toContain(kept.privateKey.split('\n')[1]);
    expect((await sendWebhook(String(running['url']), 'ping', { zen: 'Short.' })).status).toBe(202);
    server.signal('SIGTERM');
    expect(await server.ended).toBe(0);
    expect((await start().line('Countersign is running'))['appId']).toBe(kept.appId);
  });

  it('GitHub signs with the secret of this server, or this server takes that of GitHub', async () => {
    for (const allows of [true, false]) {
      const { privateKey } = github;
      const conversion = {
        id: 12,
        pem: privateKey,
        webhook_secret: 'made-by-github',
        html_url: 'https://github.example/apps/c',
      };
      const scripted = await startScriptedServer(({ line }) => {
        if (line === 'POST /api/v3/app-manifests/a-code/conversions') return { status: 201, body: conversion };
        return { status: allows ? 200 : 403, body: {} };
      });
      try {
        const data = join(folder, String(allows));
        const server = start({ GHE_HOST: new URL(scripted.url).host, COUNTERSIGN_DATA: data });
        const url = await server.url;
        await comeBack(url, 'a-code', (await formOf(url)).action.searchParams.get('state'));
        const at = String((await server.line('Countersign is running'))['url']);
        const told = scripted.asked.find(({ line }) => line === 'PATCH /api/v3/app/hook/config');
        expect(told?.body).toEqual({ secret: SECRET });
        expect((await sendWebhook(at, 'ping', { zen: 'Short.' })).status).toBe(202);
        const { status } = await sendWebhook(at, 'ping', { zen: 'Short.' }, { secret: 'made-by-github' });
        expect(status).toBe(allows ? 401 : 202);
        expect(server.said()).not.toContain('made-by-github');
      } finally {
        await scripted.close();
      }
    }
  });
});
