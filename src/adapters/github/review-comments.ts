/**
 * The review comments of a pull request by REST, for a GitHub whose GraphQL does not answer as documented. Nothing is
 * known of what is minimised or resolved then: at worst a comment is minimised a second time.
 */
import { z } from 'zod';
import type { PublishedComment } from '#review/publish/published-state.ts';
import type { Installation } from './github-app.ts';
import { PAGE_SIZE, readPages } from './pages.ts';
import { parseAnswer } from './parse-answer.ts';
import type { RepositoryName } from './repository-name.ts';

const commentAnswer = z.object({
  id: z.number(),
  node_id: z.string(),
  path: z.string(),
  body: z.string(),
  original_commit_id: z.string().nullish(),
  in_reply_to_id: z.number().nullish(),
  line: z.number().nullish(),
  subject_type: z.string().nullish(),
  user: z.object({ login: z.string(), type: z.string().nullish() }).nullish(),
});

const MOST_PAGES = 100;

/** @throws GitHubError */
export async function readReviewComments(
  { github, botLogin }: Installation,
  name: RepositoryName,
  number: number,
): Promise<readonly PublishedComment[]> {
  const { items } = await readPages(
    (page) => github.rest.pulls.listReviewComments({ ...name, pull_number: number, per_page: PAGE_SIZE, page }),
    (data) => parseAnswer(z.array(commentAnswer), data, 'GET review comments'),
    MOST_PAGES,
  );
  if (items.length === 0) return [];
  const ownLogin = await botLogin();
  const isOurs = ({ user }: (typeof items)[number]) => user?.type === 'Bot' && user.login === ownLogin;
  const threadOf = ({ id, in_reply_to_id }: (typeof items)[number]) => in_reply_to_id ?? id;
  const answered = new Set(items.filter((one) => !isOurs(one)).map(threadOf));
  return items.map((given) => ({
    id: given.id,
    nodeId: given.node_id,
    threadId: null,
    byUs: isOurs(given),
    isReply: given.in_reply_to_id != null,
    path: given.path,
    body: given.body,
    commitSha: given.original_commit_id ?? '',
    outdated: given.line == null && given.subject_type !== 'file',
    minimised: false,
    resolved: false,
    repliedByOthers: answered.has(threadOf(given)),
  }));
}
