/** Settings: what is taken, what is refused, and what is said about it. */
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { readEnvironment } from './environment.ts';
import { deriveKey } from './private-key.ts';
import { StartError } from './start-error.ts';

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const PEM = privateKey.export({ type: 'pkcs1', format: 'pem' }) as string;
const OTHER = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
const folder = mkdtempSync(join(tmpdir(), 'countersign-environment-'));
afterAll(() => rmSync(folder, { recursive: true }));

const BARE = { WEBHOOK_SECRET: 'a-good-secret' };

function refusal(env: Readonly<Record<string, string>>): StartError {
  try {
    readEnvironment(env);
  } catch (error) {
    if (error instanceof StartError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('the webhook secret', () => {
  it.each([{}, { WEBHOOK_SECRET: '' }, { WEBHOOK_SECRET: '  ' }, { WEBHOOK_SECRET_PREVIOUS: 'old' }])(
    'is needed: %j',
    (env) => {
      const { code, remedy } = refusal(env);
      expect(code).toBe('secret-missing');
      expect(remedy).toContain('openssl rand -hex 32');
    },
  );

  it.each(['development', 'Development', ' development '])('is not the word %j', (secret) => {
    expect(refusal({ WEBHOOK_SECRET: secret }).code).toBe('secret-missing');
    expect(refusal({ ...BARE, WEBHOOK_SECRET_PREVIOUS: secret }).code).toBe('secret-missing');
  });

  it('is not what a line break came along with', () => {
    expect(refusal({ WEBHOOK_SECRET: 'CANARY\n' }).message).not.toContain('CANARY');
  });

  it('may be changing', () => {
    expect(readEnvironment({ ...BARE, WEBHOOK_SECRET_PREVIOUS: 'old' }).webhookSecrets).toEqual([
      'a-good-secret',
      'old',
    ]);
    expect(readEnvironment({ ...BARE, WEBHOOK_SECRET_PREVIOUS: 'a-good-secret' }).webhookSecrets).toHaveLength(1);
  });
});

describe('the private key', () => {
  const file = join(folder, 'key.pem');
  writeFileSync(file, PEM);

  it.each([
    ['as it is', { PRIVATE_KEY: PEM }],
    ['with line breaks written', { PRIVATE_KEY: PEM.replaceAll('\n', '\\n') }],
    ['in quotes', { PRIVATE_KEY: `"${PEM}"` }],
    ['in base64', { PRIVATE_KEY: Buffer.from(PEM).toString('base64') }],
    ['in a file', { PRIVATE_KEY_PATH: file }],
  ])('is read %s', (_how, env) => {
    expect(readEnvironment({ ...BARE, APP_ID: '7', ...env }).credentials).toEqual({ appId: 7, privateKey: PEM });
  });

  it.each([
    ['is none', { PRIVATE_KEY: 'CANARY' }],
    ['is cut', { PRIVATE_KEY: `${PEM.slice(0, 200)}CANARY` }],
    ['is of another kind', { PRIVATE_KEY: OTHER }],
    ['is not there', { PRIVATE_KEY_PATH: join(folder, 'nowhere.pem') }],
    ['is a folder', { PRIVATE_KEY_PATH: folder }],
  ])('that %s is refused without being quoted', (_what, env) => {
    const { code, message, remedy } = refusal({ ...BARE, APP_ID: '7', ...env });
    expect(code).toBe('key-unreadable');
    expect(message + remedy).not.toMatch(/CANARY|MII/);
  });

  it('belongs to an App, and an App to it', () => {
    expect(refusal({ ...BARE, APP_ID: '7' }).remedy).toContain('PRIVATE_KEY_PATH');
    expect(refusal({ ...BARE, PRIVATE_KEY: PEM }).remedy).toContain('APP_ID');
  });

  it('leads to keys for other purposes, each its own, and none without it', () => {
    const markers = deriveKey(PEM, 'comment-markers');
    expect(markers).toMatch(/^[0-9a-f]{64}$/);
    expect(deriveKey(privateKey.export({ type: 'pkcs8', format: 'pem' }) as string, 'comment-markers')).toBe(markers);
    expect(deriveKey(PEM, 'secret-fingerprints')).not.toBe(markers);
  });
});

describe('the other settings', () => {
  it('have values where none are given, or empty ones', () => {
    expect(readEnvironment({ ...BARE, PORT: '', HOST: ' ', APP_ID: '' })).toEqual({
      webhookSecrets: ['a-good-secret'],
      credentials: null,
      github: { host: null, protocol: 'https' },
      organisation: null,
      host: 'localhost',
      port: 3000,
      dataFolder: 'countersign-data',
      logLevel: 'info',
      markerKey: null,
      concurrency: 2,
      resolveThreads: false,
    });
  });

  it.each([
    ['true', true],
    ['false', false],
  ])('RESOLVE_THREADS=%s', (value, expected) => {
    expect(readEnvironment({ ...BARE, RESOLVE_THREADS: value }).resolveThreads).toBe(expected);
  });

  it('are refused all at once, by name and without their values', () => {
    const env = { APP_ID: 'CANARY', PORT: '70000', LOG_LEVEL: 'CANARY', GHE_PROTOCOL: 'ftp', MARKER_KEY: 'CANARY' };
    const { message } = refusal({ ...BARE, ...env, WORKER_CONCURRENCY: '0', GH_ORG: '../CANARY' });
    for (const name of [...Object.keys(env), 'WORKER_CONCURRENCY', 'GH_ORG']) expect(message).toContain(name);
    expect(message).not.toContain('CANARY');
  });

  it.each(['https://github.example.com', 'github.example.com/api', 'user@github.example.com'])(
    'name no host of GitHub that is %s',
    (host) => {
      expect(refusal({ ...BARE, GHE_HOST: host }).code).toBe('environment');
    },
  );
});
