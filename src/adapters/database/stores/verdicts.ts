/** Verdicts of record, written only by a run that still holds its job. */
import type { Transaction } from 'kysely';
import { OUTCOMES, type Outcome, type Verdict } from '#domain/verdict.ts';
import type { ProvenanceSignal } from '#domain/provenance.ts';
import type { Fence } from '#review/store/job-queue.ts';
import type { VerdictStore, VerdictSummary } from '#review/store/verdicts.ts';
import type { Engine } from '../engine.ts';
import type { Schema } from '../schema.ts';
import { toIso, toMilliseconds } from '../times.ts';

export function createVerdictStore(engine: Engine): VerdictStore {
  const { db } = engine;
  return {
    async record(fence, { repositoryId, number, verdict }) {
      return engine.write(async (transaction) => {
        if (!(await holds(transaction, fence))) return 'stale';
        await forgetWhole(transaction, repositoryId, number);
        const columns = {
          outcome: verdict.outcome,
          mode: verdict.policy.mode,
          title: verdict.title,
          decided_at: toMilliseconds(verdict.decidedAt),
          verdict: JSON.stringify(verdict),
        };
        await transaction
          .insertInto('verdicts')
          .values({ repository_id: repositoryId, number, head_sha: verdict.subject.head.sha, ...columns })
          .onConflict((conflict) => conflict.columns(['repository_id', 'number', 'head_sha']).doUpdateSet(columns))
          .execute();
        await remember(transaction, repositoryId, number, verdict);
        return 'recorded';
      });
    },
    async evidence(repositoryId, number) {
      const row = await db
        .selectFrom('provenance_evidence')
        .select('signals')
        .where('repository_id', '=', repositoryId)
        .where('number', '=', number)
        .executeTakeFirst();
      return row === undefined ? [] : (JSON.parse(row.signals) as ProvenanceSignal[]);
    },
    async latest(repositoryId, number) {
      const row = await db
        .selectFrom('verdicts')
        .select(['repository_id', 'number', 'head_sha', 'outcome', 'mode', 'title', 'decided_at'])
        .where('repository_id', '=', repositoryId)
        .where('number', '=', number)
        .orderBy('decided_at', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row === undefined ? null : summary(row);
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
        .select(['pull_requests.number', 'verdicts.verdict'])
        .where('pull_requests.repository_id', '=', repositoryId)
        .where('pull_requests.head_sha', '=', headSha)
        .where('pull_requests.state', '=', 'open')
        .orderBy('pull_requests.number')
        .execute();
      return rows.map(({ number, verdict }) => ({ number, verdict: whole(verdict) }));
    },
  };
}

/** A verdict holds what was seen before it as well, so that the last one holds all. */
async function remember(
  transaction: Transaction<Schema>,
  repositoryId: number,
  number: number,
  { provenance }: Verdict,
): Promise<void> {
  const assisted = provenance.signals.filter(({ says }) => says === 'assisted');
  if (assisted.length === 0) return;
  const signals = JSON.stringify(assisted);
  await transaction
    .insertInto('provenance_evidence')
    .values({ repository_id: repositoryId, number, signals })
    .onConflict((conflict) => conflict.columns(['repository_id', 'number']).doUpdateSet({ signals }))
    .execute();
}

/** Verdicts can be large; one is needed whole only for the head of an open pull request. */
export async function forgetWhole(
  transaction: Transaction<Schema>,
  repositoryId: number,
  number: number,
): Promise<void> {
  await transaction
    .updateTable('verdicts')
    .set({ verdict: null })
    .where('repository_id', '=', repositoryId)
    .where('number', '=', number)
    .where('verdict', 'is not', null)
    .execute();
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

function summary(row: Omit<Schema['verdicts'], 'verdict'>): VerdictSummary {
  return {
    repositoryId: row.repository_id,
    number: row.number,
    headSha: row.head_sha,
    outcome: asOutcome(row.outcome),
    mode: row.mode === 'observe' ? 'observe' : 'enforce',
    title: row.title,
    decidedAt: toIso(row.decided_at),
  };
}

/** A word that this version does not know is not a pass. */
function asOutcome(word: string): Outcome {
  return OUTCOMES.find((outcome) => outcome === word) ?? 'incomplete';
}

/** We wrote it ourselves; of another version's shape nothing is known, and it is decided again. */
function whole(json: string | null): Verdict | null {
  if (json === null) return null;
  const verdict = JSON.parse(json) as Omit<Verdict, 'version'> & { readonly version: number };
  return verdict.version === 1 ? (verdict as Verdict) : null;
}
