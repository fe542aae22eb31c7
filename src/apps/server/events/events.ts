/** All events that somebody needs, by name. What is not here is dropped, and counted. */
import { checkRunEvent } from './check-run.ts';
import { checkSuiteEvent } from './check-suite.ts';
import { installationRepositoriesEvent } from './installation-repositories.ts';
import { installationTargetEvent } from './installation-target.ts';
import { installationEvent } from './installation.ts';
import { issueCommentEvent } from './issue-comment.ts';
import { mergeGroupEvent } from './merge-group.ts';
import { pullRequestReviewCommentEvent } from './pull-request-review-comment.ts';
import { pullRequestReviewEvent } from './pull-request-review.ts';
import { pullRequestEvent } from './pull-request.ts';
import { pushEvent } from './push.ts';
import { repositoryEvent } from './repository.ts';
import type { WebhookEvent } from './webhook-event.ts';

export const EVENTS: ReadonlyMap<string, WebhookEvent> = new Map(
  [
    pullRequestEvent,
    pullRequestReviewEvent,
    pullRequestReviewCommentEvent,
    issueCommentEvent,
    pushEvent,
    mergeGroupEvent,
    checkRunEvent,
    checkSuiteEvent,
    installationEvent,
    installationRepositoriesEvent,
    installationTargetEvent,
    repositoryEvent,
  ].map((event) => [event.name, event]),
);
