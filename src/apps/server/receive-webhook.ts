/**
 * One webhook: verified, read, stored, acknowledged. Nothing else happens before the answer, and nothing of the body is
 * kept but what its event tells. Each outcome has its status, its line in the log, and where GitHub is who sent it, its
 * count.
 */
import type { IncomingMessage } from 'node:http';
import type { Logger } from 'pino';
import type { Store } from '#review/store/store.ts';
import { StoreError } from '#review/store/store-error.ts';
import { EVENTS } from './events/events.ts';
import type { EventContext, Reading, Told } from './events/webhook-event.ts';
import type { Answer } from './http/answer.ts';
import type { BodyReader } from './http/read-body.ts';
import type { SignatureCheck } from './signature.ts';

export interface WebhookDeps {
  readonly store: Pick<Store, 'deliveries' | 'pullRequests'>;
  readonly signatures: SignatureCheck;
  readonly bodies: BodyReader;
  readonly appId: number;
  readonly log: Logger;
}

/** Where GitHub says what it sends. */
interface Heading {
  readonly delivery: string;
  readonly event: string;
}

const ACCEPTED: Answer = { status: 202, body: 'Accepted.' };
const MALFORMED: Answer = { status: 400, body: 'This is no webhook that can be read here.' };
const UNSIGNED: Answer = { status: 401, body: 'The signature does not fit.', close: true };
const TOO_LARGE: Answer = { status: 413, body: 'The body is too large.', close: true };
const WRONG_TYPE: Answer = { status: 415, body: 'Set the content type of the webhook to application/json.' };
const BUSY: Answer = {
  status: 503,
  body: 'Too much at once. Come again.',
  close: true,
  headers: { 'retry-after': '10' },
};
const NOT_STORED: Answer = { status: 503, body: 'Not stored. Come again.', headers: { 'retry-after': '30' } };
/** Nobody is there to read it. */
const NOBODY: Answer = { status: 400, body: '', close: true };

export async function receiveWebhook(request: IncomingMessage, deps: WebhookDeps): Promise<Answer> {
  const heading = headingOf(request);
  const log = deps.log.child(heading ?? { delivery: null });
  const body = await deps.bodies.read(request);
  switch (body.kind) {
    case 'aborted':
      log.warn('the sender went away');
      return NOBODY;
    case 'too-large':
      log.warn({ from: request.socket.remoteAddress }, 'a body was too large');
      return TOO_LARGE;
    case 'busy':
      log.error('too many bodies are being read at once');
      return BUSY;
    case 'read':
  }
  const text = body.bytes.toString('utf8');
  if (!(await deps.signatures.isGenuine(text, single(request.headers['x-hub-signature-256'])))) {
    log.warn({ from: request.socket.remoteAddress }, 'a signature did not fit');
    return UNSIGNED;
  }
  if (heading === null) {
    log.warn('a signed webhook without the headers that say what it is');
    return MALFORMED;
  }
  if (request.headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true) {
    log.error('GitHub sends forms: set the content type of the webhook to application/json');
    deps.store.deliveries.drop(heading.event, 'not-json');
    return WRONG_TYPE;
  }
  try {
    return await take(heading, text, { ...deps, log });
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    const { code, message, remedy } = error;
    log.error({ err: { name: error.name, code, message, remedy } }, 'a webhook could not be stored');
    return NOT_STORED;
  }
}

async function take({ delivery, event }: Heading, text: string, deps: WebhookDeps): Promise<Answer> {
  const { store, log } = deps;
  const payload = parsed(text);
  if (payload === null) {
    log.warn('a body was no JSON object');
    store.deliveries.drop(event, 'malformed');
    return MALFORMED;
  }
  const action = typeof payload['action'] === 'string' ? payload['action'].slice(0, 100) : null;
  const reading = await read(event, action, payload, deps);
  switch (reading.kind) {
    case 'unneeded':
      store.deliveries.drop(event, action);
      log.debug({ action }, 'nobody needs this event');
      return ACCEPTED;
    case 'malformed':
      store.deliveries.drop(event, 'malformed');
      log.warn({ action, places: reading.places }, 'a payload was not what GitHub documents');
      return MALFORMED;
    case 'told':
      return keep({ delivery, event }, action, reading.told, deps);
  }
}

async function keep(
  { delivery, event }: Heading,
  action: string | null,
  told: Told,
  { store, log }: WebhookDeps,
): Promise<Answer> {
  const { installationId, repository, pullRequest, observed, jobs } = told;
  const outcome = await store.deliveries.accept({
    delivery: {
      guid: delivery,
      event,
      action,
      installationId,
      repositoryId: repository?.id ?? null,
      pullRequest,
    },
    observed,
    jobs,
  });
  log.info(
    {
      action,
      installation: installationId,
      ...(repository === null ? {} : { repository: `${repository.owner}/${repository.name}` }),
      ...(pullRequest === null ? {} : { pullRequest }),
      jobs: jobs.length,
    },
    outcome === 'stored' ? 'a webhook was stored' : 'a webhook came again',
  );
  return ACCEPTED;
}

async function read(
  event: string,
  action: string | null,
  payload: Readonly<Record<string, unknown>>,
  { store, appId }: WebhookDeps,
): Promise<Reading> {
  const context: EventContext = {
    action,
    reason: action === null ? event : `${event}.${action}`,
    appId,
    async isTarget(repositoryId, branch) {
      return (await store.pullRequests.open({ repositoryId, baseRef: branch, limit: 1 })).length > 0;
    },
  };
  return (await EVENTS.get(event)?.read(payload, context)) ?? { kind: 'unneeded' };
}

function parsed(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value = JSON.parse(text) as unknown;
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

/** Null unless both are there, in the form that GitHub gives them: they go into the log before anything is verified. */
function headingOf({ headers }: IncomingMessage): Heading | null {
  const delivery = single(headers['x-github-delivery']);
  const event = single(headers['x-github-event']);
  if (delivery === undefined || !/^[\w-]{1,100}$/.test(delivery)) return null;
  if (event === undefined || !/^[a-z_]{1,100}$/.test(event)) return null;
  return { delivery, event };
}

function single(header: string | readonly string[] | undefined): string | undefined {
  return typeof header === 'string' ? header : undefined;
}
