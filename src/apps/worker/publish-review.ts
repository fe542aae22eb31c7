/**
 * A verdict on its way to GitHub: recorded first, then published under the lock of its commit, together with what other
 * open pull requests with the same head need. What GitHub shows is read just before, so a second try repeats nothing.
 */
import type { Verdict } from '#domain/verdict.ts';
import { isAutomation } from '#provenance/automation.ts';
import type { PublishRequest } from '#review/publish/publish-request.ts';
import { planPublication } from '#review/publish/plan-publication.ts';
import { fixRepeatsSecret } from '#review/render/without-secrets.ts';
import type { KnownPullRequest } from '#review/store/pull-requests.ts';
import { type CheckSubject, locked, writeCheckRuns } from './check-progress.ts';
import { type ConductedReview, conductReview } from './conduct-review.ts';
import type { JobContext } from './job-context.ts';
import { readSubject, type ReadSubject } from './read-subject.ts';

/** `stale`: the job is not this run's any more, or a newer head waits; nothing was published. */
export type Published = 'published' | 'stale';

export async function publishReview(
  context: JobContext,
  subject: ReadSubject,
  check: CheckSubject,
  reviewed: ConductedReview,
): Promise<Published> {
  const others = await othersOnCommit(context, subject);
  return locked(context, check, async () => {
    if ((await context.job.standing()) !== 'current') return 'stale';
    if ((await record(context, check, reviewed.verdict)) === 'stale') return 'stale';
    await publish(context, check, requestOf(context, subject, reviewed, others));
    return 'published';
  });
}

async function record(
  { deps, job }: JobContext,
  { repositoryId, pullRequest }: CheckSubject,
  verdict: Verdict,
): Promise<'recorded' | 'stale'> {
  return deps.store.verdicts.record(job.fence, { repositoryId, number: pullRequest ?? 0, verdict });
}

type Request = Omit<PublishRequest, 'published' | 'anchorsRefused'>;

function requestOf(
  { deps }: JobContext,
  { onGitHub, known }: ReadSubject,
  { verdict, changes, sources, secrets, governing }: ConductedReview,
  others: readonly Verdict[],
): Request {
  return {
    verdict,
    others,
    changes,
    sourceText: sources.text,
    conversation: {
      repositoryId: onGitHub.repositoryId,
      number: known.number,
      draft: onGitHub.pullRequest.draft,
      byAutomation: isAutomation(onGitHub.pullRequest),
      beforeInstallation: known.arrivedBy === 'sweep',
    },
    markerKey: deps.markerKey,
    resolveThreads: deps.resolveThreads,
    detailsUrl: null,
    fixParses: (finding) => !fixRepeatsSecret(finding, secrets),
    rulesOff: new Set([...governing.policy.rules].filter(([, rule]) => rule.off).map(([id]) => id)),
  };
}

/** The check comes last and by itself, so that what it became is known. */
export async function publish(context: JobContext, check: CheckSubject, request: Request): Promise<void> {
  const { publisher, log } = context;
  for (const anchorsRefused of [false, true]) {
    const published = await publisher.read(check);
    const plan = planPublication({ ...request, published, anchorsRefused });
    const said = await publisher.carryOut(check, { ...plan, checkRuns: [] });
    if (said.kind === 'anchors-refused' && !anchorsRefused) {
      log.warn({ answer: said.answer }, 'GitHub refused the places of the comments; they become annotations');
      continue;
    }
    if (said.kind === 'gone') log.info('there is nothing left to publish to');
    else if ((await writeCheckRuns(context, check, plan.checkRuns)) === 'gone') log.info('the commit is gone');
    else log.info(counted(plan), 'published');
    return;
  }
}

function counted({ review, edits, minimise, checkRuns }: ReturnType<typeof planPublication>) {
  const comments = review?.comments.length ?? 0;
  return { comments, edits: edits.length, minimised: minimise.length, checkRuns: checkRuns.length };
}

/**
 * What other open pull requests with this head need. Each has its own base, and so its own verdict: the recorded one, or,
 * where nothing is decided yet, one that is made now, so that the check passes on nobody's account but its own.
 */
async function othersOnCommit(context: JobContext, { known, review }: ReadSubject): Promise<readonly Verdict[]> {
  const stakes = await context.deps.store.verdicts.onCommit(review.repositoryId, known.headSha);
  const verdicts: Verdict[] = [];
  for (const { number, verdict } of stakes) {
    if (number === known.number) continue;
    const other = verdict ?? (await verdictOf(context, known, number));
    if (other !== null) verdicts.push(other);
  }
  return verdicts;
}

async function verdictOf(context: JobContext, known: KnownPullRequest, number: number): Promise<Verdict | null> {
  const reading = await readSubject(context, known.repository, number);
  if (reading.kind !== 'open' || reading.subject.known.headSha !== known.headSha) return null;
  return (await conductReview(context, reading.subject.review)).verdict;
}
