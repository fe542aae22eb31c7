/** What is kept so that it need not be asked again, or is there when asking fails: memberships and valid policies. */
import type { MembershipCache } from '#review/store/memberships.ts';
import type { PolicyStore } from '#review/store/policies.ts';
import type { Engine } from '../engine.ts';

export function createMembershipCache(engine: Engine): MembershipCache {
  return {
    async get(installationId, question) {
      const row = await engine.db
        .selectFrom('memberships')
        .select('answer')
        .where('installation_id', '=', installationId)
        .where('question', '=', question)
        .where('expires_at', '>', await engine.now())
        .executeTakeFirst();
      return row?.answer ?? null;
    },
    async put(installationId, question, answer, keepMs) {
      await engine.write(async (transaction) => {
        const columns = { answer, expires_at: (await engine.now()) + keepMs };
        await transaction
          .insertInto('memberships')
          .values({ installation_id: installationId, question, ...columns })
          .onConflict((conflict) => conflict.columns(['installation_id', 'question']).doUpdateSet(columns))
          .execute();
      });
    },
    async forget(installationId) {
      await engine.write(async (transaction) => {
        await transaction.deleteFrom('memberships').where('installation_id', '=', installationId).execute();
      });
    },
  };
}

export function createPolicyStore(engine: Engine): PolicyStore {
  return {
    async remember({ repositoryId, branch, text, commitSha }) {
      const known = await lastValid(engine, repositoryId, branch);
      if (known?.policy === text && known.commit_sha === commitSha) return;
      await engine.write(async (transaction) => {
        const columns = { policy: text, commit_sha: commitSha };
        await transaction
          .insertInto('policies')
          .values({ repository_id: repositoryId, branch, ...columns })
          .onConflict((conflict) => conflict.columns(['repository_id', 'branch']).doUpdateSet(columns))
          .execute();
      });
    },
    async lastValid(repositoryId, branch) {
      const row = await lastValid(engine, repositoryId, branch);
      return row === undefined ? null : { repositoryId, branch, text: row.policy, commitSha: row.commit_sha };
    },
  };
}

async function lastValid({ db }: Engine, repositoryId: number, branch: string) {
  return db
    .selectFrom('policies')
    .selectAll()
    .where('repository_id', '=', repositoryId)
    .where('branch', '=', branch)
    .executeTakeFirst();
}
