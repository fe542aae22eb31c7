/** The newest commit of a repository's default branch, in one request that needs no name of it. */
import { z } from 'zod';
import type { Connection } from './connection.ts';
import { isGitHubError } from './github-error.ts';
import { parseAnswer } from './parse-answer.ts';
import { repositoryName } from './repository-name.ts';

const commitsAnswer = z.array(z.object({ sha: z.string() }));

/** Null where there is none: an empty repository (409), or one that is gone. @throws GitHubError */
export async function defaultBranchHead(github: Connection, repository: string): Promise<string | null> {
  try {
    const { data } = await github.rest.repos.listCommits({ ...repositoryName(repository), per_page: 1 });
    return parseAnswer(commitsAnswer, data, 'GET commits')[0]?.sha ?? null;
  } catch (error) {
    if (isGitHubError(error, 'not-found', 'refused')) return null;
    throw error;
  }
}
