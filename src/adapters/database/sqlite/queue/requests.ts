/** Taking requests into the queue, inside the transaction of whoever asks: a delivery and its jobs are stored together. */
import type { Transaction } from 'kysely';
import { jobKey, jobSubjectSchema, type JobSubject } from '#review/store/job-subject.ts';
import { URGENCIES, type JobRequest } from '#review/store/job-queue.ts';
import type { Schema } from '../../schema.ts';
import { asked } from './job-changes.ts';
import { findJob, place } from './job-rows.ts';

const LONGEST_REASON = 100;

export async function takeRequests(
  transaction: Transaction<Schema>,
  requests: readonly JobRequest[],
  now: number,
): Promise<void> {
  for (const { installationId, subject, urgency, reason, delayMs = 0 } of requests) {
    const key = jobKey(installationId, subject);
    const existing = await findJob(transaction, key);
    const change = asked(
      existing,
      {
        key,
        installationId,
        repositoryId: subject.kind === 'installation' ? 0 : subject.repository.id,
        subject: JSON.stringify(jobSubjectSchema.parse(subject)),
        urgency: URGENCIES.indexOf(urgency),
        reason: reason.slice(0, LONGEST_REASON),
        headSha: (await knownHead(transaction, subject)) ?? existing?.head_sha ?? null,
        delayMs,
      },
      now,
    );
    await place(transaction, change, { exists: existing !== undefined, now });
  }
}

/** Of what the deliveries said, the newest: this one may have come late. */
async function knownHead(transaction: Transaction<Schema>, subject: JobSubject): Promise<string | null> {
  if (subject.kind === 'merge-group') return subject.headSha;
  if (subject.kind !== 'pull-request') return null;
  const known = await transaction
    .selectFrom('pull_requests')
    .select('head_sha')
    .where('repository_id', '=', subject.repository.id)
    .where('number', '=', subject.number)
    .executeTakeFirst();
  return known?.head_sha ?? null;
}
