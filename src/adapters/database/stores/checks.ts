/** Notes of the check runs that we have made. */
import type { CheckStore, PublishedCheck } from '#review/store/checks.ts';
import type { Engine } from '../engine.ts';
import type { Schema } from '../schema.ts';
import { toIso } from '../times.ts';

export function createCheckStore(engine: Engine): CheckStore {
  const { db } = engine;
  return {
    async record({ repositoryId, headSha, checkRunId, status, conclusion }) {
      await engine.write(async (transaction) => {
        const touched = await engine.now();
        const columns = { check_run_id: checkRunId, status, conclusion, touched_at: touched };
        await transaction
          .insertInto('checks')
          .values({ repository_id: repositoryId, head_sha: headSha, ...columns })
          .onConflict((conflict) => conflict.columns(['repository_id', 'head_sha']).doUpdateSet(columns))
          .execute();
      });
    },
    async find(repositoryId, headSha) {
      const row = await db
        .selectFrom('checks')
        .selectAll()
        .where('repository_id', '=', repositoryId)
        .where('head_sha', '=', headSha)
        .executeTakeFirst();
      return row === undefined ? null : publishedCheck(row);
    },
    async unfinished({ untouchedMs, limit }) {
      const rows = await db
        .selectFrom('checks')
        .innerJoin('repositories', 'repositories.repository_id', 'checks.repository_id')
        .selectAll('checks')
        .select('repositories.installation_id')
        .where('checks.status', 'in', ['queued', 'in_progress'])
        .where('checks.touched_at', '<=', (await engine.now()) - untouchedMs)
        .where('repositories.state', '=', 'present')
        .orderBy('checks.touched_at')
        .limit(limit)
        .execute();
      return rows.map(({ installation_id, ...row }) => {
        return { ...publishedCheck(row), installationId: installation_id, touchedAt: toIso(row.touched_at) };
      });
    },
  };
}

function publishedCheck(row: Schema['checks']): PublishedCheck {
  return {
    repositoryId: row.repository_id,
    headSha: row.head_sha,
    checkRunId: row.check_run_id,
    status: row.status,
    conclusion: row.conclusion,
  };
}
