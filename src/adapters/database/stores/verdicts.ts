/** Verdicts of record, written only by a run that still holds its job. */
import type { Kysely, Transaction } from 'kysely';
import { OUTCOMES, type Outcome } from '#domain/verdict.ts';
import type { Fence } from '#review/store/job-queue.ts';
import type { RecordedVerdict, VerdictStore } from '#review/store/verdicts.ts';
import type { Engine } from '../engine.ts';
import type { Schema } from '../schema.ts';
import { toIso, toMilliseconds } from '../times.ts';

type Row = Schema['verdicts'];

export function createVerdictStore(engine: Engine): VerdictStore {
  const { db } = engine;
  return {
    async record(fence, verdict) {
      return engine.write(async (transaction) => {
        if (!(await holds(transaction, fence))) return 'stale';
        const { repository_id, number, head_sha, ...columns } = toRow(verdict);
        await transaction
          .insertInto('verdicts')
          .values({ repository_id, number, head_sha, ...columns })
          .onConflict((conflict) => conflict.columns(['repository_id', 'number', 'head_sha']).doUpdateSet(columns))
          .execute();
        return 'recorded';
      });
    },
    async find(repositoryId, number, headSha) {
      const row = await ofPullRequest(db, repositoryId, number).where('head_sha', '=', headSha).executeTakeFirst();
      return row === undefined ? null : fromRow(row);
    },
    async latest(repositoryId, number) {
      const newest = ofPullRequest(db, repositoryId, number).orderBy('decided_at', 'desc').limit(1);
      const row = await newest.executeTakeFirst();
      return row === undefined ? null : fromRow(row);
    },
    async onCommit(repositoryId, headSha) {
      const rows = await db
        .selectFrom('pull_requests')
        .leftJoin('verdicts', (join) =>
          join
            .onRef('verdicts.repository_id', '=', 'pull_requests.repository_id')
            .onRef('verdicts.number', '=', 'pull_requests.number')
            .onRef('verdicts.head_sha', '=', 'pull_requests.head_sha'),
        )
        .select('pull_requests.number as pull_request')
        .selectAll('verdicts')
        .where('pull_requests.repository_id', '=', repositoryId)
        .where('pull_requests.head_sha', '=', headSha)
        .where('pull_requests.state', '=', 'open')
        .orderBy('pull_requests.number')
        .execute();
      return rows.map(({ pull_request, ...row }) => {
        return { number: pull_request, verdict: row.number === null ? null : fromRow(row as Row) };
      });
    },
  };
}

async function holds(transaction: Transaction<Schema>, { key, token }: Fence): Promise<boolean> {
  const job = await transaction
    .selectFrom('jobs')
    .select('token')
    .where('key', '=', key)
    .where('token', '=', token)
    .where('state', '=', 'running')
    .executeTakeFirst();
  return job !== undefined;
}

function ofPullRequest(db: Kysely<Schema>, repositoryId: number, number: number) {
  return db.selectFrom('verdicts').selectAll().where('repository_id', '=', repositoryId).where('number', '=', number);
}

function toRow(verdict: RecordedVerdict): Row {
  return {
    repository_id: verdict.repositoryId,
    number: verdict.number,
    head_sha: verdict.headSha,
    outcome: verdict.outcome,
    conclusion: verdict.conclusion,
    title: verdict.title,
    digest: verdict.digest,
    decided_at: toMilliseconds(verdict.decidedAt),
  };
}

function fromRow(row: Row): RecordedVerdict {
  return {
    repositoryId: row.repository_id,
    number: row.number,
    headSha: row.head_sha,
    outcome: asOutcome(row.outcome),
    conclusion: row.conclusion === 'success' ? 'success' : 'failure',
    title: row.title,
    digest: row.digest,
    decidedAt: toIso(row.decided_at),
  };
}

/** A word that this version does not know is not a pass. */
function asOutcome(word: string): Outcome {
  return OUTCOMES.find((outcome) => outcome === word) ?? 'incomplete';
}
