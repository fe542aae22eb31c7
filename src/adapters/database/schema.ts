/**
 * The tables, as both engines have them. Text, integers and nothing else: an id or a time of GitHub's fits a double, so
 * bigint comes back as a number (a PostgreSQL connection has to be told to). Times are milliseconds since 1970, UTC.
 */

export interface Schema {
  readonly deliveries: {
    guid: string;
    event: string;
    action: string | null;
    installation_id: number | null;
    repository_id: number | null;
    pull_request: number | null;
    received_at: number;
  };
  readonly event_counts: {
    event: string;
    /** Empty for none: part of the key. */
    action: string;
    outcome: 'stored' | 'duplicate' | 'dropped';
    count: number;
  };
  readonly jobs: JobRow;
  /** One per installation and urgency that has jobs ready: how many turns it has had. */
  readonly job_lanes: { urgency: number; installation_id: number; served: number; last_turn: number };
  readonly installation_holds: { installation_id: number; until: number; set_at: number };
  /** Numbers that only rise: fencing tokens, and the turn that each urgency has come to. */
  readonly counters: { name: string; value: number };
  readonly installations: { installation_id: number; account: string; state: 'active' | 'suspended' | 'deleted' };
  readonly repositories: {
    repository_id: number;
    installation_id: number;
    owner: string;
    name: string;
    state: 'present' | 'gone';
  };
  readonly pull_requests: PullRequestRow;
  readonly provenance_evidence: {
    repository_id: number;
    number: number;
    /** JSON: signals that say that AI took part. */
    signals: string;
  };
  readonly verdicts: {
    repository_id: number;
    number: number;
    head_sha: string;
    outcome: string;
    mode: string;
    title: string;
    decided_at: number;
    /** JSON of the whole; null where nobody needs it any more. */
    verdict: string | null;
  };
  readonly checks: {
    repository_id: number;
    head_sha: string;
    check_run_id: number;
    status: 'queued' | 'in_progress' | 'completed';
    conclusion: string | null;
    touched_at: number;
  };
  readonly policies: { repository_id: number; branch: string; policy: string; commit_sha: string };
  readonly memberships: { installation_id: number; question: string; answer: string; expires_at: number };
  /** Questions about packages are addresses of requests, or hashes of them where they are long. */
  readonly package_answers: { question: string; answer: string; expires_at: number };
  readonly locks: { name: string; token: number; lease_until: number; leased_at: number };
  readonly schema_migrations: { number: number; name: string; applied_at: number };
}

export interface PullRequestRow {
  repository_id: number;
  number: number;
  installation_id: number;
  state: 'open' | 'closed';
  draft: number;
  head_sha: string;
  previous_head_sha: string | null;
  /** JSON: the sightings of its head in the second of `updated_at`, in order of arrival; of many, the last. */
  recent_heads: string;
  base_ref: string;
  updated_at: number;
  arrived_by: 'event' | 'sweep';
  first_seen_at: number;
  last_seen_at: number;
}

export interface JobRow {
  key: string;
  installation_id: number;
  /** 0 for a job that is about no repository. */
  repository_id: number;
  /** JSON. */
  subject: string;
  state: 'ready' | 'delayed' | 'running' | 'dead';
  /** Place in `URGENCIES`. Of a running job: that of the run which comes after it, if one does. */
  urgency: number;
  /** Order among the ready ones of one installation and urgency. */
  turn: number;
  /** Not before. Of a running job: the same for the run after it. */
  run_at: number;
  /** When `run_at` was set: where that is in the future, the clock has been set back. */
  set_at: number;
  /** Since when it waits, or is dead. */
  since: number;
  /** Counts requests. */
  generation: number;
  head_sha: string | null;
  /** JSON: `[generation, reason][]`. */
  reasons: string;
  attempts: number;
  deferrals: number;
  last_failure: string | null;
  /** Of the run that has it, or had it last. */
  token: number;
  lease_until: number;
  leased_at: number;
  worker: string | null;
  /** What the run was given. */
  claimed_generation: number;
  claimed_head: string | null;
}
