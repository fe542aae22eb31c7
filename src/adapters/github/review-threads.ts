/**
 * The review comments of a pull request by GraphQL: whether they are minimised and their threads resolved is told
 * nowhere else. Drafts of ours that an earlier try left behind are told apart: they are in the way of a new review.
 */
import { z } from 'zod';
import type { PublishedComment } from '#review/publish/published-state.ts';
import type { Connection } from './connection.ts';
import { parseAnswer } from './parse-answer.ts';
import type { RepositoryName } from './repository-name.ts';

export interface Conversation {
  readonly comments: readonly PublishedComment[];
  /** Ids of reviews that were begun and never submitted; only their author sees them. */
  readonly drafts: readonly number[];
}

const COMMENTS = `
  pageInfo { hasNextPage endCursor }
  nodes {
    id fullDatabaseId body path state outdated isMinimized viewerDidAuthor
    replyTo { id } originalCommit { oid }
  }`;

const CONVERSATION = `query ($owner: String!, $repo: String!, $number: Int!, $after: String) {
  repository(owner: $owner, name: $repo) {
    pullRequest(number: $number) {
      reviews(first: 10, states: [PENDING]) { nodes { fullDatabaseId viewerDidAuthor } }
      reviewThreads(first: 50, after: $after) {
        pageInfo { hasNextPage endCursor }
        nodes { id isResolved subjectType comments(first: 50) { ${COMMENTS} } }
      }
    }
  }
}`;

const THREAD = `query ($thread: ID!, $after: String) {
  node(id: $thread) { ... on PullRequestReviewThread { comments(first: 100, after: $after) { ${COMMENTS} } } }
}`;

const databaseId = z.union([z.number(), z.string().regex(/^\d{1,15}$/)]).transform(Number);

const pageInfo = z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullish() });

const commentsPage = z.object({
  pageInfo,
  nodes: z.array(
    z.object({
      id: z.string(),
      fullDatabaseId: databaseId,
      body: z.string(),
      path: z.string(),
      state: z.string(),
      outdated: z.boolean(),
      isMinimized: z.boolean(),
      viewerDidAuthor: z.boolean(),
      replyTo: z.object({ id: z.string() }).nullish(),
      originalCommit: z.object({ oid: z.string() }).nullish(),
    }),
  ),
});

const conversationAnswer = z.object({
  repository: z.object({
    pullRequest: z.object({
      reviews: z.object({ nodes: z.array(z.object({ fullDatabaseId: databaseId, viewerDidAuthor: z.boolean() })) }),
      reviewThreads: z.object({
        pageInfo,
        nodes: z.array(
          z.object({ id: z.string(), isResolved: z.boolean(), subjectType: z.string(), comments: commentsPage }),
        ),
      }),
    }),
  }),
});

const threadAnswer = z.object({ node: z.object({ comments: commentsPage }) });

type Thread = z.infer<typeof conversationAnswer>['repository']['pullRequest']['reviewThreads']['nodes'][number];
type Comment = z.infer<typeof commentsPage>['nodes'][number];

const MOST_PAGES = 100;

/** @throws GitHubError, also where GraphQL knows one of the fields not */
export async function readConversation(
  github: Connection,
  name: RepositoryName,
  number: number,
): Promise<Conversation> {
  const comments: PublishedComment[] = [];
  const drafts = new Set<number>();
  let after: string | null = null;
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const { data } = await github.graphql(CONVERSATION, { ...name, number, after });
    const { reviews, reviewThreads } = parseAnswer(conversationAnswer, data, 'POST /graphql').repository.pullRequest;
    for (const draft of reviews.nodes) if (draft.viewerDidAuthor) drafts.add(draft.fullDatabaseId);
    for (const thread of reviewThreads.nodes) comments.push(...asPublished(thread, await commentsOf(github, thread)));
    if (!reviewThreads.pageInfo.hasNextPage) break;
    after = reviewThreads.pageInfo.endCursor ?? null;
  }
  return { comments, drafts: [...drafts] };
}

async function commentsOf(github: Connection, thread: Thread): Promise<readonly Comment[]> {
  const comments = [...thread.comments.nodes];
  let { pageInfo: last } = thread.comments;
  for (let page = 1; last.hasNextPage && page <= MOST_PAGES; page += 1) {
    const { data } = await github.graphql(THREAD, { thread: thread.id, after: last.endCursor ?? null });
    const { nodes, pageInfo } = parseAnswer(threadAnswer, data, 'POST /graphql').node.comments;
    comments.push(...nodes);
    last = pageInfo;
  }
  return comments.filter(({ state }) => state !== 'PENDING');
}

function asPublished(thread: Thread, comments: readonly Comment[]): PublishedComment[] {
  const repliedByOthers = comments.some(({ viewerDidAuthor }) => !viewerDidAuthor);
  return comments.map((given) => ({
    id: given.fullDatabaseId,
    nodeId: given.id,
    threadId: thread.id,
    byUs: given.viewerDidAuthor,
    isReply: given.replyTo != null,
    path: given.path,
    body: given.body,
    commitSha: given.originalCommit?.oid ?? '',
    // A comment on a file has no line that could go.
    outdated: given.outdated && thread.subjectType !== 'FILE',
    minimised: given.isMinimized,
    resolved: thread.isResolved,
    repliedByOthers,
  }));
}
