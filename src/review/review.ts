/**
 * The use case: what a change is, who wrote it, what it touches, what is wrong with it, and what follows. One
 * direction, no way back: after gathering, each stage is a pure function of what the ones before it made. A stage that
 * fails makes the review incomplete and says so; it never passes for an answer.
 */
import type { FileFacts } from '#analysis/file-facts.ts';
import { type AreaSide, touchedAreas } from '#areas/touched-areas.ts';
import { runRules, type RulesResult } from '#checks/engine.ts';
import type { InputsByNeed } from '#checks/rule-inputs.ts';
import type { RegisteredRule } from '#checks/rule.ts';
import type { AreaTouch } from '#domain/area.ts';
import type { FileChange } from '#domain/change.ts';
import type { Finding } from '#domain/finding.ts';
import type { PullRequest, SecretFact } from '#domain/snapshot.ts';
import type { Provenance, ProvenanceSignal } from '#domain/provenance.ts';
import type { Side } from '#domain/span.ts';
import type { PolicyUse, Verdict } from '#domain/verdict.ts';
import { countApprovals } from '#owners/approvals.ts';
import type { OwnershipFacts } from '#owners/ownership-facts.ts';
import { allowsServer } from '#policy/allowed-servers.ts';
import { areaPaths, type Policy, ruleSettings } from '#policy/policy.ts';
import { provenanceWithLines, type ReadProvenance } from '#provenance/read-provenance.ts';
import { decide } from './decide/decide.ts';
import type { DecisionInput, ReviewFailure } from './decide/decision-input.ts';
import { touchedAreas as areasWithFindings } from './decide/touched-areas.ts';
import { gather } from './gather/gather.ts';
import type { BySide, Gathered, GatherPorts, GatherRange } from './gather/gathered.ts';
import type { SourceTexts } from './gather/source-texts.ts';
import { policyErrorsIn } from './policy-in-force.ts';
import { withoutSecrets } from './render/without-secrets.ts';
import { type DependencyTerms, programOf, ruleInputs } from './rule-inputs.ts';

export interface ReviewRequest {
  readonly range: GatherRange;
  readonly pullRequest: PullRequest | null;
  /** Evidence of AI that was seen in it before. */
  readonly earlier?: readonly ProvenanceSignal[];
  readonly policy: Policy;
  readonly policyUse: PolicyUse;
  readonly rules: readonly RegisteredRule[];
  /** The version of the engine, for the verdict. */
  readonly engine: string;
  /** ISO 8601, UTC: the only clock that a review knows. */
  readonly decidedAt: string;
  /** Finds out who may countersign, once it is known what the change is. Not given for a local review: nobody can. */
  readonly ownership?: (changes: readonly FileChange[]) => Promise<OwnershipFacts>;
}

export interface Review {
  readonly verdict: Verdict;
  /** From the merge-base to the head. */
  readonly changes: readonly FileChange[];
  /** The texts that the verdict's places lie in, as they may be quoted: secrets in them are blotted out. */
  readonly sources: SourceTexts;
  readonly secrets: readonly SecretFact[];
}

/** Rejects only where gathering does, owners included: nothing is known of a change that cannot be read at all. */
export async function review(ports: GatherPorts, request: ReviewRequest): Promise<Review> {
  const { pullRequest, decidedAt } = request;
  const gathered = await gather(ports, request.range, {
    pullRequest,
    decidedAt,
    ...(request.earlier === undefined ? {} : { earlier: request.earlier }),
    dependencies: request.policy.dependencies,
  });
  const { changes, secrets } = gathered.snapshot;
  const ownership = (await request.ownership?.(changes)) ?? null;
  const sources = withoutSecrets(gathered.sources, secrets);
  return { verdict: judge(gathered, ownership, request), changes, sources, secrets };
}

