/**
 * The way of a request to the REST API: who asks, may it, is it as GitHub's description says, what is answered, and
 * is the answer as GitHub would give it. What an operation does is its handler's.
 */
import { createHash } from 'node:crypto';
import type { GithubDescription, Operation } from '../description/github-description.ts';
import type { Answer, Call, Handler } from '../rest/call.ts';
import type { Actor } from '../state/apps.ts';
import { findRepository, type World } from '../state/world.ts';
import { ApiError } from './api-error.ts';
import { actorOf } from './authenticate.ts';
import { githubJson } from './github-json.ts';
import { NEEDS } from './needs.ts';
import { pageOf } from './pages.ts';
import { permit } from './permit.ts';
import { nameOfActor, type RateLimits } from './rate-limits.ts';
import type { RequestRecord } from './request-log.ts';
import { brokenRules } from './request-rules.ts';

export interface Asked {
  readonly method: string;
  /** As it was sent, without query and prefix. */
  readonly path: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: unknown;
  readonly record: RequestRecord;
}

export interface Told {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Undefined: no body at all. */
  readonly body: string | Uint8Array | undefined;
}

export interface Deps {
  readonly world: World;
  readonly limits: RateLimits;
  readonly handlers: Readonly<Record<Operation['id'], Handler>>;
}

export async function answerRequest(deps: Deps, asked: Asked): Promise<Told> {
  let actor: Actor | undefined;
  try {
    requireUserAgent(asked);
    actor = introduce(deps, asked);
    deps.limits.admit(actor, asked.record);
    const found = operationAsked(deps, asked);
    const told = await answerOperation(deps, asked, found.operation, actor, found.path);
    return withLimits(deps, actor, told);
  } catch (error) {
    return withLimits(deps, actor, refusal(asked.record, error));
  } finally {
    if (actor !== undefined) deps.limits.release(actor);
  }
}

function requireUserAgent({ headers }: Asked): void {
  if (headers['user-agent'] === undefined) {
    throw new ApiError(
      403,
      'Request forbidden by administrative rules. Please make sure your request has a User-Agent header',
    );
  }
}

export function introduce(
  { world }: Pick<Deps, 'world'>,
  { headers, record }: Pick<Asked, 'headers' | 'record'>,
): Actor {
  const actor = actorOf(world, headers['authorization']);
  record.actor = nameOfActor(actor);
  record.permissions = actor.kind === 'installation' ? actor.token.permissions : null;
  return actor;
}

function operationAsked(
  { world: { description } }: Deps,
  { method, path, record }: Asked,
): { readonly operation: Operation; readonly path: Record<string, string> } {
  const found = description.find(method, path);
  if (found === null) {
    // GitHub may know it; whoever builds on it must teach it to the stand-in first.
    record.problems.push(`${method} ${path} is no operation that the stand-in knows`);
    throw new ApiError(404, 'Not Found');
  }
  return found;
}

async function answerOperation(
  deps: Deps,
  { url, headers, body, record }: Asked,
  operation: Operation,
  actor: Actor,
  path: Record<string, string>,
): Promise<Told> {
  const query: Record<string, string> = Object.fromEntries(url.searchParams);
  const repository = findRepository(deps.world, path['owner'] ?? '', path['repo'] ?? '') ?? null;
  const organization = path['org']?.toLowerCase() ?? null;
  permit(actor, NEEDS[operation.id], { repository, organization });
  record.problems.push(...deps.world.description.problemsOfRequest(operation, path, query, body));
  if (record.problems.length === 0) record.problems.push(...brokenRules(operation.id, body));
  if (record.problems.length > 0) throw new ApiError(422, 'Invalid request.', { errors: record.problems });
  const call: Call = {
    ...{ world: deps.world, actor, path, query, body: body ?? {}, accept: headers['accept'] ?? '' },
    ...{ repository, limits: deps.limits },
  };
  const answer = await deps.handlers[operation.id](call);
  const told = await rendered(deps.world.description, operation, answer, url, query, record);
  if (headers['if-none-match'] !== told.headers['etag'] || told.headers['etag'] === undefined) return told;
  deps.limits.refund(actor);
  return { status: 304, headers: told.headers, body: undefined };
}

async function rendered(
  description: GithubDescription,
  operation: Operation,
  answer: Answer,
  url: URL,
  query: Readonly<Record<string, unknown>>,
  record: RequestRecord,
): Promise<Told> {
  if (answer.kind === 'empty') return { status: answer.status, headers: {}, body: undefined };
  if (answer.kind === 'text')
    return { status: answer.status, headers: { 'content-type': answer.type }, body: answer.body };
  const { status, body, headers } =
    answer.kind === 'json' ? { headers: {}, ...answer } : await renderedPage(answer, url, query);
  // As it arrives: dates are texts by then, and what is undefined is not there.
  const text = githubJson(body);
  const wrong = description.problemsOfAnswer(operation, status, JSON.parse(text));
  if (wrong.length > 0) {
    record.problems.push(...wrong);
    throw new Error(`the stand-in’s answer is not GitHub’s: ${wrong.join('; ')}`);
  }
  const etag = `W/"${createHash('sha256').update(text).digest('hex')}"`;
  const validators = operation.method === 'GET' ? { etag, 'cache-control': 'private, max-age=60, s-maxage=60' } : {};
  return { status, headers: { ...JSON_TYPE, ...validators, ...headers }, body: text };
}

const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' };

async function renderedPage(
  { items, render, wrap }: Extract<Answer, { kind: 'list' }>,
  url: URL,
  query: Readonly<Record<string, unknown>>,
): Promise<{ status: number; body: unknown; headers: Record<string, string> }> {
  const page = pageOf(items, url.href, query);
  const parts = await Promise.all(page.items.map((item) => render(item as never)));
  return {
    status: 200,
    body: wrap === null ? parts : wrap(parts, items.length),
    headers: page.link === undefined ? {} : { link: page.link },
  };
}

/** GitHub's form for what it refuses; 500 for what it should not have come to. */
export function refusal(record: RequestRecord, error: unknown): Told {
  if (!(error instanceof ApiError)) {
    record.problems.push(
      `the stand-in failed: ${Error.isError(error) ? (error.stack ?? error.message) : String(error)}`,
    );
    return { status: 500, headers: JSON_TYPE, body: JSON.stringify({ message: 'Server Error' }) };
  }
  const body = {
    message: error.message,
    ...(error.errors.length === 0 ? {} : { errors: error.errors }),
    documentation_url: 'https://docs.github.com/rest',
    status: String(error.status),
  };
  return { status: error.status, headers: { ...JSON_TYPE, ...error.headers }, body: JSON.stringify(body) };
}

function withLimits({ limits }: Deps, actor: Actor | undefined, told: Told): Told {
  return actor === undefined ? told : { ...told, headers: { ...limits.headers(actor), ...told.headers } };
}
