/**
 * GraphQL: each query is held against GitHub's own schema, deprecated fields refused, and then answered by it. What
 * the schema knows and the stand-in does not is refused by name.
 */
import { readFileSync } from 'node:fs';
import {
  buildSchema,
  execute,
  GraphQLError,
  NoDeprecatedCustomRule,
  parse,
  specifiedRules,
  validate,
  type GraphQLFieldResolver,
  type GraphQLSchema,
} from 'graphql';
import { githubJson } from '../http/github-json.ts';
import { once } from '../acts/once.ts';
import { introduce, refusal, type Asked, type Deps, type Told } from '../http/answer-request.ts';
import { ApiError } from '../http/api-error.ts';
import type { Organization, User } from '../state/accounts.ts';
import type { Actor } from '../state/apps.ts';
import { findRepository, type World } from '../state/world.ts';
import { mutations } from './mutations.ts';
import { actorNode } from './actor-node.ts';
import { issueCommentNode, pullNode, repositoryWithPulls, reviewCommentNode, reviewNode, threadNode } from './nodes.ts';
import { organizationNode } from './repository-nodes.ts';
import { requireAllowed, requireSeen, unresolved, type Viewer } from './viewer.ts';

export type AnswerGraphql = (asked: Asked) => Promise<Told>;

/** The schema takes a quarter of a second to build: it waits for the first query, and is the same for every stand-in. */
const githubSchema = once(loadSchema);

export function createGraphql(deps: Pick<Deps, 'world' | 'limits'>): AnswerGraphql {
  return async (asked) => {
    let actor: Actor | undefined;
    try {
      actor = introduce(deps, asked);
      deps.limits.admit(actor, asked.record);
      const body = await answerQuery(githubSchema(), deps, viewerOf(deps.world, actor), asked);
      const headers = { 'content-type': 'application/json; charset=utf-8', ...deps.limits.headers(actor) };
      return { status: 200, headers, body: githubJson(body) };
    } catch (error) {
      return refusal(asked.record, error);
    } finally {
      if (actor !== undefined) deps.limits.release(actor);
    }
  };
}

function loadSchema(): GraphQLSchema {
  // The package's own entry reads five megabytes of introspection first; the schema itself lies beside it.
  const file = new URL('schema.graphql', import.meta.resolve('@octokit/graphql-schema'));
  return buildSchema(readFileSync(file, 'utf8'), { assumeValid: true, assumeValidSDL: true, noLocation: true });
}

/** GraphQL is never anonymous, and apps ask through their installations. */
function viewerOf(world: World, actor: Actor): Viewer {
  if (actor.kind === 'user') return { world, actor, user: actor.token.user };
  if (actor.kind === 'installation') return { world, actor, user: actor.token.installation.app.bot };
  throw new ApiError(actor.kind === 'anonymous' ? 401 : 403, 'This endpoint requires you to be authenticated.');
}

interface Query {
  readonly query?: unknown;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly operationName?: string;
}

async function answerQuery(
  schema: GraphQLSchema,
  deps: Pick<Deps, 'limits'>,
  viewer: Viewer,
  asked: Asked,
): Promise<unknown> {
  const { query, variables = {}, operationName = null } = (asked.body ?? {}) as Query;
  if (asked.method !== 'POST' || typeof query !== 'string')
    throw new ApiError(400, 'A query attribute must be specified and must be a string.');
  const problems = problemsOf(schema, query);
  asked.record.problems.push(...problems.map((problem) => problem.message));
  if (problems.length > 0) return { errors: problems.map(errorResource) };
  const result = await execute({
    schema,
    document: parse(query),
    rootValue: { ...queries(deps, viewer), ...mutations(viewer) },
    variableValues: variables,
    operationName,
    fieldResolver: (...args) => resolveField(asked, ...args),
  });
  const { data = null, errors } = result;
  return { data, ...(errors === undefined ? {} : { errors: errors.map(errorResource) }) };
}

function problemsOf(schema: GraphQLSchema, query: string): readonly GraphQLError[] {
  try {
    return validate(schema, parse(query), [...specifiedRules, NoDeprecatedCustomRule]);
  } catch (error) {
    if (error instanceof GraphQLError) return [error];
    throw error;
  }
}

/** GitHub has the type of an error beside its message, and not under `extensions`. */
function errorResource({ message, path, locations, extensions }: GraphQLError): unknown {
  return { ...('type' in extensions ? { type: extensions['type'] } : {}), path, locations, message };
}

const resolveField = (
  { record }: Asked,
  ...[source, args, , info]: Parameters<GraphQLFieldResolver<unknown, unknown>>
): unknown => {
  const value = (source as Record<string, unknown>)[info.fieldName];
  if (value === undefined) {
    const problem = `the stand-in does not answer ${info.parentType.name}.${info.fieldName}`;
    record.problems.push(problem);
    throw new GraphQLError(problem);
  }
  return typeof value === 'function' ? (value as (args: unknown) => unknown)(args) : value;
};

function queries({ limits }: Pick<Deps, 'limits'>, viewer: Viewer): Readonly<Record<string, unknown>> {
  const { world, user, actor } = viewer;
  return {
    // A user by its type even where it is a bot, and then with its full name.
    viewer: () => ({ ...actorNode(viewer, user), __typename: 'User', login: user.login }),
    rateLimit: () => {
      const { limit, used, remaining, reset } = limits.state(actor);
      return { limit, used, remaining, cost: 1, nodeCount: 0, resetAt: new Date(reset * 1000) };
    },
    repository({ owner, name }: { owner: string; name: string }) {
      const repository = findRepository(world, owner, name);
      const what = `a Repository with the name '${owner}/${name}'`;
      if (repository === undefined) throw unresolved(what);
      requireSeen(viewer, repository, what);
      return repositoryWithPulls(viewer, repository);
    },
    organization({ login }: { login: string }) {
      const account = world.accounts.get(login.toLowerCase());
      if (account?.type !== 'Organization') throw unresolved(`an Organization with the login of '${login}'`);
      return organizationNode(viewer, account satisfies Organization);
    },
    user({ login }: { login: string }) {
      const account = world.accounts.get(login.toLowerCase());
      if (account?.type !== 'User') throw unresolved(`a User with the login of '${login}'`);
      return actorNode(viewer, account satisfies User);
    },
    node: ({ id }: { id: string }) => nodeWithId(viewer, id),
    nodes: ({ ids }: { ids: readonly string[] }) => ids.map((id) => nodeWithId(viewer, id)),
  };
}

function nodeWithId(viewer: Viewer, id: string): unknown {
  const what = `a node with the global id of '${id}'`;
  const found = viewer.world.nodes.get(id);
  if (found === undefined) throw unresolved(what);
  const { repository } = found.kind === 'PullRequest' ? found.value : found.value.pull;
  requireSeen(viewer, repository, what);
  requireAllowed(viewer, repository, 'pull_requests', 'read');
  switch (found.kind) {
    case 'PullRequest':
      return pullNode(viewer, found.value);
    case 'IssueComment':
      return issueCommentNode(viewer, found.value);
    case 'PullRequestReview':
      return reviewNode(viewer, found.value);
    case 'PullRequestReviewComment':
      return reviewCommentNode(viewer, found.value);
    case 'PullRequestReviewThread':
      return threadNode(viewer, found.value);
  }
}
