/** Each operation that the stand-in knows, asked once and answered as GitHub's description says. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Octokit } from '@octokit/rest';
import { signAppToken } from './app-token.ts';
import { OPERATIONS_IN_USE } from './description/operations-in-use.ts';
import { createListener, type Listener } from './listener.ts';
import type { Permissions } from './state/apps.ts';
import { createScene, octokitWith, refusalOf, SHOP, type Scene } from './scene.ts';

let scene: Scene;
let listener: Listener;
let app: Octokit;
let octokit: Octokit;
beforeAll(async () => {
  listener = await createListener();
  const permissions: Permissions = {
    ...{ contents: 'read', issues: 'write', pull_requests: 'write', checks: 'write', statuses: 'write' },
    ...{ members: 'read', administration: 'read' },
  };
  scene = await createScene({ app: { permissions, events: ['pull_request'], webhookUrl: listener.url } });
  const { github, acme, bob, repository } = scene;
  github.createTeam(acme, 'identity', { members: [bob], repositories: [[repository, 'maintain']] });
  app = octokitWith(github, signAppToken(github));
  octokit = scene.octokit();
  await scene.openPull();
  await github.post.settled();
});
afterAll(async () => {
  await scene.github.close();
  await listener.close();
});

const PULL = { ...SHOP, pull_number: 1 };
const ISSUE = { ...SHOP, issue_number: 1 };

describe('operations', () => {
  afterEach(() => expect(scene.github.problems()).toEqual([]));

  it('of apps', async () => {
    const { github, installation, acme } = scene;
    await app.rest.apps.getAuthenticated();
    expect((await app.rest.apps.listInstallations()).data.map(({ id }) => id)).toEqual([installation.id]);
    const one = { installation_id: installation.id };
    await app.rest.apps.getInstallation(one);
    await app.rest.apps.getOrgInstallation({ org: 'ACME' });
    await app.rest.apps.getRepoInstallation(SHOP);
    github.install(github.app, scene.eve);
    expect((await app.rest.apps.getUserInstallation({ username: 'eve' })).data.target_type).toBe('User');
    const { data } = await app.rest.apps.createInstallationAccessToken(one);
    const revoked = octokitWith(github, data.token);
    expect((await revoked.rest.apps.listReposAccessibleToInstallation()).data.total_count).toBe(1);
    await revoked.rest.apps.revokeInstallationAccessToken();
    await app.rest.apps.getWebhookConfigForApp();
    const { data: deliveries } = await app.rest.apps.listWebhookDeliveries();
    const delivery = { delivery_id: deliveries[0]?.id ?? 0 };
    await app.rest.apps.getWebhookDelivery(delivery);
    await app.rest.apps.redeliverWebhookDelivery(delivery);
    await octokit.rest.apps.createFromManifest({ code: github.submitManifest({ name: 'Other' }, acme) });
    await octokit.rest.meta.root();
    await octokit.rest.meta.get();
    await octokit.rest.rateLimit.get();
  });

  it('of accounts', async () => {
    const [org, username, team_slug] = ['acme', 'bob', 'identity'];
    await scene.octokitOf(scene.bob).rest.users.getAuthenticated();
    expect((await octokit.rest.users.getByUsername({ username: 'countersign[bot]' })).data.type).toBe('Bot');
    await octokit.rest.orgs.get({ org });
    await octokit.rest.orgs.listMembers({ org, role: 'admin' });
    await octokit.rest.orgs.checkMembershipForUser({ org, username });
    expect((await refusalOf(octokit.rest.orgs.checkMembershipForUser({ org, username: 'eve' }))).status).toBe(404);
    await octokit.rest.orgs.getMembershipForUser({ org, username });
    await octokit.rest.teams.list({ org });
    expect((await octokit.rest.teams.getByName({ org, team_slug })).data.members_count).toBe(1);
    await octokit.rest.teams.listMembersInOrg({ org, team_slug });
    await octokit.rest.teams.getMembershipForUserInOrg({ org, team_slug, username });
    const asked = { org, team_slug, ...SHOP };
    await octokit.rest.teams.checkPermissionsForRepoInOrg(asked);
    const headers = { accept: 'application/vnd.github.v3.repository+json' };
    const { data } = await octokit.rest.teams.checkPermissionsForRepoInOrg({ ...asked, headers });
    expect(data.role_name).toBe('maintain');
    await octokit.rest.repos.listTeams(SHOP);
    const { data: people } = await octokit.rest.repos.listCollaborators(SHOP);
    expect(people.map(({ login, role_name: role }) => [login, role])).toEqual([
      ['ada', 'admin'],
      ['bob', 'maintain'],
    ]);
    await octokit.rest.repos.getCollaboratorPermissionLevel({ ...SHOP, username });
  });

  it('of contents', async () => {
    const sha = scene.repository.branches.get('main') ?? '';
    await octokit.rest.repos.get(SHOP);
    const { data } = await octokit.rest.repos.getContent({ ...SHOP, path: 'README.md' });
    expect(data).toMatchObject({ type: 'file', content: Buffer.from('# Shop\n').toString('base64') });
    const raw = octokit.rest.repos.getContent({ ...SHOP, path: 'README.md', mediaType: { format: 'raw' } });
    expect((await raw).data).toBe('# Shop\n');
    for (const path of ['', 'src']) await octokit.rest.repos.getContent({ ...SHOP, path, ref: 'list' });
    expect((await refusalOf(octokit.rest.repos.getContent({ ...SHOP, path: 'nothing' }))).status).toBe(404);
    await octokit.rest.repos.listBranches(SHOP);
    await octokit.rest.repos.getBranch({ ...SHOP, branch: 'list' });
    await octokit.rest.repos.listCommits({ ...SHOP, sha: 'list' });
    await octokit.rest.repos.getCommit({ ...SHOP, ref: 'list' });
    await octokit.rest.repos.getCommit({ ...SHOP, ref: sha });
    const { data: compared } = await octokit.rest.repos.compareCommitsWithBasehead({
      ...SHOP,
      basehead: 'main...list',
    });
    expect([compared.status, compared.ahead_by, compared.files?.length]).toEqual(['ahead', 1, 1]);
    await octokit.rest.git.getRef({ ...SHOP, ref: 'heads/main' });
    await octokit.rest.git.listMatchingRefs({ ...SHOP, ref: 'heads/' });
    await octokit.rest.git.getCommit({ ...SHOP, commit_sha: sha });
    await octokit.rest.repos.createCommitStatus({ ...SHOP, sha, state: 'success', context: 'build' });
    await octokit.rest.repos.getCombinedStatusForRef({ ...SHOP, ref: 'main' });
    await octokit.rest.repos.getBranchRules({ ...SHOP, branch: 'main' });
  });

  it('of pull requests', async () => {
    await octokit.rest.pulls.list({ ...SHOP, state: 'all', sort: 'updated', head: 'acme:list' });
    await octokit.rest.pulls.get(PULL);
    expect((await octokit.rest.pulls.get({ ...PULL, mediaType: { format: 'diff' } })).data).toContain('+eleven');
    const { data: files } = await octokit.rest.pulls.listFiles(PULL);
    expect(files.map(({ filename, status, additions }) => [filename, status, additions])).toEqual([
      ['src/list.txt', 'modified', 2],
    ]);
    await octokit.rest.pulls.listCommits(PULL);
    const commit_sha = files[0] === undefined ? '' : (scene.repository.branches.get('list') ?? '');
    await octokit.rest.repos.listPullRequestsAssociatedWithCommit({ ...SHOP, commit_sha });
    const reviewers = { reviewers: ['ada'], team_reviewers: ['identity'] };
    await octokit.rest.pulls.requestReviewers({ ...PULL, ...reviewers });
    expect((await octokit.rest.pulls.listRequestedReviewers(PULL)).data.teams).toHaveLength(1);
    await octokit.rest.pulls.removeRequestedReviewers({ ...PULL, ...reviewers });
    await scene.github.push({ repository: scene.repository, by: scene.bob, branch: 'b', files: { b: 'b\n' } });
    const writer = scene.octokitOf(scene.bob);
    const wanted = { ...SHOP, title: 'Second', head: 'b', base: 'main' };
    const { data } = await writer.rest.pulls.create({ ...wanted, draft: true });
    expect([data.number, data.draft]).toEqual([2, true]);
    expect((await refusalOf(writer.rest.pulls.create(wanted))).status).toBe(422);
    await writer.rest.pulls.update({ ...PULL, pull_number: 2, title: 'The second', state: 'closed' });
  });

  it('of conversations', async () => {
    const { data: comment } = await octokit.rest.issues.createComment({ ...ISSUE, body: 'Hello.' });
    const one = { ...SHOP, comment_id: comment.id };
    await octokit.rest.issues.listComments(ISSUE);
    await octokit.rest.issues.getComment(one);
    await octokit.rest.issues.updateComment({ ...one, body: 'Hello again.' });
    const { data: eyes } = await octokit.rest.reactions.createForIssueComment({ ...one, content: 'eyes' });
    expect((await octokit.rest.reactions.createForIssueComment({ ...one, content: 'eyes' })).status).toBe(200);
    await octokit.rest.reactions.listForIssueComment(one);
    await octokit.rest.reactions.deleteForIssueComment({ ...one, reaction_id: eyes.id });
    await octokit.rest.issues.deleteComment(one);
    await octokit.rest.issues.createLabel({ ...SHOP, name: 'auth', color: 'ff0000' });
    await octokit.rest.issues.getLabel({ ...SHOP, name: 'AUTH' });
    await octokit.rest.issues.addLabels({ ...ISSUE, labels: ['auth', 'data'] });
    await octokit.rest.issues.setLabels({ ...ISSUE, labels: ['data', 'needs work'] });
    await octokit.rest.issues.removeLabel({ ...ISSUE, name: 'needs work' });
    const names = async (call: Promise<{ data: { name: string }[] }>): Promise<string[]> =>
      (await call).data.map(({ name }) => name);
    expect(await names(octokit.rest.issues.listLabelsOnIssue(ISSUE))).toEqual(['data']);
    expect(await names(octokit.rest.issues.listLabelsForRepo(SHOP))).toEqual(['auth', 'data', 'needs work']);
  });

  it('of reviews', async () => {
    const comments = [{ path: 'src/list.txt', line: 11, body: 'Why?' }];
    const pending = (await octokit.rest.pulls.createReview({ ...PULL, comments })).data;
    await octokit.rest.pulls.deletePendingReview({ ...PULL, review_id: pending.id });
    const { data } = await octokit.rest.pulls.createReview({ ...PULL, comments });
    const review = { ...PULL, review_id: data.id };
    await octokit.rest.pulls.submitReview({ ...review, event: 'REQUEST_CHANGES', body: 'No.' });
    await octokit.rest.pulls.getReview(review);
    await octokit.rest.pulls.updateReview({ ...review, body: 'Not yet.' });
    await octokit.rest.pulls.listReviews(PULL);
    await octokit.rest.pulls.listCommentsForReview(review);
    const [first] = (await octokit.rest.pulls.listReviewComments(PULL)).data;
    const comment = { ...SHOP, comment_id: first?.id ?? 0 };
    await octokit.rest.pulls.getReviewComment(comment);
    await octokit.rest.pulls.updateReviewComment({ ...comment, body: 'Why not?' });
    await octokit.rest.pulls.createReplyForReviewComment({ ...comment, ...PULL, body: 'Because.' });
    const { data: heart } = await octokit.rest.reactions.createForPullRequestReviewComment({
      ...comment,
      content: 'heart',
    });
    await octokit.rest.reactions.listForPullRequestReviewComment(comment);
    await octokit.rest.reactions.deleteForPullRequestComment({ ...comment, reaction_id: heart.id });
    const commit_id = scene.repository.branches.get('list') ?? '';
    const place = { path: 'src/list.txt', line: 5, side: 'LEFT' as const, body: 'Gone.' };
    const { data: single } = await octokit.rest.pulls.createReviewComment({ ...PULL, commit_id, ...place });
    await octokit.rest.pulls.deleteReviewComment({ ...SHOP, comment_id: single.id });
    await octokit.rest.pulls.dismissReview({ ...review, message: 'Done.' });
  });

  it('of checks', async () => {
    const head_sha = scene.repository.branches.get('list') ?? '';
    const { data: suite } = await octokit.rest.checks.createSuite({ ...SHOP, head_sha });
    const annotations = [{ path: 'a', start_line: 1, end_line: 1, annotation_level: 'notice' as const, message: 'x' }];
    const output = { title: 'One', summary: 'Two', annotations };
    const { data } = await octokit.rest.checks.create({ ...SHOP, name: 'Countersign', head_sha, output });
    const run = { ...SHOP, check_run_id: data.id };
    await octokit.rest.checks.update({ ...run, conclusion: 'success' });
    await octokit.rest.checks.get(run);
    await octokit.rest.checks.listAnnotations(run);
    await octokit.rest.checks.listForRef({ ...SHOP, ref: 'list' });
    await octokit.rest.checks.listForSuite({ ...SHOP, check_suite_id: suite.id });
    await octokit.rest.checks.listSuitesForRef({ ...SHOP, ref: 'list' });
    await octokit.rest.checks.getSuite({ ...SHOP, check_suite_id: suite.id });
    await octokit.rest.checks.rerequestRun(run);
    await octokit.rest.checks.rerequestSuite({ ...SHOP, check_suite_id: suite.id });
  });

  it('are all of them, and none was against the description', () => {
    const answered = new Set(
      scene.github.requests.filter(({ status }) => status < 300).map(({ operation }) => operation),
    );
    expect(OPERATIONS_IN_USE.filter((operation) => !answered.has(operation))).toEqual([]);
    expect(scene.github.problems()).toEqual([]);
  });
});
