/** Comments in the conversation of a pull request, and reactions to comments of both kinds. */
import { addComment, deleteComment, editComment } from '../acts/issue-comments.ts';
import { newIdentity } from '../acts/naming.ts';
import { notFound } from '../http/api-error.ts';
import { issueCommentResource, reactionResource } from '../resources/conversation.ts';
import type { IssueComment, Reaction, ReviewComment } from '../state/pull-requests.ts';
import {
  appOf,
  created,
  empty,
  list,
  ok,
  pullOf,
  repositoryOf,
  writerOf,
  type Answer,
  type Call,
  type Handlers,
} from './call.ts';
import { requireMayChange, reviewCommentOf } from './review-comments.ts';

export const ISSUE_COMMENT_HANDLERS = {
  'issues/list-comments': (call) => {
    const { since } = call.query;
    const from = since === undefined ? new Date(0) : new Date(String(since));
    const comments = pullOf(call).comments.filter((comment) => comment.updatedAt >= from);
    return list(comments, (comment) => issueCommentResource(call.world.url, comment));
  },
  'issues/get-comment': (call) => ok(issueCommentResource(call.world.url, commentOf(call))),
  'issues/create-comment': (call) => {
    const app = call.actor.kind === 'installation' ? appOf(call) : null;
    const { body } = call.body as { body: string };
    return created(
      issueCommentResource(call.world.url, addComment(call.world, pullOf(call), writerOf(call), body, app)),
    );
  },
  'issues/update-comment': (call) => {
    const comment = commentOf(call);
    requireMayChange(call, comment);
    editComment(call.world, comment, writerOf(call), (call.body as { body: string }).body);
    return ok(issueCommentResource(call.world.url, comment));
  },
  'issues/delete-comment': (call) => {
    const comment = commentOf(call);
    requireMayChange(call, comment);
    deleteComment(call.world, comment, writerOf(call));
    return empty();
  },
  'reactions/list-for-issue-comment': (call) => listReactions(call, commentOf(call)),
  'reactions/list-for-pull-request-review-comment': (call) => listReactions(call, reviewCommentOf(call)),
  'reactions/create-for-issue-comment': (call) => react(call, commentOf(call)),
  'reactions/create-for-pull-request-review-comment': (call) => react(call, reviewCommentOf(call)),
  'reactions/delete-for-issue-comment': (call) => unreact(call, commentOf(call)),
  'reactions/delete-for-pull-request-comment': (call) => unreact(call, reviewCommentOf(call)),
} satisfies Handlers;

function commentOf(call: Call): IssueComment {
  for (const pull of repositoryOf(call).pulls.values()) {
    const comment = pull.comments.find((one) => one.id === call.path['comment_id']);
    if (comment !== undefined) return comment;
  }
  throw notFound();
}

type Reactable = Pick<IssueComment | ReviewComment, 'reactions'>;

function listReactions(call: Call, { reactions }: Reactable): Answer {
  const { content } = call.query;
  const wanted = reactions.filter((one) => content === undefined || one.content === content);
  return list(wanted, (one) => reactionResource(call.world.url, one));
}

/** The second time it is the same reaction, and 200. */
function react(call: Call, { reactions }: Reactable): Answer {
  const { content } = call.body as Pick<Reaction, 'content'>;
  const user = writerOf(call);
  const known = reactions.find((one) => one.user === user && one.content === content);
  if (known !== undefined) return ok(reactionResource(call.world.url, known));
  const reaction: Reaction = { ...newIdentity(call.world, 'REA'), user, content, createdAt: call.world.now() };
  reactions.push(reaction);
  return created(reactionResource(call.world.url, reaction));
}

function unreact(call: Call, { reactions }: Reactable): Answer {
  const index = reactions.findIndex((one) => one.id === call.path['reaction_id']);
  if (index < 0) throw notFound();
  reactions.splice(index, 1);
  return empty();
}
