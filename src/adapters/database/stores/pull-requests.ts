/** What is known of pull requests, where an older sight never undoes a newer one. */
import { sql, type Kysely, type SelectQueryBuilder, type Transaction } from 'kysely';
import { latestHead, type HeadSighting } from '#review/store/observed-order.ts';
import type {
  KnownPullRequest,
  OpenPullRequestFilter,
  PullRequestObservation,
  PullRequestStore,
} from '#review/store/pull-requests.ts';
import type { Engine } from '../engine.ts';
import type { PullRequestRow, Schema } from '../schema.ts';
import { toIso, toMilliseconds } from '../times.ts';
import { observePlace } from './installations.ts';
import { forgetWhole } from './verdicts.ts';

type NamedRow = PullRequestRow & { readonly owner: string; readonly name: string };
type Tables = 'pull_requests' | 'repositories';

/** More events of one pull request in one second are a machine's, and the next look at GitHub puts it right. */
const RECENT_KEPT = 20;

export function createPullRequestStore(engine: Engine): PullRequestStore {
  const { db } = engine;
  return {
    async observe(observations) {
      return engine.write(async (transaction) => {
        const known: KnownPullRequest[] = [];
        for (const observation of observations) {
          known.push(await observePullRequest(engine, transaction, observation));
        }
        return known;
      });
    },
    async find(repositoryId, number) {
      const row = await pullRequests(db)
        .where('pull_requests.repository_id', '=', repositoryId)
        .where('number', '=', number)
        .executeTakeFirst();
      return row === undefined ? null : knownPullRequest(row);
    },
    async open(filter) {
      return (await openOnes(db, filter).execute()).map(knownPullRequest);
    },
    async unfinished({ quietMs, limit }) {
      const rows = await withoutJobOrCheck(pullRequests(db))
        .where('pull_requests.state', '=', 'open')
        .where('last_seen_at', '<=', (await engine.now()) - quietMs)
        .orderBy('last_seen_at')
        .limit(limit)
        .execute();
      return rows.map(knownPullRequest);
    },
  };
}

/** Inside the transaction of a delivery, or of its own. */
export async function observePullRequest(
  engine: Engine,
  transaction: Transaction<Schema>,
  observation: PullRequestObservation,
): Promise<KnownPullRequest> {
  const { installationId, repository, number } = observation;
  await engine.serialise(transaction, `pull/${repository.id}/${number}`);
  await observePlace(transaction, { kind: 'repository', installationId, repository, state: 'present' });
  const now = await engine.now();
  const known = await pullRequests(transaction)
    .where('pull_requests.repository_id', '=', repository.id)
    .where('number', '=', number)
    .executeTakeFirst();
  const row = merged(known, observation, now);
  if (known === undefined) {
    await transaction.insertInto('pull_requests').values(row).execute();
  } else {
    await transaction
      .updateTable('pull_requests')
      .set(row)
      .where('repository_id', '=', repository.id)
      .where('number', '=', number)
      .execute();
  }
  if (row.state === 'closed' && known?.state === 'open') await forgetWhole(transaction, repository.id, number);
  return knownPullRequest({ ...row, owner: repository.owner, name: repository.name });
}

function merged(known: NamedRow | undefined, observation: PullRequestObservation, now: number): PullRequestRow {
  const { headSha, previousHeadSha } = observation;
  const observed: PullRequestRow = {
    repository_id: observation.repository.id,
    number: observation.number,
    installation_id: observation.installationId,
    state: observation.state,
    draft: Number(observation.draft),
    head_sha: headSha,
    previous_head_sha: previousHeadSha,
    recent_heads: JSON.stringify([{ headSha, previousHeadSha }]),
    base_ref: observation.baseRef,
    updated_at: toMilliseconds(observation.updatedAt),
    arrived_by: observation.arrivedBy,
    first_seen_at: now,
    last_seen_at: now,
  };
  if (known === undefined) return observed;
  const { owner: _owner, name: _name, ...before } = known;
  const always = {
    arrived_by: before.arrived_by === 'event' ? before.arrived_by : observed.arrived_by,
    first_seen_at: before.first_seen_at,
    last_seen_at: now,
  };
  if (observed.updated_at < before.updated_at) return { ...before, ...always };
  const newer = observed.updated_at > before.updated_at ? observed : ofOneSecond(before, observed, observation);
  return { ...newer, ...always, previous_head_sha: headBefore(newer, before) };
}

