/**
 * What set-up was given by GitHub, in a file of the data folder that only this user may read. The environment's
 * settings are stronger: whoever keeps them elsewhere sets them there and removes the file.
 */
import { readFileSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { StartError } from '../start-error.ts';

const FILE = 'github-app.json';

const kept = z.object({
  appId: z.int().positive(),
  privateKey: z.string().min(1),
  /** GitHub's own, where it could not be replaced by ours. */
  webhookSecret: z.string().min(1).nullable(),
  /** The App's page on GitHub. */
  page: z.string(),
});
export type KeptCredentials = Readonly<z.infer<typeof kept>>;

function credentialsFile(dataFolder: string): string {
  return join(dataFolder, FILE);
}

/** Null where there are none. @throws StartError */
export function readKeptCredentials(dataFolder: string): KeptCredentials | null {
  const file = credentialsFile(dataFolder);
  try {
    return kept.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new StartError(
      'credentials-unreadable',
      `${file}, which set-up wrote, cannot be read.`,
      'Set APP_ID and PRIVATE_KEY_PATH instead, or remove the file to set up anew.',
    );
  }
}

export async function keepCredentials(dataFolder: string, credentials: KeptCredentials): Promise<void> {
  await mkdir(dataFolder, { recursive: true, mode: 0o700 });
  const file = credentialsFile(dataFolder);
  await writeFile(`${file}.new`, `${JSON.stringify(credentials, null, 2)}\n`, { mode: 0o600 });
  await rename(`${file}.new`, file);
}
