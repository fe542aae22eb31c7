import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { lockFile, tryLock } from './file-lock.ts';

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'countersign-locks-')));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
function file(): string {
  files += 1;
  return join(folder, `${files}.lock`);
}

describe('a lock', () => {
  it('is held by many that share it, or by one', () => {
    const path = file();
    const [one, other] = [tryLock(path, 'shared'), tryLock(path, 'shared')];
    expect(tryLock(path, 'exclusive')).toBeNull();
    one?.release();
    expect(tryLock(path, 'exclusive')).toBeNull();
    other?.release();
    other?.release();
    const alone = tryLock(path, 'exclusive');
    expect(alone).not.toBeNull();
    expect([tryLock(path, 'exclusive'), tryLock(path, 'shared')]).toEqual([null, null]);
    alone?.release();
    expect(tryLock(path, 'shared')).not.toBeNull();
  });

  it('is waited for, not for ever, and not by one who has given up', async () => {
    const path = file();
    const held = tryLock(path, 'exclusive');
    expect(await lockFile(path, 'exclusive', { timeoutMs: 20 })).toBeNull();
    const signal = AbortSignal.timeout(20);
    await expect(lockFile(path, 'shared', { timeoutMs: 60_000, signal })).rejects.toMatchObject({
      name: 'TimeoutError',
    });
    const waiting = lockFile(path, 'shared', { timeoutMs: 60_000 });
    setTimeout(() => held?.release(), 30);
    expect(await waiting).not.toBeNull();
  });

  it('fails where there is no place for it', () => {
    expect(() => tryLock(join(folder, 'nowhere', 'x.lock'), 'shared')).toThrow('unable to open');
  });
});
