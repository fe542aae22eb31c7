/** Commits, changed files and contents as GitHub's API shows them. */
import { countLines, type ChangedFile } from '../git/pull-request-diff.ts';
import type { Commit, Signature, TreeEntry } from '../git/commits.ts';
import { fullNameOf, type Repository } from '../state/repositories.ts';
import { userWithEmail, type World } from '../state/world.ts';
import { accountResource } from './accounts.ts';
import { repositoryUrl } from './repositories.ts';

type Json = Record<string, unknown>;

export function commitResource(world: World, repository: Repository, commit: Commit): Json {
  const { url: base } = world;
  const url = `${repositoryUrl(base, repository)}/commits/${commit.sha}`;
  const accountOf = ({ email }: Signature): Json | null => {
    const user = userWithEmail(world, email);
    return user === null ? null : accountResource(base, user);
  };
  return {
    sha: commit.sha,
    node_id: `C_${commit.sha}`,
    url,
    html_url: `${base}/${fullNameOf(repository)}/commit/${commit.sha}`,
    comments_url: `${url}/comments`,
    commit: {
      ...gitParts(base, repository, commit),
      comment_count: 0,
      url: `${repositoryUrl(base, repository)}/git/commits/${commit.sha}`,
    },
    author: accountOf(commit.author),
    committer: accountOf(commit.committer),
    parents: parentsOf(base, repository, commit, 'commits'),
  };
}

/** As `GET …/git/commits/{commit_sha}` shows it: git's own facts. */
export function gitCommitResource(base: string, repository: Repository, commit: Commit): Json {
  return {
    ...gitParts(base, repository, commit),
    sha: commit.sha,
    node_id: `C_${commit.sha}`,
    url: `${repositoryUrl(base, repository)}/git/commits/${commit.sha}`,
    html_url: `${base}/${fullNameOf(repository)}/commit/${commit.sha}`,
    parents: parentsOf(base, repository, commit, 'git/commits'),
  };
}

function gitParts(base: string, repository: Repository, { author, committer, message, tree }: Commit): Json {
  return {
    author,
    committer,
    message,
    tree: { sha: tree, url: `${repositoryUrl(base, repository)}/git/trees/${tree}` },
    verification: { verified: false, reason: 'unsigned', signature: null, payload: null, verified_at: null },
  };
}

function parentsOf(base: string, repository: Repository, { parents }: Commit, place: string): Json[] {
  return parents.map((sha) => ({
    sha,
    url: `${repositoryUrl(base, repository)}/${place}/${sha}`,
    html_url: `${base}/${fullNameOf(repository)}/commit/${sha}`,
  }));
}

export function simpleCommitResource({ sha, tree, message, committer, author }: Commit): Json {
  const person = ({ name, email }: Signature): Json => ({ name, email });
  return {
    id: sha,
    tree_id: tree,
    message,
    timestamp: committer.date,
    author: person(author),
    committer: person(committer),
  };
}

/** Above these GitHub leaves `patch` out. */
const MAX_PATCH_LINES = 20_000;
const MAX_PATCH_BYTES = 500_000;

export function fileResource(base: string, repository: Repository, head: string, file: ChangedFile): Json {
  const name = file.path.split('/').map(encodeURIComponent).join('/');
  const web = `${base}/${fullNameOf(repository)}`;
  const [additions, deletions] = [countLines(file, 'added'), countLines(file, 'deleted')];
  const shown = file.patch !== '' && file.lines.length <= MAX_PATCH_LINES && file.patch.length <= MAX_PATCH_BYTES;
  return {
    sha: file.sha,
    filename: file.path,
    status: file.status,
    ...{ additions, deletions, changes: additions + deletions },
    blob_url: `${web}/blob/${head}/${name}`,
    raw_url: `${web}/raw/${head}/${name}`,
    contents_url: `${repositoryUrl(base, repository)}/contents/${name}?ref=${head}`,
    ...(shown ? { patch: file.patch } : {}),
    ...(file.previousPath === null ? {} : { previous_filename: file.previousPath }),
  };
}

/** An entry of a folder; a file alone has its content beside it. */
export function entryResource(base: string, repository: Repository, ref: string, entry: TreeEntry): Json {
  const path = entry.path.split('/').map(encodeURIComponent).join('/');
  const url = `${repositoryUrl(base, repository)}/contents/${path}?ref=${ref}`;
  const kind = entry.type === 'tree' ? 'trees' : 'blobs';
  const gitUrl = `${repositoryUrl(base, repository)}/git/${kind}/${entry.sha}`;
  const htmlUrl = `${base}/${fullNameOf(repository)}/blob/${ref}/${path}`;
  return {
    type: ENTRY_TYPES[entry.type],
    size: entry.size ?? 0,
    name: entry.path.slice(entry.path.lastIndexOf('/') + 1),
    path: entry.path,
    sha: entry.sha,
    url,
    git_url: gitUrl,
    html_url: htmlUrl,
    download_url: entry.type === 'blob' ? `${base}/${fullNameOf(repository)}/raw/${ref}/${path}` : null,
    _links: { self: url, git: gitUrl, html: htmlUrl },
  };
}

const ENTRY_TYPES: Readonly<Record<TreeEntry['type'], string>> = { blob: 'file', tree: 'dir', commit: 'submodule' };
