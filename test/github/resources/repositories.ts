/** Repositories and labels as GitHub's API shows them. */
import { roleIn, type User } from '../state/accounts.ts';
import { fullNameOf, openPullsOf, type Label, type Repository } from '../state/repositories.ts';
import { accountResource, permissionFlags } from './accounts.ts';

type Json = Record<string, unknown>;

/** Links of a repository that end as they are named; templates where their users fill something in. */
const LINKS: Readonly<Record<string, string>> = {
  archive_url: '{archive_format}{/ref}',
  assignees_url: 'assignees{/user}',
  blobs_url: 'git/blobs{/sha}',
  branches_url: 'branches{/branch}',
  collaborators_url: 'collaborators{/collaborator}',
  comments_url: 'comments{/number}',
  commits_url: 'commits{/sha}',
  compare_url: 'compare/{base}...{head}',
  contents_url: 'contents/{+path}',
  contributors_url: 'contributors',
  deployments_url: 'deployments',
  downloads_url: 'downloads',
  events_url: 'events',
  forks_url: 'forks',
  git_commits_url: 'git/commits{/sha}',
  git_refs_url: 'git/refs{/sha}',
  git_tags_url: 'git/tags{/sha}',
  hooks_url: 'hooks',
  issue_comment_url: 'issues/comments{/number}',
  issue_events_url: 'issues/events{/number}',
  issues_url: 'issues{/number}',
  keys_url: 'keys{/key_id}',
  labels_url: 'labels{/name}',
  languages_url: 'languages',
  merges_url: 'merges',
  milestones_url: 'milestones{/number}',
  notifications_url: 'notifications{?since,all,participating}',
  pulls_url: 'pulls{/number}',
  releases_url: 'releases{/id}',
  stargazers_url: 'stargazers',
  statuses_url: 'statuses/{sha}',
  subscribers_url: 'subscribers',
  subscription_url: 'subscription',
  tags_url: 'tags',
  teams_url: 'teams',
  trees_url: 'git/trees{/sha}',
};

export function repositoryUrl(base: string, repository: Repository): string {
  return `${base}/repos/${fullNameOf(repository)}`;
}

/** `viewer` is who looks: what they may do is shown with it. */
export function repositoryResource(base: string, repository: Repository, viewer?: User): Json {
  const url = repositoryUrl(base, repository);
  const htmlUrl = `${base}/${fullNameOf(repository)}`;
  const open = openPullsOf(repository).length;
  return {
    id: repository.id,
    node_id: repository.nodeId,
    name: repository.name,
    full_name: fullNameOf(repository),
    owner: accountResource(base, repository.owner),
    private: repository.private,
    visibility: repository.private ? 'private' : 'public',
    html_url: htmlUrl,
    description: null,
    fork: repository.parent !== null,
    url,
    ...Object.fromEntries(Object.entries(LINKS).map(([name, end]) => [name, `${url}/${end}`])),
    git_url: `${htmlUrl.replace('http:', 'git:')}.git`,
    ssh_url: `git@${new URL(base).hostname}:${fullNameOf(repository)}.git`,
    clone_url: `${htmlUrl}.git`,
    svn_url: htmlUrl,
    mirror_url: null,
    homepage: null,
    language: null,
    license: null,
    topics: [],
    is_template: false,
    ...{ forks: 0, forks_count: 0, watchers: 0, watchers_count: 0, stargazers_count: 0, size: 1 },
    ...{ open_issues: open, open_issues_count: open },
    ...{
      has_issues: true,
      has_projects: false,
      has_wiki: false,
      has_pages: false,
      has_downloads: false,
      has_discussions: false,
    },
    default_branch: repository.defaultBranch,
    archived: repository.archived,
    disabled: false,
    allow_forking: true,
    web_commit_signoff_required: false,
    created_at: repository.createdAt,
    updated_at: repository.createdAt,
    pushed_at: repository.pushedAt,
    ...(viewer === undefined ? {} : { permissions: permissionFlags(roleIn(repository, viewer)) }),
  };
}

/** As `GET /repos/{owner}/{repo}` shows it. */
export function fullRepositoryResource(base: string, repository: Repository, viewer?: User): Json {
  const { owner, parent } = repository;
  return {
    ...repositoryResource(base, repository, viewer),
    ...(owner.type === 'Organization' ? { organization: accountResource(base, owner) } : {}),
    ...(parent === null ? {} : { parent: repositoryResource(base, parent), source: repositoryResource(base, parent) }),
    network_count: 0,
    subscribers_count: 0,
    allow_squash_merge: true,
    allow_merge_commit: true,
    allow_rebase_merge: true,
  };
}

/** As webhooks about installations list them. */
export function repositoryReference(repository: Repository): Json {
  const { id, nodeId, name } = repository;
  return { id, node_id: nodeId, name, full_name: fullNameOf(repository), private: repository.private };
}

export function labelResource(base: string, repository: Repository, label: Label): Json {
  return {
    id: label.id,
    node_id: label.nodeId,
    url: `${repositoryUrl(base, repository)}/labels/${encodeURIComponent(label.name)}`,
    name: label.name,
    color: label.color,
    default: false,
    description: label.description,
  };
}
