/** What GitHub is asked for, and what is shipped: `app.yml`, its page, and the image have to agree with the code. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { z } from 'zod';
import { EVENTS } from '../../src/apps/server/events/events.ts';
import { WEBHOOK_PATH } from '../../src/apps/server/start-server.ts';
import { createStandInGithub } from '../github/stand-in-github.ts';

const read = (name: string): string => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');

const TEXT = read('app.yml');
const APP = z
  .object({
    hook_attributes: z.object({ url: z.url(), active: z.literal(true) }),
    default_permissions: z.record(z.string(), z.enum(['read', 'write'])),
    default_events: z.array(z.string()),
  })
  .parse(parse(TEXT));

/** GitHub tells every App of these, asked or not. */
const UNASKED = ['installation', 'installation_repositories', 'installation_target'];

describe('app.yml', () => {
  it('sends webhooks to where the server takes them: the default is its front page', () => {
    expect(new URL(APP.hook_attributes.url).pathname).toBe(WEBHOOK_PATH);
  });

  it('asks for the events that somebody reads, and no others', () => {
    expect([...APP.default_events, ...UNASKED].sort()).toEqual([...EVENTS.keys()].sort());
  });

  it.each(Object.entries(APP.default_permissions))('says above %s what needs it', (name, access) => {
    expect(TEXT).toMatch(new RegExp(`^  # .{20,}\\n  ${name}: ${access}$`, 'm'));
  });

  it('asks for what the stand-in allows, so that a call that needs more fails in tests', async () => {
    const standIn = await createStandInGithub();
    await standIn.close();
    expect(standIn.app.permissions).toEqual(APP.default_permissions);
  });

  it('asks for what its page says, and never for writing contents', () => {
    const [, table = ''] = /## Permissions\n\n([\s\S]*?)\n\n/.exec(read('docs/app.md')) ?? [];
    const rows = [...table.matchAll(/^\| ([a-z ]+) \| (read|write) \|/gm)];
    const told = Object.fromEntries(rows.map(([, name = '', access = '']) => [name.replaceAll(' ', '_'), access]));
    expect(APP.default_permissions).toEqual(told);
    expect(APP.default_permissions['contents']).toBe('read');
  });
});

describe('the image', () => {
  const stages = read('Dockerfile').split(/^FROM .*$/m);
  const last = stages.at(-1) ?? '';

  it('runs as a user who is not root, and writes to its data folder alone', () => {
    expect(last).toMatch(/^USER node$/m);
    expect(last.match(/chown .*/g)).toEqual(['chown node:node /data']);
  });

  it('can be reached from outside of its container, and hears the signal that ends it', () => {
    expect(last).toMatch(/\bHOST=0\.0\.0\.0\b/);
    expect(last).toMatch(/^CMD \["node", /m);
  });
});

it('the lockfile names no host, so that any registry will do', () => {
  expect(read('package-lock.json')).not.toContain('"resolved": "http');
  expect(read('.npmrc')).toContain('omit-lockfile-registry-resolved=true');
});
