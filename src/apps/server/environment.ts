/**
 * The settings of the server, from its environment. Whatever is wrong is said at the start, all of it at once, by the
 * name of the variable and without its value.
 */
import { z } from 'zod';
import { githubEndpoints, type GitHubHost } from '#adapters/github/endpoints.ts';
import { readPrivateKey } from './private-key.ts';
import { StartError } from './start-error.ts';

export interface AppCredentials {
  readonly appId: number;
  /** PEM. */
  readonly privateKey: string;
}

export interface Environment {
  /** The one of now first. */
  readonly webhookSecrets: readonly [string, ...string[]];
  /** Null: not set up yet. */
  readonly credentials: AppCredentials | null;
  readonly github: GitHubHost;
  /** Whose App set-up registers; null: the user's own. */
  readonly organisation: string | null;
  readonly host: string;
  readonly port: number;
  readonly dataFolder: string;
  readonly logLevel: string;
  /** Null: derived from the private key. */
  readonly markerKey: string | null;
  /** Reviews at a time. */
  readonly concurrency: number;
  /** Whether threads of findings that are fixed are resolved, for which GitHub asks for `contents: write`. */
  readonly resolveThreads: boolean;
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
const MIN_MARKER_KEY = 16;

const text = z.string().optional();
const variables = z.object({
  WEBHOOK_SECRET: text,
  WEBHOOK_SECRET_PREVIOUS: text,
  APP_ID: z.coerce.number('a number').int('a number').positive('a number').optional(),
  PRIVATE_KEY: text,
  PRIVATE_KEY_PATH: text,
  GH_ORG: z
    .string()
    .regex(/^[\w-]{1,100}$/, 'the login of an organisation')
    .optional(),
  GHE_HOST: text,
  GHE_PROTOCOL: z.enum(['https', 'http'], 'https or http').default('https'),
  HOST: z.string().default('localhost'),
  PORT: z.coerce
    .number('a port, 0 to 65535')
    .int('a port, 0 to 65535')
    .min(0, 'a port, 0 to 65535')
    .max(65_535, 'a port, 0 to 65535')
    .default(3000),
  COUNTERSIGN_DATA: z.string().default('countersign-data'),
  LOG_LEVEL: z.enum(LOG_LEVELS, LOG_LEVELS.join(', ')).default('info'),
  MARKER_KEY: z.string().min(MIN_MARKER_KEY, `at least ${MIN_MARKER_KEY} characters`).optional(),
  RESOLVE_THREADS: z.enum(['true', 'false'], 'true or false').default('false'),
  WORKER_CONCURRENCY: z.coerce.number('1 to 64').int('1 to 64').min(1, '1 to 64').max(64, '1 to 64').default(2),
});
type Variables = z.infer<typeof variables>;

/** @throws StartError */
export function readEnvironment(env: NodeJS.ProcessEnv): Environment {
  const parsed = variables.safeParse(given(env));
  if (!parsed.success) {
    const wrong = parsed.error.issues.map(({ path, message }) => `${path.join('.')} (${message})`);
    throw new StartError(
      'environment',
      `The environment has variables of the wrong form: ${wrong.join('; ')}.`,
      'Correct them, or leave them out.',
    );
  }
  const values = parsed.data;
  return {
    webhookSecrets: readSecrets(values),
    credentials: readCredentials(values),
    github: readHost(values),
    organisation: values.GH_ORG ?? null,
    host: values.HOST,
    port: values.PORT,
    dataFolder: values.COUNTERSIGN_DATA,
    logLevel: values.LOG_LEVEL,
    markerKey: values.MARKER_KEY ?? null,
    concurrency: values.WORKER_CONCURRENCY,
    resolveThreads: values.RESOLVE_THREADS === 'true',
  };
}

/** A variable that is empty counts as not set: that is what is left of one that a template did not fill in. */
function given(env: NodeJS.ProcessEnv): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ''));
}

const HOW_TO_SET =
  'Make one with `openssl rand -hex 32`, set it as WEBHOOK_SECRET here, and enter the same on GitHub: Settings, Developer settings, GitHub Apps, your App, Webhook secret.';

function readSecrets({ WEBHOOK_SECRET: now, WEBHOOK_SECRET_PREVIOUS: before }: Variables): [string, ...string[]] {
  if (now === undefined) {
    throw new StartError(
      'secret-missing',
      'There is no webhook secret, and without one anybody could send webhooks.',
      HOW_TO_SET,
    );
  }
  for (const [variable, secret] of [
    ['WEBHOOK_SECRET', now],
    ['WEBHOOK_SECRET_PREVIOUS', before],
  ] as const) {
    if (secret?.trim().toLowerCase() === 'development') {
      throw new StartError(
        'secret-missing',
        `${variable} is the word that everybody knows who knows Probot.`,
        HOW_TO_SET,
      );
    }
    if (secret !== undefined && secret !== secret.trim()) {
      throw new StartError(
        'environment',
        `${variable} begins or ends with a space or a line break.`,
        'Take it away: GitHub signs with exactly what was entered there.',
      );
    }
  }
  return before === undefined || before === now ? [now] : [now, before];
}

function readCredentials({
  APP_ID: appId,
  PRIVATE_KEY: key,
  PRIVATE_KEY_PATH: path,
}: Variables): AppCredentials | null {
  if (appId === undefined && key === undefined && path === undefined) return null;
  if (appId === undefined) {
    throw new StartError(
      'environment',
      'There is a private key, but no APP_ID.',
      'Set APP_ID: the number on the page of the GitHub App. Without both, set-up is offered.',
    );
  }
  if (key === undefined && path === undefined) {
    throw new StartError(
      'environment',
      'There is an APP_ID, but no private key.',
      'Set PRIVATE_KEY_PATH to the .pem file that GitHub gave you, or PRIVATE_KEY to what is in it. Without both, set-up is offered.',
    );
  }
  return { appId, privateKey: readPrivateKey({ key: key ?? null, path: path ?? null }) };
}

function readHost({ GHE_HOST: host, GHE_PROTOCOL: protocol }: Variables): GitHubHost {
  const github = { host: host ?? null, protocol };
  try {
    githubEndpoints(github);
  } catch (error) {
    throw new StartError(
      'environment',
      'GHE_HOST is no host name.',
      'Set it to the host of your GitHub Enterprise, with a port if need be and without `https://`; leave it out for github.com.',
      { cause: error },
    );
  }
  return github;
}
