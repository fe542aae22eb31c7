/**
 * What GitHub is asked to register: `app.yml`, with the addresses of this server in it. Probot's own set-up is not used:
 * it sends webhooks to the root, makes the App public whatever the file says, asks a public relay for a channel, writes
 * `.env` into the folder it was started in, and can only be reached through its own server.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { StartError } from '../start-error.ts';

const appFile = z.looseObject({
  name: z.string(),
  url: z.url(),
  public: z.boolean(),
  hook_attributes: z.looseObject({ url: z.url() }),
  default_permissions: z.record(z.string(), z.enum(['read', 'write'])),
  default_events: z.array(z.string()),
});
export type AppFile = z.infer<typeof appFile>;

/** @throws StartError */
export function readAppFile(root: string): AppFile {
  try {
    return appFile.parse(parse(readFileSync(join(root, 'app.yml'), 'utf8')));
  } catch (error) {
    throw new StartError(
      'environment',
      'app.yml, which says what the App needs, cannot be read.',
      'Restore it from the package, or register the App by hand and set APP_ID and PRIVATE_KEY_PATH.',
      { cause: error },
    );
  }
}

/** JSON, as GitHub's form takes it. `base`: where this server is reached from outside, without a slash at its end. */
export function manifestFor(app: AppFile, base: string, webhookPath: string): string {
  return JSON.stringify({
    ...app,
    hook_attributes: { ...app.hook_attributes, url: `${base}${webhookPath}` },
    redirect_url: `${base}/probot/setup`,
  });
}