/** Everything after gathering: the same input gives the same verdict. */
function judge(gathered: Gathered, ownership: OwnershipFacts | null, request: ReviewRequest): Verdict {
  const { policy, rules } = request;
  const { snapshot } = gathered;
  const failures: ReviewFailure[] = [];
  const attempt = createAttempt(failures);
  const { provenance, originAt } = attempt('reading who wrote it', () => provenanceWithLines(snapshot), NOTHING_READ);
  const programs = attempt(
    'linking',
    () => ({ base: programOf(gathered, 'base'), head: programOf(gathered, 'head') }),
    null,
  );
  const found =
    programs === null
      ? NOTHING_FOUND
      : attempt(
          'checking',
          () => check(gathered, inputsOf(gathered, programs, policy, provenance), request),
          NOTHING_FOUND,
        );
  const areas =
    programs === null ? [] : attempt('finding areas', () => findAreas(gathered, programs, policy), NO_AREAS);
  const owners = attempt('counting approvals', () => ownersOf(ownership, areas, found, gathered), {});
  const brokenPolicy = policyErrorsIn(
    snapshot.changes,
    gathered.sources,
    rules.map((rule) => rule.id),
  );
  return decide({
    engine: request.engine,
    snapshot,
    policy,
    policyUse: request.policyUse,
    provenance,
    areas,
    findings: found.findings.map((finding) => withOrigin(finding, originAt)),
    notChecked: found.notChecked,
    failures,
    ...owners,
    ...(brokenPolicy === null ? {} : { brokenPolicy }),
  });
}

function inputsOf(gathered: Gathered, programs: Programs, policy: Policy, provenance: Provenance): InputsByNeed {
  return ruleInputs(gathered, programs, dependencyTerms(policy, provenance), allowsServer(policy));
}

/** Who said nothing where something had to be said is held to the same limits as who had help. */
function dependencyTerms(policy: Policy, { verdict }: Provenance): DependencyTerms {
  const isUndeclared = verdict === 'no-evidence' && policy.provenance.declaration === 'always';
  return {
    policy: policy.dependencies,
    code: policy.code,
    assisted: verdict === 'assisted' || verdict === 'contradicted' || isUndeclared,
  };
}

function withOrigin(finding: Finding, originAt: ReadProvenance['originAt']): Finding {
  const { path, side, span } = finding.place;
  const origin = side === 'head' ? originAt(path, span.startLine) : null;
  return origin === null ? finding : { ...finding, origin };
}

const NOTHING_FOUND: RulesResult = { findings: [], notChecked: [] };
const NO_AREAS: readonly AreaTouch[] = [];
const NOTHING_READ = {
  provenance: { verdict: 'no-evidence', tools: [], models: [], signals: [], lines: null, notRead: [] },
  originAt: () => null,
} as const;

function createAttempt(failures: ReviewFailure[]) {
  return <Made, Otherwise>(stage: string, run: () => Made, otherwise: Otherwise): Made | Otherwise => {
    try {
      return run();
    } catch (error) {
      failures.push({ stage, reason: error instanceof Error ? error.message : String(error) });
      return otherwise;
    }
  };
}

function check(gathered: Gathered, inputs: InputsByNeed, { policy, rules }: ReviewRequest): RulesResult {
  const ownSeverity = new Map(rules.map(({ id, definition }) => [id, definition.meta.severity]));
  return runRules(rules, {
    inputs,
    changes: gathered.snapshot.changes,
    textOf: gathered.sources.text,
    settings: ruleSettings(policy, (id) => ownSeverity.get(id)),
  });
}

/** Areas are touched by findings, too, and their owners are asked as well. */
function ownersOf(
  ownership: OwnershipFacts | null,
  areas: readonly AreaTouch[],
  { findings }: RulesResult,
  { snapshot }: Gathered,
): Pick<DecisionInput, 'approvals' | 'owners'> {
  if (ownership === null) return {};
  const fresh = findings.filter((finding) => finding.state === 'new');
  const { approvals, owners } = countApprovals(ownership, areasWithFindings(areas, fresh), snapshot.changes);
  return { approvals, owners };
}

type Programs = BySide<ReturnType<typeof programOf>>;

function findAreas(gathered: Gathered, programs: Programs, policy: Policy): readonly AreaTouch[] {
  const sideOf = (side: Side): AreaSide => ({
    program: programs[side],
    facts: withoutModules(gathered.facts[side]),
    textOf: (path) => gathered.sources.text(side, path),
  });
  return touchedAreas({
    changes: gathered.snapshot.changes,
    base: sideOf('base'),
    head: sideOf('head'),
    policyAreas: areaPaths(policy),
  });
}

function withoutModules(facts: ReadonlyMap<string, FileFacts>): ReadonlyMap<string, FileFacts> {
  return new Map([...facts].filter(([, found]) => found.kind !== 'module'));
}
