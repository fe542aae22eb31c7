/** Who may fetch and who may push, in the words that git shows to people; and what a push brings about. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { noticePushes } from '../acts/pushes.ts';
import { serveGit, type GitRequest } from '../git/smart-http.ts';
import { atLeast, roleIn, type User } from '../state/accounts.ts';
import { allows, tokenCovers, type Actor } from '../state/apps.ts';
import type { Repository } from '../state/repositories.ts';
import { findRepository, type World } from '../state/world.ts';
import { ApiError } from './api-error.ts';
import { actorOfGit } from './authenticate.ts';
import { canSee } from './permit.ts';
import { nameOfActor } from './rate-limits.ts';
import type { RequestRecord } from './request-log.ts';

export async function answerGit(
  world: World,
  asked: GitRequest,
  record: RequestRecord,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    const actor = actorOfGit(world, request.headers.authorization);
    record.actor = nameOfActor(actor);
    record.permissions = actor.kind === 'installation' ? actor.token.permissions : null;
    const repository = repositoryFor(world, actor, asked);
    const pusher = asked.service === 'git/receive-pack' ? userOf(actor) : null;
    const done = async (): Promise<void> => {
      if (pusher !== null) await noticePushes(world, repository, pusher);
    };
    record.status = await serveGit(repository.git, asked, request, response, done);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    record.status = error.status;
    if (error.status === 401) response.setHeader('www-authenticate', 'Basic realm="GitHub"');
    response.writeHead(error.status, { 'content-type': 'text/plain; charset=utf-8' });
    response.end(`${error.message}\n`);
  }
}

function repositoryFor(world: World, actor: Actor, { owner, name, pushes }: GitRequest): Repository {
  const repository = findRepository(world, owner, name);
  if (repository === undefined || !canSee(actor, repository)) {
    if (actor.kind === 'anonymous') throw new ApiError(401, 'No anonymous access.');
    throw new ApiError(404, 'Repository not found.');
  }
  if (actor.kind === 'anonymous' && pushes) throw new ApiError(401, 'No anonymous write access.');
  if (pushes && repository.sharesGit) throw new ApiError(403, 'This repository shares its git: nobody can push to it.');
  if (!mayUse(actor, repository, pushes)) throw new ApiError(403, 'Write access to repository not granted.');
  return repository;
}

function mayUse(actor: Actor, repository: Repository, pushes: boolean): boolean {
  switch (actor.kind) {
    case 'anonymous':
      return true;
    case 'app':
      return false;
    case 'installation': {
      const { token } = actor;
      const covered = tokenCovers(token, repository) || (!repository.private && !pushes);
      return (
        covered && allows(token.permissions, 'contents', pushes ? 'write' : 'read') && !(pushes && repository.archived)
      );
    }
    case 'user': {
      const { user, readOnly } = actor.token;
      return !pushes || (!readOnly && !repository.archived && atLeast(roleIn(repository, user), 'write'));
    }
  }
}

function userOf(actor: Actor): User {
  if (actor.kind === 'user') return actor.token.user;
  if (actor.kind === 'installation') return actor.token.installation.app.bot;
  throw new ApiError(401, 'No anonymous write access.');
}
