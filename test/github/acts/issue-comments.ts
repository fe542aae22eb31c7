/** Comments in the conversation of a pull request: written, edited, deleted. Apps are told. */
import { issueCommentResource } from '../resources/conversation.ts';
import { issueResource } from '../resources/issues.ts';
import type { User } from '../state/accounts.ts';
import type { App } from '../state/apps.ts';
import type { IssueComment, PullRequest } from '../state/pull-requests.ts';
import type { World } from '../state/world.ts';
import { announceIn } from '../webhooks/announce.ts';
import { newIdentity } from './naming.ts';

export function addComment(world: World, pull: PullRequest, author: User, body: string, app: App | null): IssueComment {
  const now = world.now();
  const comment: IssueComment = {
    ...newIdentity(world, 'IC'),
    ...{ pull, author, app, body, createdAt: now, updatedAt: now, reactions: [], editedBy: null, minimized: null },
  };
  pull.comments.push(comment);
  world.nodes.set(comment.nodeId, { kind: 'IssueComment', value: comment });
  tell(world, 'issue-comment/created', comment, author);
  return comment;
}

export function editComment(world: World, comment: IssueComment, editor: User, body: string): void {
  const changes = { body: { from: comment.body } };
  Object.assign(comment, { body, updatedAt: world.now(), editedBy: editor });
  tell(world, 'issue-comment/edited', comment, editor, { changes });
}

export function deleteComment(world: World, comment: IssueComment, deleter: User): void {
  comment.pull.comments.splice(comment.pull.comments.indexOf(comment), 1);
  world.nodes.delete(comment.nodeId);
  tell(world, 'issue-comment/deleted', comment, deleter);
}

function tell(
  world: World,
  webhook: 'issue-comment/created' | 'issue-comment/edited' | 'issue-comment/deleted',
  comment: IssueComment,
  sender: User,
  more: Readonly<Record<string, unknown>> = {},
): void {
  const payload = {
    ...more,
    issue: issueResource(world.url, comment.pull),
    comment: issueCommentResource(world.url, comment),
  };
  announceIn(world, comment.pull.repository, { webhook, sender, payload });
}
