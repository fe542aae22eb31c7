/** Labels of a repository and of its pull requests. */
import { labelNamed } from '../acts/labels.ts';
import { addLabel, removeLabel } from '../acts/pull-requests.ts';
import { ApiError, notFound, unprocessable } from '../http/api-error.ts';
import { labelResource } from '../resources/repositories.ts';
import type { PullRequest } from '../state/pull-requests.ts';
import { created, list, ok, pullOf, repositoryOf, writerOf, type Answer, type Call, type Handlers } from './call.ts';

export const LABEL_HANDLERS = {
  'issues/list-labels-for-repo': (call) => {
    const repository = repositoryOf(call);
    return list([...repository.labels.values()], (label) => labelResource(call.world.url, repository, label));
  },
  'issues/get-label': (call) => {
    const repository = repositoryOf(call);
    const label = repository.labels.get(String(call.path['name']).toLowerCase());
    if (label === undefined) throw notFound();
    return ok(labelResource(call.world.url, repository, label));
  },
  'issues/create-label': (call) => {
    const repository = repositoryOf(call);
    const { name, color, description } = call.body as { name: string; color?: string; description?: string };
    if (repository.labels.has(name.toLowerCase())) {
      throw unprocessable({ resource: 'Label', field: 'name', code: 'already_exists' });
    }
    const label = labelNamed(call.world, repository, name, color, description);
    return created(labelResource(call.world.url, repository, label));
  },
  'issues/list-labels-on-issue': (call) => labelsOf(call, pullOf(call)),
  'issues/add-labels': async (call) => {
    const pull = pullOf(call);
    for (const name of namesIn(call)) {
      await addLabel(call.world, pull, writerOf(call), labelNamed(call.world, pull.repository, name));
    }
    return labelsOf(call, pull);
  },
  'issues/set-labels': async (call) => {
    const pull = pullOf(call);
    const wanted = namesIn(call).map((name) => labelNamed(call.world, pull.repository, name));
    for (const label of [...pull.labels]) {
      if (!wanted.includes(label)) await removeLabel(call.world, pull, writerOf(call), label);
    }
    for (const label of wanted) await addLabel(call.world, pull, writerOf(call), label);
    return labelsOf(call, pull);
  },
  'issues/remove-label': async (call) => {
    const pull = pullOf(call);
    const label = pull.labels.find(({ name }) => name.toLowerCase() === String(call.path['name']).toLowerCase());
    if (label === undefined) throw new ApiError(404, 'Label does not exist');
    await removeLabel(call.world, pull, writerOf(call), label);
    return labelsOf(call, pull);
  },
} satisfies Handlers;

function labelsOf(call: Call, { labels, repository }: PullRequest): Answer {
  return ok(labels.map((label) => labelResource(call.world.url, repository, label)));
}

function namesIn({ body }: Call): string[] {
  const { labels = [] } = body as { labels?: readonly (string | { readonly name: string })[] };
  return labels.map((label) => (typeof label === 'string' ? label : label.name));
}
