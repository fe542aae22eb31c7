/** Webhooks as GitHub sends them, in what the server reads and in some of what it does not. All names are invented. */

export const SHA = { head: 'a'.repeat(40), before: 'b'.repeat(40), base: 'c'.repeat(40) } as const;
export const APP_ID = 4711;
export const INSTALLATION = 31;
const REPOSITORY = { id: 501, owner: 'acme', name: 'shop' } as const;

type Json = Readonly<Record<string, unknown>>;

const common: Json = {
  installation: { id: INSTALLATION, node_id: 'MDIz' },
  repository: {
    id: REPOSITORY.id,
    name: REPOSITORY.name,
    full_name: 'acme/shop',
    owner: { login: REPOSITORY.owner, id: 9, type: 'Organization' },
    default_branch: 'main',
    private: true,
  },
  organization: { login: 'acme' },
  sender: { login: 'rin', type: 'User' },
};

export function pullRequestPayload(action: string, changes: Json = {}): Json {
  return {
    ...common,
    action,
    number: 7,
    pull_request: {
      number: 7,
      state: action === 'closed' ? 'closed' : 'open',
      draft: false,
      title: 'A report',
      body: null,
      head: { sha: SHA.head, ref: 'report', repo: null },
      base: { sha: SHA.base, ref: 'main' },
      updated_at: '2026-03-01T12:00:00Z',
      ...changes,
    },
    ...(action === 'synchronize' ? { before: SHA.before, after: SHA.head } : {}),
  };
}

export function reviewPayload(action: string, review: Json = {}): Json {
  return {
    ...pullRequestPayload(action),
    review: { id: 1, state: 'approved', user: { login: 'ada', type: 'User' }, ...review },
  };
}

export function reviewCommentPayload(action: string, user: Json | null = { login: 'ada', type: 'User' }): Json {
  return { ...pullRequestPayload(action), comment: { id: 2, body: 'Why?', user } };
}

export function issueCommentPayload(
  action: string,
  issue: Json = {},
  user: Json = { login: 'ada', type: 'User' },
): Json {
  return {
    ...common,
    action,
    issue: { number: 7, pull_request: { url: 'https://api.github.example/pulls/7' }, ...issue },
    comment: { id: 3, body: 'Looks right', user },
  };
}

export function pushPayload(ref: string, changes: Json = {}): Json {
  return {
    ...common,
    ref,
    before: SHA.before,
    after: SHA.head,
    created: false,
    deleted: false,
    forced: false,
    commits: [],
    ...changes,
  };
}

export function mergeGroupPayload(action: string): Json {
  return {
    ...common,
    action,
    merge_group: {
      head_sha: SHA.head,
      head_ref: `refs/heads/gh-readonly-queue/main/pr-7-${SHA.base}`,
      base_sha: SHA.base,
      base_ref: 'refs/heads/main',
    },
  };
}

export function checkRunPayload(action: string, appId: number = APP_ID): Json {
  return { ...common, action, check_run: { id: 77, head_sha: SHA.head, app: { id: appId }, pull_requests: [] } };
}

export function checkSuitePayload(action: string, appId: number = APP_ID): Json {
  return { ...common, action, check_suite: { id: 78, head_sha: SHA.head, app: { id: appId }, pull_requests: [] } };
}

export function installationPayload(action: string): Json {
  return {
    action,
    installation: { id: INSTALLATION, account: { login: 'acme', type: 'Organization' }, permissions: {} },
    repositories: [{ id: 501, name: 'shop', full_name: 'acme/shop', private: true }],
    sender: { login: 'rin', type: 'User' },
  };
}

export function installationRepositoriesPayload(action: 'added' | 'removed'): Json {
  const listed = [
    { id: 501, name: 'shop', full_name: 'acme/shop', private: true },
    { id: 502, name: 'docs', full_name: 'acme/docs', private: false },
  ];
  return {
    ...installationPayload(action),
    repository_selection: 'selected',
    repositories_added: action === 'added' ? listed : [],
    repositories_removed: action === 'removed' ? listed : [],
  };
}

export function repositoryPayload(action: string): Json {
  return { ...common, action };
}

export function installationTargetPayload(): Json {
  return { action: 'renamed', installation: { id: INSTALLATION }, account: { login: 'acme-tools' }, changes: {} };
}
