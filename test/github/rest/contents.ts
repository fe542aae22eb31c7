/** What git holds, asked for through the API: files, branches, refs, commits, comparisons. */
import { commitNamed, mergeBaseOf } from '../git/bare-repository.ts';
import { readBlob, readCommit, readCommits, readTree, type TreeEntry } from '../git/commits.ts';
import { diffBetween } from '../git/pull-request-diff.ts';
import { ApiError, notFound } from '../http/api-error.ts';
import { commitResource, entryResource, fileResource, gitCommitResource } from '../resources/commits.ts';
import { repositoryUrl } from '../resources/repositories.ts';
import { fullNameOf, type Repository } from '../state/repositories.ts';
import { list, ok, repositoryOf, type Answer, type Call, type Handlers } from './call.ts';

export const CONTENT_HANDLERS = {
  'repos/get-content': getContent,
  'repos/list-branches': (call) => {
    const repository = repositoryOf(call);
    const url = repositoryUrl(call.world.url, repository);
    return list([...repository.branches], ([name, sha]) => ({
      name,
      commit: { sha, url: `${url}/commits/${sha}` },
      protected: repository.requiredChecks.has(name),
    }));
  },
  'repos/get-branch': async (call) => {
    const repository = repositoryOf(call);
    const name = String(call.path['branch']);
    const sha = repository.branches.get(name);
    if (sha === undefined) throw new ApiError(404, 'Branch not found');
    const url = `${repositoryUrl(call.world.url, repository)}/branches/${name}`;
    return ok({
      name,
      commit: commitResource(call.world, repository, await readCommit(repository.git, sha)),
      _links: { self: url, html: `${call.world.url}/${fullNameOf(repository)}/tree/${name}` },
      protected: repository.requiredChecks.has(name),
      protection: { enabled: repository.requiredChecks.has(name) },
      protection_url: `${url}/protection`,
    });
  },
  'repos/get-commit': async (call) => {
    const repository = repositoryOf(call);
    const { git } = repository;
    const commit = await readCommit(git, await commitOr422(call, String(call.path['ref'])));
    const parent = commit.parents[0] ?? EMPTY_TREE;
    const files = await diffBetween(git, parent, commit.sha);
    const shown = files.map((file) => fileResource(call.world.url, repository, commit.sha, file));
    return ok({ ...commitResource(call.world, repository, commit), files: shown });
  },
  'repos/list-commits': async (call) => {
    const repository = repositoryOf(call);
    const { sha = repository.defaultBranch, path } = call.query;
    const tip = await commitNamed(repository.git, String(sha));
    if (tip === null || path !== undefined) throw notFound();
    const commits = await readCommits(repository.git, [tip]);
    return list(commits, (commit) => commitResource(call.world, repository, commit));
  },
  'repos/compare-commits-with-basehead': compare,
  'git/get-ref': async (call) => {
    const ref = (await matchingRefs(call)).find(([name]) => name === `refs/${String(call.path['ref'])}`);
    if (ref === undefined) throw notFound();
    return ok(refResource(call, ref));
  },
  'git/list-matching-refs': async (call) => list(await matchingRefs(call), (ref) => refResource(call, ref)),
  'git/get-commit': async (call) => {
    const repository = repositoryOf(call);
    const sha = await commitNamed(repository.git, String(call.path['commit_sha']));
    if (sha === null) throw notFound();
    return ok(gitCommitResource(call.world.url, repository, await readCommit(repository.git, sha)));
  },
} satisfies Handlers;

const EMPTY_TREE = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';

/** Larger files come without their content, and beyond the second limit not at all. */
const MAX_INLINE = 1024 * 1024;
const MAX_RAW = 100 * 1024 * 1024;

