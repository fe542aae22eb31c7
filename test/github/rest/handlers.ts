/** Every operation with its handler: one that is missing does not compile. */
import type { OperationId } from '../description/operations-in-use.ts';
import { ACCOUNT_HANDLERS } from './accounts.ts';
import { APP_HANDLERS } from './apps.ts';
import type { Handler } from './call.ts';
import { CHECK_HANDLERS } from './checks.ts';
import { CONTENT_HANDLERS } from './contents.ts';
import { ISSUE_COMMENT_HANDLERS } from './issue-comments.ts';
import { LABEL_HANDLERS } from './labels.ts';
import { META_HANDLERS } from './meta.ts';
import { PULL_HANDLERS } from './pulls.ts';
import { REPOSITORY_HANDLERS } from './repositories.ts';
import { REVIEW_COMMENT_HANDLERS } from './review-comments.ts';
import { REVIEW_HANDLERS } from './reviews.ts';

export const HANDLERS: Readonly<Record<OperationId, Handler>> = {
  ...ACCOUNT_HANDLERS,
  ...APP_HANDLERS,
  ...CHECK_HANDLERS,
  ...CONTENT_HANDLERS,
  ...ISSUE_COMMENT_HANDLERS,
  ...LABEL_HANDLERS,
  ...META_HANDLERS,
  ...PULL_HANDLERS,
  ...REPOSITORY_HANDLERS,
  ...REVIEW_COMMENT_HANDLERS,
  ...REVIEW_HANDLERS,
};
