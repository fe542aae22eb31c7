/** A token is nowhere but in the environment of the one process that needs it. */
import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { inspect } from 'node:util';
import { afterEach, describe, expect, it } from '@jest/globals';
import { createMirrorScene, type MirrorScene } from '../../../../test/repositories/mirror-scene.ts';

const CANARY = 'ghs_canary+Token/0123456789==';
const FORMS = [CANARY, encodeURIComponent(CANARY), ...[0, 1, 2].map(inBase64)];

/** What of it is the same in base64 whatever stands before it. */
function inBase64(shift: number): string {
  return Buffer.from('x'.repeat(shift) + CANARY)
    .toString('base64')
    .slice(4, -8);
}

let place: { readonly scene: MirrorScene; readonly folder: string } | undefined;
afterEach(async () => {
  await place?.scene.dispose();
  if (place !== undefined) rmSync(place.folder, { recursive: true });
});

async function watched() {
  const scene = await createMirrorScene();
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'countersign-watched-')));
  place = { scene, folder };
  const log = join(folder, 'calls');
  // Writes down what anybody on the machine can see of git, and which processes got the header.
  const script = `#!/bin/sh
{ printf 'ARGS %s\\n' "$*"; env | grep -q 'extraHeader' && echo TRUSTED; } >> '${log}'
PATH='${process.env['PATH']}' exec git "$@"
`;
  writeFileSync(join(folder, 'git'), script, { mode: 0o755 });
  const environment = {
    ...process.env,
    PATH: `${folder}${delimiter}${process.env['PATH']}`,
    TMPDIR: folder,
    GIT_TRACE: '1',
    GIT_TRACE_CURL: join(folder, 'trace'),
    GIT_CURL_VERBOSE: '1',
  };
  scene.server.token = CANARY;
  const mirrors = scene.mirrors({ environment });
  const calls = (): string => readFileSync(log, 'utf8');
  return { scene, folder, mirrors, calls };
}

function everythingIn(folder: string): string {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.map((file) => file.name + readFileSync(join(file.parentPath, file.name), 'latin1')).join('\n');
}

function expectClean(text: string): void {
  for (const form of FORMS) expect(text).not.toContain(form);
}

describe('a token', () => {
  it('reaches the server, and stays in no file, argument or report', async () => {
    const { scene, folder, mirrors, calls } = await watched();
    const repository = await scene.open(mirrors);
    const head = { sha: scene.head, ref: 'feature' };
    const range = await repository.resolveRange({ head, pullRequest: 1, target: { ref: 'main' } });
    await repository.changes(range.base, range.head);
    const [credential = ''] = scene.server.credentials;
    expect(Buffer.from(credential.replace('Basic ', ''), 'base64').toString()).toBe(`x-access-token:${CANARY}`);
    expect(FORMS.some((form) => credential.includes(form))).toBe(true);
    expectClean(everythingIn(scene.folder) + everythingIn(folder) + calls() + inspect(scene.events));
    await repository.close();
    expectClean(everythingIn(scene.folder));
  });

  it('is handed to the processes that fetch, and to none that read', async () => {
    const { scene, mirrors, calls } = await watched();
    const repository = await scene.open(mirrors);
    const head = { sha: scene.head, ref: 'feature' };
    const range = await repository.resolveRange({ head, pullRequest: 1, target: { ref: 'main' } });
    await repository.changes(range.base, range.head);
    await repository.tree(range.head);
    const commands = calls().split('ARGS ').filter(Boolean);
    const kinds = new Set(commands.map((command) => `${command.split(' ')[0]} ${command.includes('TRUSTED')}`));
    expect([...kinds].sort()).toEqual(
      [
        'ls-remote true',
        'fetch true',
        'cat-file false',
        'merge-base false',
        '--literal-pathspecs false',
        'ls-tree false',
      ].sort(),
    );
  });

  it.each([401, 403, 404, 500])('is not in the error when the server repeats it (%d)', async (status) => {
    const { scene, mirrors } = await watched();
    scene.server.fault = () => ({ status });
    const repository = await scene.open(mirrors);
    const head = { sha: scene.head, ref: 'feature' };
    const failure: unknown = await repository
      .resolveRange({ head, pullRequest: 1, target: { ref: 'main' } })
      .catch((error: unknown) => error);
    const shown = inspect(failure, { depth: 10, showHidden: true });
    expect(shown).toContain('MirrorError');
    expect(shown).toContain(status === 401 ? 'terminal prompts disabled' : '[token]');
    expectClean(shown + everythingIn(scene.folder));
  });

  it('serves nobody else: what one installation fetched, another cannot read', async () => {
    const { scene, mirrors } = await watched();
    const repository = await scene.open(mirrors);
    const asked = { head: { sha: scene.head, ref: 'feature' }, pullRequest: 1, target: { ref: 'main' } };
    await repository.resolveRange(asked);
    const stranger = await scene.open(mirrors, { installation: '2', token: () => Promise.resolve('theirs') });
    await expect(stranger.resolveRange(asked)).rejects.toMatchObject({ code: 'refused' });
    const { oid } = await repository.tree({ sha: scene.main, ref: 'main' });
    await expect(stranger.tree({ sha: scene.main, ref: 'main' })).rejects.toMatchObject({ code: 'broken' });
    await expect(stranger.blobs([oid('package.json') ?? ''], { maxBytes: 100 })).rejects.toMatchObject({
      code: 'refused',
    });
  });
});
