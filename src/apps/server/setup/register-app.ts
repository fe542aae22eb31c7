/** Fetches the App that GitHub has made of our manifest, and has it sign webhooks with the secret that we know. */
import { createAppAuth } from '@octokit/auth-app';
import { Octokit } from '@octokit/rest';
import { z } from 'zod';
import type { KeptCredentials } from './kept-credentials.ts';

export interface RegisterOptions {
  /** Base of the REST API. */
  readonly api: string;
  readonly userAgent: string;
  readonly webhookSecret: string;
  readonly timeoutMs?: number;
}

export type Registered =
  | { readonly kind: 'registered'; readonly credentials: KeptCredentials }
  /** The code is not known, or no longer: it is good for an hour, and once. */
  | { readonly kind: 'refused'; readonly status: number | null };

const conversion = z.object({
  id: z.int().positive(),
  pem: z.string().min(1),
  webhook_secret: z.string().nullish(),
  html_url: z.url({ protocol: /^https?$/ }),
});

const TIMEOUT_MS = 20_000;

export async function registerApp(code: string, options: RegisterOptions): Promise<Registered> {
  const { api: baseUrl, userAgent, timeoutMs = TIMEOUT_MS } = options;
  const shared = { baseUrl, userAgent, log: silent };
  let data: unknown;
  try {
    const request = { signal: AbortSignal.timeout(timeoutMs) };
    ({ data } = await new Octokit(shared).rest.apps.createFromManifest({ code, request }));
  } catch (error) {
    const { status } = error as { readonly status?: unknown };
    return { kind: 'refused', status: typeof status === 'number' ? status : null };
  }
  const app = conversion.safeParse(data);
  if (!app.success) return { kind: 'refused', status: null };
  const { id: appId, pem: privateKey, webhook_secret: given, html_url: page } = app.data;
  const isOurs = await setWebhookSecret(options, { appId, privateKey });
  return {
    kind: 'registered',
    credentials: { appId, privateKey, webhookSecret: isOurs ? null : (given ?? null), page },
  };
}

/** False where GitHub keeps the secret that it made. */
async function setWebhookSecret(
  { api: baseUrl, userAgent, webhookSecret: secret, timeoutMs = TIMEOUT_MS }: RegisterOptions,
  auth: { readonly appId: number; readonly privateKey: string },
): Promise<boolean> {
  try {
    const octokit = new Octokit({ baseUrl, userAgent, log: silent, authStrategy: createAppAuth, auth });
    const request = { signal: AbortSignal.timeout(timeoutMs) };
    await octokit.rest.apps.updateWebhookConfigForApp({ secret, request });
    return true;
  } catch {
    return false;
  }
}

/** What Octokit has to say quotes what GitHub sent. */
const silent = { debug: nothing, info: nothing, warn: nothing, error: nothing };

function nothing(): void {
  // A failure is said by the outcome.
}
