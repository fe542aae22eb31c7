/** Takes webhooks and stores them: as little of a server as the worker needs. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Intake, Observation } from '#review/store/deliveries.ts';
import type { JobRequest } from '#review/store/job-queue.ts';
import type { Store } from '#review/store/store.ts';

export async function startIntake(store: Store): Promise<{ url: string; stop(): Promise<void> }> {
  const server = createServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const payload = JSON.parse(Buffer.concat(chunks).toString());
      const event = String(request.headers['x-github-event']);
      const guid = String(request.headers['x-github-delivery']);
      await store.deliveries.accept(intakeOf(guid, event, payload));
      response.writeHead(202).end();
    })().catch((error) => {
      console.error(error);
      response.writeHead(500).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/github/webhooks`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function intakeOf(guid: string, event: string, payload: any): Intake {
  const installationId = payload.installation?.id ?? null;
  const repository = payload.repository && {
    id: payload.repository.id,
    owner: payload.repository.owner.login,
    name: payload.repository.name,
  };
  const action = payload.action ?? null;
  const reason = action === null ? event : `${event}.${action}`;
  const pull = payload.pull_request;
  const observed: Observation[] = [];
  const jobs: JobRequest[] = [];
  const ask = (subject: any, urgency: any = 'event') => jobs.push({ installationId, subject, urgency, reason });
  if (pull && event === 'pull_request') {
    observed.push({
      kind: 'pull-request',
      installationId,
      repository,
      number: pull.number,
      state: pull.state,
      draft: pull.draft,
      headSha: pull.head.sha,
      previousHeadSha: action === 'synchronize' ? payload.before : null,
      baseRef: pull.base.ref,
      updatedAt: pull.updated_at,
      arrivedBy: ['opened', 'synchronize', 'reopened'].includes(action) ? 'event' : 'sweep',
    });
  }
  if (pull) ask({ kind: 'pull-request', repository, number: pull.number });
  if (event === 'push' && payload.ref.startsWith('refs/heads/') && !payload.deleted)
    ask({ kind: 'branch', repository, branch: payload.ref.slice(11) });
  if (event === 'merge_group' && action === 'checks_requested') {
    const g = payload.merge_group;
    ask({
      kind: 'merge-group',
      repository,
      headSha: g.head_sha,
      headRef: g.head_ref,
      baseSha: g.base_sha,
      baseRef: g.base_ref,
    });
  }
  if (event === 'check_run' && action === 'rerequested')
    ask({ kind: 'commit', repository, sha: payload.check_run.head_sha }, 'person');
  if (event === 'check_suite' && action === 'rerequested')
    ask({ kind: 'commit', repository, sha: payload.check_suite.head_sha }, 'person');
  if (event === 'installation') {
    const state = action === 'deleted' ? 'deleted' : action === 'suspend' ? 'suspended' : 'active';
    observed.push({ kind: 'installation', installationId, account: payload.installation.account.login, state });
    ask({ kind: 'installation' });
  }
  if (event === 'installation_repositories') {
    for (const added of payload.repositories_added) {
      ask({ kind: 'repository', repository: { id: added.id, owner: added.full_name.split('/')[0], name: added.name } });
    }
  }
  return {
    delivery: {
      guid,
      event,
      action,
      installationId,
      repositoryId: repository?.id ?? null,
      pullRequest: pull?.number ?? null,
    },
    observed,
    jobs,
  };
}
