/** GraphQL: what it answers, what it refuses, and what can be done through it alone. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { PullRequest } from './state/pull-requests.ts';
import { createScene, LINES, SHOP, text, type Scene } from './scene.ts';

let scene: Scene;
let pull: PullRequest;
beforeEach(async () => {
  scene = await createScene();
  pull = await scene.openPull();
  const comments = [{ path: 'src/list.txt', line: 11, body: 'Why?' }];
  await scene.octokit().rest.pulls.createReview({ ...SHOP, pull_number: 1, event: 'COMMENT', body: 'Seen.', comments });
});
afterEach(() => scene.github.close());

interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly { readonly type?: string; readonly message: string }[];
}

async function ask(
  query: string,
  variables: object = {},
  permissions?: Record<string, 'read' | 'write'>,
): Promise<Answer> {
  const { github, installation } = scene;
  const { value } = github.issueToken(installation, permissions === undefined ? {} : { permissions });
  return askAs(value, query, variables);
}

async function askAs(token: string, query: string, variables: object = {}): Promise<Answer> {
  const answer = await fetch(`${scene.github.url}/api/graphql`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  });
  return (await answer.json()) as Answer;
}

const THREADS = `query ($number: Int!) {
  repository(owner: "acme", name: "shop") {
    pullRequest(number: $number) {
      headRefOid
      author { login }
      reviewThreads(first: 50) {
        totalCount
        pageInfo { hasNextPage endCursor }
        nodes {
          isResolved isOutdated path line originalLine diffSide
          comments(first: 5) { nodes { fullDatabaseId body isMinimized minimizedReason author { __typename login } } }
        }
      }
      reviews(first: 5, states: [COMMENTED]) { nodes { state commit { oid } authorAssociation } }
    }
  }
}`;

describe('a query', () => {
  it('is answered with what is there', async () => {
    const { data, errors } = await ask(THREADS, { number: 1 });
    expect(errors).toBeUndefined();
    const author = { __typename: 'Bot', login: 'countersign' };
    const [comment] = pull.threads[0]?.comments ?? [];
    expect(data).toEqual({
      repository: {
        pullRequest: {
          headRefOid: pull.head.sha,
          author: { login: 'bob' },
          reviewThreads: {
            totalCount: 1,
            pageInfo: { hasNextPage: false, endCursor: expect.any(String) },
            nodes: [
              {
                ...{
                  isResolved: false,
                  isOutdated: false,
                  path: 'src/list.txt',
                  line: 11,
                  originalLine: 11,
                  diffSide: 'RIGHT',
                },
                comments: {
                  nodes: [
                    {
                      fullDatabaseId: String(comment?.id),
                      body: 'Why?',
                      isMinimized: false,
                      minimizedReason: null,
                      author,
                    },
                  ],
                },
              },
            ],
          },
          reviews: { nodes: [{ state: 'COMMENTED', commit: { oid: pull.head.sha }, authorAssociation: 'NONE' }] },
        },
      },
    });
    expect(scene.github.problems()).toEqual([]);
  });

  it('knows the app’s bot as the viewer by its full name', async () => {
    expect((await ask('{ viewer { login } rateLimit { limit cost } }')).data).toEqual({
      viewer: { login: 'countersign[bot]' },
      rateLimit: { limit: 5000, cost: 1 },
    });
  });

  it('goes from page to page', async () => {
    const { github, eve } = scene;
    for (let number = 1; number <= 5; number += 1) github.comment(pull, eve, `Number ${number}`);
    const query = `query ($after: String) { repository(owner: "acme", name: "shop") { pullRequest(number: 1) {
      comments(first: 2, after: $after) { nodes { body } pageInfo { hasNextPage endCursor } } } } }`;
    const seen: string[] = [];
    for (let after: string | null = null, more = true; more;) {
      const { data } = await ask(query, { after });
      const page = data as {
        repository: {
          pullRequest: {
            comments: { nodes: { body: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
          };
        };
      };
      const { nodes, pageInfo } = page.repository.pullRequest.comments;
      seen.push(...nodes.map(({ body }) => body));
      [after, more] = [pageInfo.endCursor, pageInfo.hasNextPage];
    }
    expect(seen).toEqual([1, 2, 3, 4, 5].map((number) => `Number ${number}`));
  });

  it('reads files and members as far as the permissions go', async () => {
    const query = `{ repository(owner: "acme", name: "shop") { object(expression: "main:README.md") { ... on Blob { text } } }
      organization(login: "acme") { membersWithRole(first: 10) { nodes { login } } } }`;
    expect((await ask(query)).data).toEqual({
      repository: { object: { text: '# Shop\n' } },
      organization: { membersWithRole: { nodes: [{ login: 'bob' }, { login: 'ada' }] } },
    });
    const { errors } = await ask(query, {}, { checks: 'read' });
    expect(errors?.map(({ type }) => type)).toEqual(['FORBIDDEN', 'FORBIDDEN']);
  });

  it.each([
    ['a field that is not there', '{ viewer { nickname } }', /Cannot query field "nickname"/],
    [
      'a deprecated field',
      '{ repository(owner: "acme", name: "shop") { pullRequest(number: 1) { reviewThreads(first: 1) { nodes { comments(first: 1) { nodes { databaseId } } } } } } }',
      /databaseId is deprecated/,
    ],
    [
      'what the stand-in does not know',
      '{ repository(owner: "acme", name: "shop") { stargazerCount } }',
      /does not answer Repository.stargazerCount/,
    ],
    ['no query', '{ viewer { ', /Syntax Error/],
  ])('with %s is refused, and noted', async (_, query, message) => {
    const { errors } = await ask(query);
    expect(errors?.map((error) => error.message)).toEqual([expect.stringMatching(message)]);
    expect(scene.github.problems()).toEqual([expect.stringMatching(message)]);
  });

  it('of a list says how many it wants, and no more than a hundred', async () => {
    const list = (page: string): string =>
      `{ repository(owner: "acme", name: "shop") { pullRequest(number: 1) { comments${page} { totalCount } } } }`;
    expect((await ask(list(''))).errors?.[0]?.message).toContain('`first` or `last`');
    expect((await ask(list('(first: 101)'))).errors?.[0]?.message).toContain('100 records');
  });

  it('needs somebody who asks, and finds nothing that they may not see', async () => {
    const { github, eve } = scene;
    const query = '{ repository(owner: "acme", name: "shop") { name } }';
    const anonymous = await fetch(`${github.url}/graphql`, { method: 'POST', body: JSON.stringify({ query }) });
    expect(anonymous.status).toBe(401);
    const { data, errors } = await askAs(github.createToken(eve).value, query);
    expect([data, errors?.[0]?.type]).toEqual([{ repository: null }, 'NOT_FOUND']);
  });
});

describe('a mutation', () => {
  const MINIMIZE = `mutation ($id: ID!) {
    minimizeComment(input: { subjectId: $id, classifier: RESOLVED }) { minimizedComment { isMinimized minimizedReason } } }`;
  const RESOLVE = 'mutation ($id: ID!) { resolveReviewThread(input: { threadId: $id }) { thread { isResolved } } }';

  it('hides comments of all kinds', async () => {
    const { github, eve } = scene;
    const comment = github.comment(pull, eve, 'Spam.');
    const ids = [comment.nodeId, pull.reviews[0]?.nodeId, pull.threads[0]?.comments[0]?.nodeId];
    for (const id of ids) {
      const { data } = await ask(MINIMIZE, { id });
      expect(data).toEqual({
        minimizeComment: { minimizedComment: { isMinimized: true, minimizedReason: 'resolved' } },
      });
    }
    expect([comment.minimized, pull.reviews[0]?.minimized]).toEqual(['RESOLVED', 'RESOLVED']);
    expect((await ask(MINIMIZE, { id: comment.nodeId }, { pull_requests: 'read' })).errors?.[0]?.type).toBe(
      'FORBIDDEN',
    );
    expect((await ask(MINIMIZE, { id: 'IC_nothing' })).errors?.[0]?.type).toBe('NOT_FOUND');
  });

  it('resolves a thread only with `contents: write`', async () => {
    const { github, bob } = scene;
    const id = pull.threads[0]?.nodeId;
    expect((await ask(RESOLVE, { id })).errors?.[0]?.type).toBe('FORBIDDEN');
    const { data } = await askAs(github.createToken(bob).value, RESOLVE, { id });
    expect(data).toEqual({ resolveReviewThread: { thread: { isResolved: true } } });
    expect(pull.threads[0]?.resolvedBy).toBe(bob);
  });

  it('adds a thread on a whole file to a draft, and submits it, which counts as content', async () => {
    const { github, octokit } = scene;
    const { data: draft } = await octokit().rest.pulls.createReview({ ...SHOP, pull_number: 1 });
    const add = `mutation ($id: ID!, $path: String!) { addPullRequestReviewThread(input: {
      pullRequestReviewId: $id, path: $path, body: "All of it.", subjectType: FILE }) { thread { subjectType line } } }`;
    const added = await ask(add, { id: draft.node_id, path: 'src/list.txt' });
    expect(added.data).toEqual({ addPullRequestReviewThread: { thread: { subjectType: 'FILE', line: null } } });
    const outside = await ask(add, { id: draft.node_id, path: 'README.md' });
    expect(outside.errors?.map(({ message }) => message)).toEqual(['Path could not be resolved']);
    const submit = `mutation ($id: ID!) { submitPullRequestReview(input: {
      pullRequestReviewId: $id, event: COMMENT, body: "Done." }) { pullRequestReview { state } } }`;
    const { data } = await ask(submit, { id: draft.node_id });
    expect(data).toEqual({ submitPullRequestReview: { pullRequestReview: { state: 'COMMENTED' } } });
    expect(github.requests.slice(-3).map(({ createsContent }) => createsContent)).toEqual([false, false, true]);
  });

  it('edits several comments in one request', async () => {
    const { github, eve } = scene;
    const own = pull.threads[0]?.comments[0];
    const other = github.comment(pull, eve, 'Hers.');
    const query = `mutation ($own: ID!, $other: ID!) {
      a: updatePullRequestReviewComment(input: { pullRequestReviewCommentId: $own, body: "fixed" }) { pullRequestReviewComment { body } }
      b: minimizeComment(input: { subjectId: $own, classifier: OUTDATED }) { minimizedComment { isMinimized } }
      c: updateIssueComment(input: { id: $other, body: "mine" }) { issueComment { body } }
    }`;
    const { errors } = await ask(query, { own: own?.nodeId, other: other.nodeId });
    expect(errors?.map(({ type }) => type)).toEqual(['FORBIDDEN']);
    expect([own?.body, own?.minimized, other.body]).toEqual(['fixed', 'OUTDATED', 'Hers.']);
  });

  it('leaves outdated threads as they are: they stay open', async () => {
    await scene.github.pushTo(pull, { files: { 'src/list.txt': text(LINES.with(0, 'ONE')) } });
    const { data } = await ask(THREADS, { number: 1 });
    expect(JSON.stringify(data)).toContain(
      '"isResolved":false,"isOutdated":true,"path":"src/list.txt","line":null,"originalLine":11',
    );
  });
});
