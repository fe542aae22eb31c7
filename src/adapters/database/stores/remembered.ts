/** What is kept so that it need not be asked again, or is there when asking fails: memberships, valid policies, and
 * answers about packages. */
import type { MembershipCache } from '#review/store/memberships.ts';
import type { PackageAnswerCache } from '#review/store/package-answers.ts';
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

/** So many a statement: engines bound the number of parameters. */
const AT_ONCE = 200;

export function createPackageAnswers(engine: Engine): PackageAnswerCache {
  return {
    async get(keys) {
      const found = new Map<string, string>();
      const now = await engine.now();
      for (let at = 0; at < keys.length; at += AT_ONCE) {
        const rows = await engine.db
          .selectFrom('package_answers')
          .select(['question', 'answer'])
          .where('question', 'in', keys.slice(at, at + AT_ONCE))
          .where('expires_at', '>', now)
          .execute();
        for (const { question, answer } of rows) found.set(question, answer);
      }
      return found;
    },
    async put(answers, keepMs) {
      if (answers.size === 0) return;
      await engine.write(async (transaction) => {
        const expires = (await engine.now()) + keepMs;
        for (const [question, answer] of answers) {
          const columns = { answer, expires_at: expires };
          await transaction
            .insertInto('package_answers')
            .values({ question, ...columns })
            .onConflict((conflict) => conflict.column('question').doUpdateSet(columns))
            .execute();
        }
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
