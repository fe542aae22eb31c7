/** Where the App is installed. What is told of an installation or a repository that is gone reaches its pull requests. */
import type { Transaction } from 'kysely';
import type { InstallationObservation, InstallationStore, RepositoryObservation } from '#review/store/installations.ts';
import type { Engine } from '../engine.ts';
import type { Schema } from '../schema.ts';

export function createInstallationStore(engine: Engine): InstallationStore {
  const { db } = engine;
  return {
    async observe(observations) {
      await engine.write(async (transaction) => {
        for (const observation of observations) await observePlace(transaction, observation);
      });
    },
    async find(installationId) {
      const row = await db
        .selectFrom('installations')
        .selectAll()
        .where('installation_id', '=', installationId)
        .executeTakeFirst();
      return row === undefined ? null : installation(row);
    },
    async list() {
      return (await db.selectFrom('installations').selectAll().orderBy('installation_id').execute()).map(installation);
    },
    async findRepository(repositoryId) {
      const row = await db
        .selectFrom('repositories')
        .selectAll()
        .where('repository_id', '=', repositoryId)
        .executeTakeFirst();
      return row === undefined ? null : repository(row);
    },
    async repositories(installationId) {
      const rows = await db
        .selectFrom('repositories')
        .selectAll()
        .where('installation_id', '=', installationId)
        .where('state', '=', 'present')
        .orderBy('repository_id')
        .execute();
      return rows.map(repository);
    },
  };
}

export async function observePlace(
  transaction: Transaction<Schema>,
  observation: InstallationObservation | RepositoryObservation,
): Promise<void> {
  if (observation.kind === 'repository') {
    await observeRepository(transaction, observation);
    return;
  }
  const { installationId, account, state } = observation;
  await transaction
    .insertInto('installations')
    .values({ installation_id: installationId, account, state })
    .onConflict((conflict) => conflict.column('installation_id').doUpdateSet({ account, state }))
    .execute();
  if (state !== 'deleted') return;
  await transaction
    .updateTable('repositories')
    .set({ state: 'gone' })
    .where('installation_id', '=', installationId)
    .execute();
  await transaction
    .updateTable('pull_requests')
    .set({ state: 'closed' })
    .where('installation_id', '=', installationId)
    .execute();
  await transaction.deleteFrom('memberships').where('installation_id', '=', installationId).execute();
}

async function observeRepository(
  transaction: Transaction<Schema>,
  { installationId, repository: { id, owner, name }, state }: RepositoryObservation,
): Promise<void> {
  const columns = { installation_id: installationId, owner, name, state };
  const same = transaction.selectFrom('repositories').select('name').where('repository_id', '=', id);
  const known = await same.where((is) => is.and(columns)).executeTakeFirst();
  // Each event names its repository, and next to none of them changes it.
  if (known !== undefined) return;
  await transaction
    .insertInto('repositories')
    .values({ repository_id: id, ...columns })
    .onConflict((conflict) => conflict.column('repository_id').doUpdateSet(columns))
    .execute();
  if (state === 'present') return;
  await transaction.updateTable('pull_requests').set({ state: 'closed' }).where('repository_id', '=', id).execute();
}

function installation(row: Schema['installations']): InstallationObservation {
  return { kind: 'installation', installationId: row.installation_id, account: row.account, state: row.state };
}

function repository(row: Schema['repositories']): RepositoryObservation {
  return {
    kind: 'repository',
    installationId: row.installation_id,
    repository: { id: row.repository_id, owner: row.owner, name: row.name },
    state: row.state,
  };
}
