/**
 * What each operation asks of who calls it. Permissions of apps are those of GitHub's own table ("Permissions required
 * for GitHub Apps"); where it lists an operation under several, any of them is enough. Comments in the conversation are
 * the exception: the table names issues or pull requests, but on a pull request `issues: write` alone is refused
 * (github/rest-api-description#6994), and there is nothing but pull requests here.
 */
import type { OperationId } from '../description/operations-in-use.ts';
import type { Role } from '../state/accounts.ts';

export type Need =
  /** A token that the app signed itself. */
  | { readonly kind: 'app' }
  | { readonly kind: 'installation' }
  | { readonly kind: 'user' }
  | { readonly kind: 'anyone' }
  | RepositoryNeed
  | { readonly kind: 'organization'; readonly permission: string };

export interface RepositoryNeed {
  readonly kind: 'repository';
  readonly permissions: readonly string[];
  readonly access: 'read' | 'write';
  /** What a person must be; null where only apps may. */
  readonly role: Role | null;
}

const APP: Need = { kind: 'app' };
const ANYONE: Need = { kind: 'anyone' };
const MEMBERS: Need = { kind: 'organization', permission: 'members' };

function read(...permissions: readonly string[]): Need {
  return { kind: 'repository', permissions, access: 'read', role: 'read' };
}

function write(role: Role | null, ...permissions: readonly string[]): Need {
  return { kind: 'repository', permissions, access: 'write', role };
}

export const NEEDS: Readonly<Record<OperationId, Need>> = {
  'apps/create-from-manifest': ANYONE,
  'apps/create-installation-access-token': APP,
  'apps/get-authenticated': APP,
  'apps/get-installation': APP,
  'apps/get-org-installation': APP,
  'apps/get-repo-installation': APP,
  'apps/get-user-installation': APP,
  'apps/get-webhook-config-for-app': APP,
  'apps/get-webhook-delivery': APP,
  'apps/list-installations': APP,
  'apps/list-repos-accessible-to-installation': { kind: 'installation' },
  'apps/list-webhook-deliveries': APP,
  'apps/redeliver-webhook-delivery': APP,
  'apps/revoke-installation-access-token': { kind: 'installation' },
  'checks/create': write(null, 'checks'),
  'checks/create-suite': write(null, 'checks'),
  'checks/get': read('checks'),
  'checks/get-suite': read('checks'),
  'checks/list-annotations': read('checks'),
  'checks/list-for-ref': read('checks'),
  'checks/list-for-suite': read('checks'),
  'checks/list-suites-for-ref': read('checks'),
  'checks/rerequest-run': write('write', 'checks'),
  'checks/rerequest-suite': write('write', 'checks'),
  'checks/update': write(null, 'checks'),
  'git/get-commit': read('contents'),
  'git/get-ref': read('contents'),
  'git/list-matching-refs': read('contents'),
  'issues/add-labels': write('triage', 'issues', 'pull_requests'),
  'issues/create-comment': write('read', 'pull_requests'),
  'issues/create-label': write('write', 'issues', 'pull_requests'),
  'issues/delete-comment': write('read', 'pull_requests'),
  'issues/get-comment': read('pull_requests'),
  'issues/get-label': read('issues', 'pull_requests'),
  'issues/list-comments': read('pull_requests'),
  'issues/list-labels-for-repo': read('issues', 'pull_requests'),
  'issues/list-labels-on-issue': read('issues', 'pull_requests'),
  'issues/remove-label': write('triage', 'issues', 'pull_requests'),
  'issues/set-labels': write('triage', 'issues', 'pull_requests'),
  'issues/update-comment': write('read', 'pull_requests'),
  'meta/get': ANYONE,
  'meta/root': ANYONE,
  'orgs/check-membership-for-user': MEMBERS,
  'orgs/get': ANYONE,
  'orgs/get-membership-for-user': MEMBERS,
  'orgs/list-members': MEMBERS,
  'pulls/create': write('read', 'pull_requests'),
  'pulls/create-reply-for-review-comment': write('read', 'pull_requests'),
  'pulls/create-review': write('read', 'pull_requests'),
  'pulls/create-review-comment': write('read', 'pull_requests'),
  'pulls/delete-pending-review': write('read', 'pull_requests'),
  'pulls/delete-review-comment': write('read', 'pull_requests'),
  'pulls/dismiss-review': write('write', 'pull_requests'),
  'pulls/get': read('pull_requests', 'contents'),
  'pulls/get-review': read('pull_requests'),
  'pulls/get-review-comment': read('pull_requests'),
  'pulls/list': read('pull_requests'),
  'pulls/list-comments-for-review': read('pull_requests'),
  'pulls/list-commits': read('pull_requests'),
  'pulls/list-files': read('pull_requests'),
  'pulls/list-requested-reviewers': read('pull_requests'),
  'pulls/list-review-comments': read('pull_requests'),
  'pulls/list-reviews': read('pull_requests'),
  'pulls/remove-requested-reviewers': write('write', 'pull_requests'),
  'pulls/request-reviewers': write('write', 'pull_requests'),
  'pulls/submit-review': write('read', 'pull_requests'),
  'pulls/update': write('read', 'pull_requests'),
  'pulls/update-review': write('read', 'pull_requests'),
  'pulls/update-review-comment': write('read', 'pull_requests'),
  'rate-limit/get': ANYONE,
  'reactions/create-for-issue-comment': write('read', 'issues'),
  'reactions/create-for-pull-request-review-comment': write('read', 'pull_requests'),
  'reactions/delete-for-issue-comment': write('read', 'issues'),
  'reactions/delete-for-pull-request-comment': write('read', 'pull_requests'),
  'reactions/list-for-issue-comment': read('issues'),
  'reactions/list-for-pull-request-review-comment': read('pull_requests'),
  'repos/compare-commits-with-basehead': read('contents'),
  'repos/create-commit-status': write('write', 'statuses'),
  'repos/get': read('metadata'),
  'repos/get-branch': read('contents'),
  'repos/get-branch-rules': read('metadata'),
  'repos/get-collaborator-permission-level': read('metadata'),
  'repos/get-combined-status-for-ref': read('statuses'),
  'repos/get-commit': read('contents'),
  'repos/get-content': read('contents'),
  'repos/list-branches': read('contents'),
  'repos/list-collaborators': read('metadata'),
  'repos/list-commits': read('contents'),
  'repos/list-pull-requests-associated-with-commit': read('pull_requests'),
  'repos/list-teams': read('administration'),
  'teams/check-permissions-for-repo-in-org': MEMBERS,
  'teams/get-by-name': MEMBERS,
  'teams/get-membership-for-user-in-org': MEMBERS,
  'teams/list': MEMBERS,
  'teams/list-members-in-org': MEMBERS,
  'users/get-authenticated': { kind: 'user' },
  'users/get-by-username': ANYONE,
};
