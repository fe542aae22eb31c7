/** Deliveries, jobs, and what is known of pull requests and of what was published on them. */
import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await createDeliveries(db);
  await createJobs(db);
  await createPlaces(db);
  await createPublished(db);
  await createRemembered(db);
}

async function createDeliveries(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('deliveries')
    .addColumn('guid', 'text', (column) => column.primaryKey().notNull())
    .addColumn('event', 'text', (column) => column.notNull())
    .addColumn('action', 'text')
    .addColumn('installation_id', 'bigint')
    .addColumn('repository_id', 'bigint')
    .addColumn('pull_request', 'bigint')
    .addColumn('received_at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('deliveries_by_age').on('deliveries').column('received_at').execute();
  await db.schema
    .createTable('event_counts')
    .addColumn('event', 'text', (column) => column.notNull())
    .addColumn('action', 'text', (column) => column.notNull())
    .addColumn('outcome', 'text', (column) => column.notNull())
    .addColumn('count', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('event_counts_key', ['event', 'action', 'outcome'])
    .execute();
}

async function createJobs(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('jobs')
    .addColumn('key', 'text', (column) => column.primaryKey().notNull())
    .addColumn('installation_id', 'bigint', (column) => column.notNull())
    .addColumn('repository_id', 'bigint', (column) => column.notNull())
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('urgency', 'integer', (column) => column.notNull())
    .addColumn('turn', 'bigint', (column) => column.notNull())
    .addColumn('run_at', 'bigint', (column) => column.notNull())
    .addColumn('set_at', 'bigint', (column) => column.notNull())
    .addColumn('since', 'bigint', (column) => column.notNull())
    .addColumn('generation', 'bigint', (column) => column.notNull())
    .addColumn('head_sha', 'text')
    .addColumn('reasons', 'text', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('deferrals', 'integer', (column) => column.notNull())
    .addColumn('last_failure', 'text')
    .addColumn('token', 'bigint', (column) => column.notNull())
    .addColumn('lease_until', 'bigint', (column) => column.notNull())
    .addColumn('leased_at', 'bigint', (column) => column.notNull())
    .addColumn('worker', 'text')
    .addColumn('claimed_generation', 'bigint', (column) => column.notNull())
    .addColumn('claimed_head', 'text')
    .execute();
  const lane = ['state', 'urgency', 'installation_id'] as const;
  await db.schema
    .createIndex('jobs_by_turn')
    .on('jobs')
    .columns([...lane, 'turn'])
    .execute();
  await db.schema
    .createIndex('jobs_by_repository')
    .on('jobs')
    .columns([...lane, 'repository_id', 'turn'])
    .execute();
  await db.schema.createIndex('jobs_by_due').on('jobs').columns(['state', 'run_at']).execute();
  await db.schema.createIndex('jobs_by_age').on('jobs').columns(['state', 'since']).execute();
  await db.schema
    .createTable('job_lanes')
    .addColumn('urgency', 'integer', (column) => column.notNull())
    .addColumn('installation_id', 'bigint', (column) => column.notNull())
    .addColumn('served', 'bigint', (column) => column.notNull())
    .addColumn('last_turn', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('job_lanes_key', ['urgency', 'installation_id'])
    .execute();
  await db.schema
    .createIndex('job_lanes_by_served')
    .on('job_lanes')
    .columns(['urgency', 'served', 'installation_id'])
    .execute();
  await db.schema
    .createTable('installation_holds')
    .addColumn('installation_id', 'bigint', (column) => column.primaryKey().notNull())
    .addColumn('until', 'bigint', (column) => column.notNull())
    .addColumn('set_at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('counters')
    .addColumn('name', 'text', (column) => column.primaryKey().notNull())
    .addColumn('value', 'bigint', (column) => column.notNull())
    .execute();
}

async function createPlaces(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('installations')
    .addColumn('installation_id', 'bigint', (column) => column.primaryKey().notNull())
    .addColumn('account', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('repositories')
    .addColumn('repository_id', 'bigint', (column) => column.primaryKey().notNull())
    .addColumn('installation_id', 'bigint', (column) => column.notNull())
    .addColumn('owner', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createIndex('repositories_by_installation')
    .on('repositories')
    .columns(['installation_id', 'repository_id'])
    .execute();
  await db.schema
    .createTable('pull_requests')
    .addColumn('repository_id', 'bigint', (column) => column.notNull())
    .addColumn('number', 'bigint', (column) => column.notNull())
    .addColumn('installation_id', 'bigint', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('draft', 'integer', (column) => column.notNull())
    .addColumn('head_sha', 'text', (column) => column.notNull())
    .addColumn('previous_head_sha', 'text')
    .addColumn('recent_heads', 'text', (column) => column.notNull())
    .addColumn('base_ref', 'text', (column) => column.notNull())
    .addColumn('updated_at', 'bigint', (column) => column.notNull())
    .addColumn('arrived_by', 'text', (column) => column.notNull())
    .addColumn('first_seen_at', 'bigint', (column) => column.notNull())
    .addColumn('last_seen_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('pull_requests_key', ['repository_id', 'number'])
    .execute();
  await db.schema
    .createIndex('pull_requests_by_head')
    .on('pull_requests')
    .columns(['repository_id', 'head_sha'])
    .execute();
  await db.schema
    .createIndex('pull_requests_by_state')
    .on('pull_requests')
    .columns(['state', 'repository_id', 'number'])
    .execute();
  await db.schema.createIndex('pull_requests_by_age').on('pull_requests').columns(['state', 'last_seen_at']).execute();
}

async function createPublished(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('verdicts')
    .addColumn('repository_id', 'bigint', (column) => column.notNull())
    .addColumn('number', 'bigint', (column) => column.notNull())
    .addColumn('head_sha', 'text', (column) => column.notNull())
    .addColumn('outcome', 'text', (column) => column.notNull())
    .addColumn('mode', 'text', (column) => column.notNull())
    .addColumn('title', 'text', (column) => column.notNull())
    .addColumn('decided_at', 'bigint', (column) => column.notNull())
    .addColumn('verdict', 'text')
    .addPrimaryKeyConstraint('verdicts_key', ['repository_id', 'number', 'head_sha'])
    .execute();
  await db.schema
    .createTable('checks')
    .addColumn('repository_id', 'bigint', (column) => column.notNull())
    .addColumn('head_sha', 'text', (column) => column.notNull())
    .addColumn('check_run_id', 'bigint', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('conclusion', 'text')
    .addColumn('touched_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('checks_key', ['repository_id', 'head_sha'])
    .execute();
  await db.schema.createIndex('checks_by_status').on('checks').columns(['status', 'touched_at']).execute();
}

async function createRemembered(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('policies')
    .addColumn('repository_id', 'bigint', (column) => column.notNull())
    .addColumn('branch', 'text', (column) => column.notNull())
    .addColumn('policy', 'text', (column) => column.notNull())
    .addColumn('commit_sha', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('policies_key', ['repository_id', 'branch'])
    .execute();
  await db.schema
    .createTable('memberships')
    .addColumn('installation_id', 'bigint', (column) => column.notNull())
    .addColumn('question', 'text', (column) => column.notNull())
    .addColumn('answer', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('memberships_key', ['installation_id', 'question'])
    .execute();
  await db.schema.createIndex('memberships_by_end').on('memberships').column('expires_at').execute();
  await db.schema
    .createTable('locks')
    .addColumn('name', 'text', (column) => column.primaryKey().notNull())
    .addColumn('token', 'bigint', (column) => column.notNull())
    .addColumn('lease_until', 'bigint', (column) => column.notNull())
    .addColumn('leased_at', 'bigint', (column) => column.notNull())
    .execute();
}