async function getContent(call: Call): Promise<Answer> {
  const repository = repositoryOf(call);
  const ref = String(call.query['ref'] ?? repository.defaultBranch);
  const commit = await commitNamed(repository.git, ref);
  if (commit === null) throw new ApiError(404, `No commit found for the ref ${ref}`);
  const found = await readTree(repository.git, commit, String(call.path['path']).replace(/\/$/, ''));
  if (found === null) throw notFound();
  const { entry, children } = found;
  const show = (one: TreeEntry): Record<string, unknown> => entryResource(call.world.url, repository, ref, one);
  if (entry === null || entry.type === 'tree') return ok(children.map(show));
  if (entry.type === 'commit') return ok({ ...show(entry), submodule_git_url: `${call.world.url}/elsewhere.git` });
  const bytes = await readBlob(repository.git, entry.sha);
  if (bytes.length > MAX_RAW) throw new ApiError(403, 'This API returns blobs up to 100 MB in size.');
  if (/application\/vnd\.github(?:\.v3)?\.raw/.test(call.accept)) {
    return { kind: 'text', status: 200, type: 'application/vnd.github.raw+json; charset=utf-8', body: bytes };
  }
  const isLink = entry.mode === '120000';
  if (isLink) return ok({ ...show(entry), type: 'symlink', target: bytes.toString() });
  const inline = bytes.length <= MAX_INLINE;
  return ok({ ...show(entry), content: inline ? bytes.toString('base64') : '', encoding: inline ? 'base64' : 'none' });
}

/** GitHub lists 300 files, and no more on any page. */
const MAX_COMPARED_FILES = 300;

async function compare(call: Call): Promise<Answer> {
  const repository = repositoryOf(call);
  const { git } = repository;
  const [baseName = '', headName = ''] = String(call.path['basehead']).split('...');
  const [base, head] = [await commitNamed(git, baseName), await commitNamed(git, headName)];
  if (base === null || head === null) throw notFound();
  const mergeBase = await mergeBaseOf(git, base, head);
  if (mergeBase === null) throw new ApiError(404, `No common ancestor between ${baseName} and ${headName}.`);
  const [ahead, behind] = await Promise.all([
    readCommits(git, ['--reverse', `${base}..${head}`]),
    readCommits(git, [`${head}..${base}`]),
  ]);
  const show = async (sha: string): Promise<unknown> =>
    commitResource(call.world, repository, await readCommit(git, sha));
  const url = `${repositoryUrl(call.world.url, repository)}/compare/${baseName}...${headName}`;
  const htmlUrl = `${call.world.url}/${fullNameOf(repository)}/compare/${baseName}...${headName}`;
  const status =
    ahead.length === 0 ? (behind.length === 0 ? 'identical' : 'behind') : behind.length === 0 ? 'ahead' : 'diverged';
  const files = (await diffBetween(git, mergeBase, head)).slice(0, MAX_COMPARED_FILES);
  return ok({
    ...{ url, html_url: htmlUrl, permalink_url: htmlUrl, diff_url: `${htmlUrl}.diff`, patch_url: `${htmlUrl}.patch` },
    ...{ base_commit: await show(base), merge_base_commit: await show(mergeBase), status },
    ...{ ahead_by: ahead.length, behind_by: behind.length, total_commits: ahead.length },
    commits: ahead.map((commit) => commitResource(call.world, repository, commit)),
    files: files.map((file) => fileResource(call.world.url, repository, head, file)),
  });
}

async function commitOr422(call: Call, ref: string): Promise<string> {
  const sha = await commitNamed(repositoryOf(call).git, ref);
  if (sha === null) throw new ApiError(422, `No commit found for SHA: ${ref}`);
  return sha;
}

type Ref = readonly [name: string, sha: string];

async function matchingRefs(call: Call): Promise<Ref[]> {
  const prefix = `refs/${String(call.path['ref'])}`;
  const listed = await repositoryOf(call).git.run(['for-each-ref', '--format=%(objectname) %(refname)']);
  return listed
    .split('\n')
    .filter((line) => line.slice(41).startsWith(prefix))
    .map((line): Ref => [line.slice(41), line.slice(0, 40)]);
}

function refResource(call: Call, [name, sha]: Ref): Record<string, unknown> {
  const url = repositoryUrl(call.world.url, repositoryOf(call) satisfies Repository);
  return {
    ref: name,
    node_id: `REF_${Buffer.from(name).toString('base64url')}`,
    url: `${url}/git/${name}`,
    object: { type: 'commit', sha, url: `${url}/git/commits/${sha}` },
  };
}
