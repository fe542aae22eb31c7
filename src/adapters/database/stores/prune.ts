/** Forgets what nobody will ask for again. */
import type { Retention } from '#review/store/store.ts';
import type { Engine } from '../engine.ts';

/** So many a transaction: nobody else waits for long. */
const AT_ONCE = 500;

export async function prune(engine: Engine, retention: Retention): Promise<number> {
  const now = await engine.now();
  const longClosed = now - retention.closedMs;
  const deliveries = await pruneDeliveries(engine, now - retention.deliveriesMs);
  const memberships = await pruneMemberships(engine, now);
  const pullRequests = await pruneClosed(engine, longClosed);
  const answers = await prunePackageAnswers(engine, now);
  return deliveries + memberships + answers + pullRequests + (await pruneChecks(engine, longClosed));
}

async function pruneDeliveries(engine: Engine, before: number): Promise<number> {
  return inTurns(() =>
    engine.write(async (transaction) => {
      const old = transaction.selectFrom('deliveries').select('guid').where('received_at', '<', before).limit(AT_ONCE);
      return Number(
        (await transaction.deleteFrom('deliveries').where('guid', 'in', old).executeTakeFirst()).numDeletedRows,
      );
    }),
  );
}

async function pruneMemberships(engine: Engine, now: number): Promise<number> {
  return engine.write(async (transaction) => {
    const gone = await transaction.deleteFrom('memberships').where('expires_at', '<=', now).executeTakeFirst();
    return Number(gone.numDeletedRows);
  });
}

async function prunePackageAnswers(engine: Engine, now: number): Promise<number> {
  return inTurns(() =>
    engine.write(async (transaction) => {
      const old = transaction
        .selectFrom('package_answers')
        .select('question')
        .where('expires_at', '<=', now)
        .limit(AT_ONCE);
      const gone = await transaction.deleteFrom('package_answers').where('question', 'in', old).executeTakeFirst();
      return Number(gone.numDeletedRows);
    }),
  );
}

/** With their verdicts. */
async function pruneClosed(engine: Engine, before: number): Promise<number> {
  return inTurns(() =>
    engine.write(async (transaction) => {
      const closed = await transaction
        .selectFrom('pull_requests')
        .select(['repository_id', 'number'])
        .where('state', '=', 'closed')
        .where('last_seen_at', '<', before)
        .limit(AT_ONCE)
        .execute();
      for (const { repository_id, number } of closed) {
        for (const table of ['verdicts', 'provenance_evidence', 'pull_requests'] as const) {
          await transaction
            .deleteFrom(table)
            .where('repository_id', '=', repository_id)
            .where('number', '=', number)
            .execute();
        }
      }
      return closed.length;
    }),
  );
}

/** Not those on which an open pull request depends, however old. */
async function pruneChecks(engine: Engine, before: number): Promise<number> {
  return inTurns(() =>
    engine.write(async (transaction) => {
      const old = await transaction
        .selectFrom('checks')
        .select(['repository_id', 'head_sha'])
        // All of them: it is the index that wants to know.
        .where('status', 'in', ['queued', 'in_progress', 'completed'])
        .where('touched_at', '<', before)
        .where((is) =>
          is.not(
            is.exists(
              is
                .selectFrom('pull_requests')
                .select('number')
                .whereRef('pull_requests.repository_id', '=', 'checks.repository_id')
                .whereRef('pull_requests.head_sha', '=', 'checks.head_sha')
                .where('pull_requests.state', '=', 'open'),
            ),
          ),
        )
        .limit(AT_ONCE)
        .execute();
      for (const { repository_id, head_sha } of old) {
        await transaction
          .deleteFrom('checks')
          .where('repository_id', '=', repository_id)
          .where('head_sha', '=', head_sha)
          .execute();
      }
      return old.length;
    }),
  );
}

async function inTurns(step: () => Promise<number>): Promise<number> {
  let total = 0;
  for (;;) {
    const count = await step();
    total += count;
    if (count < AT_ONCE) return total;
  }
}