/** What the row says of the head before its own; an event that did not move the head says nothing. */
function headBefore(now: PullRequestRow, before: PullRequestRow): string | null {
  if (now.head_sha === before.head_sha) return now.previous_head_sha ?? before.previous_head_sha;
  return now.previous_head_sha ?? before.head_sha;
}

function ofOneSecond(
  before: PullRequestRow,
  observed: PullRequestRow,
  { headSha, previousHeadSha, arrivedBy }: PullRequestObservation,
): PullRequestRow {
  // An answer of the API may lag behind the events.
  if (arrivedBy === 'sweep' && headSha !== before.head_sha) return before;
  const [first, ...others] = (JSON.parse(before.recent_heads) as HeadSighting[]).slice(-RECENT_KEPT);
  const sightings = [first ?? { headSha, previousHeadSha }, ...others, { headSha, previousHeadSha }] as const;
  const head = latestHead(sightings);
  const row = head === headSha ? observed : before;
  const previous = sightings.findLast((each) => each.headSha === head && each.previousHeadSha !== null);
  return {
    ...row,
    head_sha: head,
    previous_head_sha: previous?.previousHeadSha ?? null,
    recent_heads: JSON.stringify(sightings),
  };
}

function pullRequests(db: Kysely<Schema>) {
  return db
    .selectFrom('pull_requests')
    .innerJoin('repositories', 'repositories.repository_id', 'pull_requests.repository_id')
    .selectAll('pull_requests')
    .select(['repositories.owner', 'repositories.name']);
}

function openOnes(db: Kysely<Schema>, filter: OpenPullRequestFilter) {
  let query = pullRequests(db).where('pull_requests.state', '=', 'open');
  const { installationId, repositoryId, baseRef, headSha, after } = filter;
  if (installationId !== undefined) query = query.where('pull_requests.installation_id', '=', installationId);
  if (repositoryId !== undefined) query = query.where('pull_requests.repository_id', '=', repositoryId);
  if (baseRef !== undefined) query = query.where('base_ref', '=', baseRef);
  if (headSha !== undefined) query = query.where('head_sha', '=', headSha);
  if (after !== undefined) {
    query = query.where((is) =>
      is(is.refTuple('pull_requests.repository_id', 'number'), '>', is.tuple(after.repositoryId, after.number)),
    );
  }
  return query.orderBy('pull_requests.repository_id').orderBy('number').limit(filter.limit);
}

/** The key of the job is put together as `jobKey` does it. */
function withoutJobOrCheck<Row>(query: SelectQueryBuilder<Schema, Tables, Row>) {
  return query
    .where((is) =>
      is.not(
        is.exists(
          is
            .selectFrom('checks')
            .select('check_run_id')
            .whereRef('checks.repository_id', '=', 'pull_requests.repository_id')
            .whereRef('checks.head_sha', '=', 'pull_requests.head_sha')
            .where('checks.status', '=', 'completed'),
        ),
      ),
    )
    .where((is) =>
      is.not(
        is.exists(
          is
            .selectFrom('jobs')
            .select('jobs.key')
            .where(
              'jobs.key',
              '=',
              sql<string>`cast(pull_requests.installation_id as text) || '/' || cast(pull_requests.repository_id as text) || '/pull/' || cast(pull_requests.number as text)`,
            ),
        ),
      ),
    )
    .where((is) =>
      is.not(
        is.exists(
          is
            .selectFrom('installations')
            .select('account')
            .whereRef('installations.installation_id', '=', 'pull_requests.installation_id')
            .where('installations.state', '!=', 'active'),
        ),
      ),
    );
}

function knownPullRequest(row: NamedRow): KnownPullRequest {
  return {
    installationId: row.installation_id,
    repository: { id: row.repository_id, owner: row.owner, name: row.name },
    number: row.number,
    state: row.state,
    draft: row.draft !== 0,
    headSha: row.head_sha,
    previousHeadSha: row.previous_head_sha,
    baseRef: row.base_ref,
    updatedAt: toIso(row.updated_at),
    arrivedBy: row.arrived_by,
    firstSeenAt: toIso(row.first_seen_at),
  };
}
