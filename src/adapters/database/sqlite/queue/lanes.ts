/**
 * Whose turn it is. Within an urgency the installations that have jobs ready take turns, and within an installation its
 * repositories do: however much one of them asks for, the next one waits for one job of it and not for all. Who comes
 * back from having nothing to do starts where the others are, neither owed nor owing.
 */
import type { Transaction } from 'kysely';
import type { JobRow, Schema } from '../../schema.ts';

type Place = Pick<JobRow, 'urgency' | 'installation_id' | 'repository_id'>;

/** The turn of a job that becomes ready; opens the lane of its installation. */
export async function takeTurn(transaction: Transaction<Schema>, place: Place): Promise<number> {
  const lane = await transaction
    .selectFrom('job_lanes')
    .select('last_turn')
    .where('urgency', '=', place.urgency)
    .where('installation_id', '=', place.installation_id)
    .executeTakeFirst();
  if (lane === undefined) {
    await transaction
      .insertInto('job_lanes')
      .values({
        urgency: place.urgency,
        installation_id: place.installation_id,
        served: await counter(transaction, served(place.urgency)),
        last_turn: 0,
      })
      .execute();
  }
  const behind = await transaction
    .selectFrom('jobs')
    .select(({ fn }) => fn.max('turn').as('turn'))
    .where('state', '=', 'ready')
    .where('urgency', '=', place.urgency)
    .where('installation_id', '=', place.installation_id)
    .where('repository_id', '=', place.repository_id)
    .executeTakeFirst();
  const last = behind?.turn as number | null | undefined;
  return Math.max(lane?.last_turn ?? 0, last == null ? 0 : last + 1);
}

/** The ready job whose turn it is; its lane has had its turn. */
export async function nextInTurn(transaction: Transaction<Schema>, urgency: number): Promise<JobRow | undefined> {
  for (;;) {
    const lane = await transaction
      .selectFrom('job_lanes')
      .selectAll()
      .where('urgency', '=', urgency)
      .orderBy('served')
      .orderBy('installation_id')
      .limit(1)
      .executeTakeFirst();
    if (lane === undefined) return undefined;
    const job = await transaction
      .selectFrom('jobs')
      .selectAll()
      .where('state', '=', 'ready')
      .where('urgency', '=', urgency)
      .where('installation_id', '=', lane.installation_id)
      .orderBy('turn')
      .orderBy('since')
      .limit(1)
      .executeTakeFirst();
    const thisLane = { urgency, installation_id: lane.installation_id };
    if (job !== undefined) {
      await advance(transaction, thisLane, lane.served, job.turn);
      return job;
    }
    await transaction
      .deleteFrom('job_lanes')
      .where('urgency', '=', urgency)
      .where('installation_id', '=', lane.installation_id)
      .execute();
  }
}

async function advance(
  transaction: Transaction<Schema>,
  lane: Omit<Place, 'repository_id'>,
  lanesServed: number,
  turn: number,
): Promise<void> {
  await transaction
    .updateTable('job_lanes')
    .set({ served: lanesServed + 1, last_turn: turn })
    .where('urgency', '=', lane.urgency)
    .where('installation_id', '=', lane.installation_id)
    .execute();
  await transaction
    .insertInto('counters')
    .values({ name: served(lane.urgency), value: lanesServed })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: lanesServed }))
    .execute();
}

function served(urgency: number): string {
  return `served/${urgency}`;
}

async function counter(transaction: Transaction<Schema>, name: string): Promise<number> {
  const row = await transaction.selectFrom('counters').select('value').where('name', '=', name).executeTakeFirst();
  return row?.value ?? 0;
}
