/**
 * The key under which secrets are hashed, so that a fingerprint says nothing of a value to whoever has no key. Made
 * once and kept by this user; where nothing can be kept, each run has its own.
 */
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

const BYTES = 32;

export async function fingerprintKey(env: NodeJS.ProcessEnv): Promise<Uint8Array> {
  const state = env['XDG_STATE_HOME'] ?? '';
  const file = join(state === '' ? join(homedir(), '.local', 'state') : state, 'countersign', 'fingerprint-key');
  const kept = await readKey(file);
  if (kept !== null) return kept;
  const fresh = randomBytes(BYTES);
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    await writeFile(file, fresh, { flag: 'wx', mode: 0o600 });
    return fresh;
  } catch {
    // Another run was first, or nothing can be written here.
    return (await readKey(file)) ?? fresh;
  }
}

async function readKey(file: string): Promise<Uint8Array | null> {
  const bytes = await readFile(file).catch(() => null);
  return bytes?.length === BYTES ? bytes : null;
}
