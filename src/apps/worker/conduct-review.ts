/**
 * One review of commits that are on GitHub: contents by git, owners and approvals by the API, policy from the branch
 * that the change is for. Publishes nothing.
 */
import type { MirrorRangeOptions } from '#adapters/git/mirror/mirror-range.ts';
import type { MirrorRepository } from '#adapters/git/mirror/mirror-repository.ts';
import { readOwnership } from '#adapters/github/ownership-reader.ts';
import { RULE_IDS, RULES } from '#checks/registry.ts';
import type { FileChange } from '#domain/change.ts';
import type { PullRequest, Revision } from '#domain/snapshot.ts';
import { CODEOWNERS_PATHS } from '#owners/codeowners.ts';
import type { OwnershipFacts, SubmittedReview } from '#owners/ownership-facts.ts';
import { POLICY_PATH } from '#policy/parse.ts';
import { type GoverningPolicy, governingPolicy } from '#review/governing-policy.ts';
import { type Review, review } from '#review/review.ts';
import type { SourceRepository } from '#review/ports.ts';
import { type JobContext, openMirror } from './job-context.ts';

export interface ReviewSubject {
  readonly repositoryId: number;
  /** `owner/name` */
  readonly repository: string;
  readonly defaultBranch: string;
  readonly range: MirrorRangeOptions;
  readonly pullRequest: PullRequest | null;
  /** The head that `reviews` are of. */
  readonly approvedSha: string;
  readonly reviews: readonly SubmittedReview[];
}

export interface ConductedReview extends Review {
  readonly governing: GoverningPolicy;
}

/** @throws GitHubError, MirrorError */
export async function conductReview(context: JobContext, subject: ReviewSubject): Promise<ConductedReview> {
  const { deps } = context;
  const repository = await openMirror(context, subject.repository);
  try {
    const range = await repository.resolveRange(subject.range);
    const tip = await tipOf(subject, repository, range.target);
    const governing = await policyFor(context, subject, repository, tip);
    const ports = {
      repository,
      factsStore: deps.store.facts,
      extractor: deps.extractor,
      secretScanner: deps.secretScanner,
      packageFacts: deps.packageFacts,
      progress: { step: () => context.job.signal.throwIfAborted() },
    };
    const reviewed = await review(ports, {
      range,
      pullRequest: subject.pullRequest,
      earlier: await earlierEvidence(context, subject),
      policy: governing.policy,
      policyUse: governing.use,
      rules: RULES,
      engine: deps.engine,
      decidedAt: new Date(deps.now()).toISOString(),
      ownership: (changes) => ownershipOf(context, subject, repository, tip, changes),
    });
    return { ...reviewed, governing };
  } finally {
    await repository.close();
  }
}

/** What was seen in the pull request before, however it has been rewritten since. */
async function earlierEvidence({ deps }: JobContext, { repositoryId, pullRequest }: ReviewSubject) {
  return pullRequest?.number == null ? [] : deps.store.verdicts.evidence(repositoryId, pullRequest.number);
}

/** A group of a merge queue can build on another one, which nobody has merged yet and which decides nothing. */
async function tipOf({ range }: ReviewSubject, repository: MirrorRepository, target: Revision): Promise<Revision> {
  return range.target.sha === undefined ? target : ((await repository.tip(target.ref)) ?? target);
}

async function policyFor(
  { deps, installation }: JobContext,
  { repositoryId, repository: name, defaultBranch }: ReviewSubject,
  repository: MirrorRepository,
  target: Revision,
): Promise<GoverningPolicy> {
  const defaultTip = target.ref === defaultBranch ? null : await repository.tip(defaultBranch);
  const owner = name.slice(0, name.indexOf('/'));
  return governingPolicy(
    {
      repository,
      repositoryId,
      knownRules: RULE_IDS,
      lastValid: deps.store.policies,
      async organisation() {
        const file = await deps.organisationFiles.read(installation, owner, POLICY_PATH);
        return file.kind === 'found' ? file.bytes : null;
      },
    },
    defaultTip === null || defaultTip.sha === target.sha ? [target] : [target, defaultTip],
  );
}

async function ownershipOf(
  { deps, installation }: JobContext,
  { repository: name, pullRequest, approvedSha, reviews }: ReviewSubject,
  repository: SourceRepository,
  target: Revision,
  changes: readonly FileChange[],
): Promise<OwnershipFacts> {
  return readOwnership(installation, deps.store.memberships, {
    repository: name,
    headSha: approvedSha,
    author: pullRequest?.author ?? null,
    reviews,
    codeOwners: await codeOwnersAt(repository, target),
    changes,
  });
}

/** GitHub does not use a larger one. */
const MAX_CODEOWNERS_BYTES = 3 * 1024 * 1024;

async function codeOwnersAt(repository: SourceRepository, target: Revision): Promise<string | null> {
  const tree = await repository.tree(target);
  const [oid] = CODEOWNERS_PATHS.flatMap((path) => tree.oid(path) ?? []);
  if (oid === undefined) return null;
  const blob = (await repository.blobs([oid], { maxBytes: MAX_CODEOWNERS_BYTES })).get(oid);
  return blob?.bytes == null ? null : new TextDecoder().decode(blob.bytes);
}
