/** `owner/name`, as GitHub's API takes it: apart. */
export interface RepositoryName {
  readonly owner: string;
  readonly repo: string;
}

/** @throws TypeError where it is not of that form */
export function repositoryName(repository: string): RepositoryName {
  const [, owner, repo] = /^([\w.-]+)\/([\w.-]+)$/.exec(repository) ?? [];
  if (owner === undefined || repo === undefined) throw new TypeError('a repository is named as owner/name');
  return { owner, repo };
}
