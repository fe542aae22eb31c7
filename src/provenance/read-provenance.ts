/**
 * Who or what wrote a change, from what its commits and its pull request say. Evidence only adds: a denial beside a
 * mark is a contradiction, never a way out of it. Whether a declaration was asked for is policy's matter, so nothing
 * here is ever `undeclared`: the decision makes that of `no-evidence`. Pure; linear in what it reads.
 */
import type { Provenance, ProvenanceVerdict } from '#domain/provenance.ts';
import type { Commit, PullRequest } from '#domain/snapshot.ts';
import { automationAuthor } from './automation.ts';
import { commitEvidence } from './commit-evidence.ts';
import { asSignal, type Evidence } from './evidence.ts';
import { pullRequestEvidence } from './pull-request-evidence.ts';

export interface ProvenanceInput {
  readonly commits: readonly Commit[];
  readonly pullRequest: PullRequest | null;
}

/** More are counted, but not kept: no report shows them. */
const MOST_SIGNALS = 500;

/**
 * The evidence and what it amounts to. Signals come in the order pull request, then commits; `tools` and `models` are
 * those of evidence that counts, sorted. `lines` is null: nothing is attributed by line here.
 */
export function readProvenance({ commits, pullRequest }: ProvenanceInput): Provenance {
  const evidence = withoutRepeats([
    ...(pullRequest === null ? [] : pullRequestEvidence(pullRequest)),
    ...commits.flatMap(commitEvidence),
  ]);
  const counting = countingEvidence(evidence);
  return {
    verdict: verdictOf(counting, evidence, commits),
    tools: sorted(counting.map((one) => one.tool)),
    models: sorted(counting.map((one) => one.model)),
    signals: evidence.slice(0, MOST_SIGNALS).map(asSignal),
    lines: null,
  };
}

/**
 * Evidence of AI that counts: declared and strong marks by themselves; a weak one where another sort of evidence names
 * the same tool, or where AI is declared without naming any.
 */
function countingEvidence(evidence: readonly Evidence[]): Evidence[] {
  const assisted = evidence.filter((one) => one.says === 'assisted');
  const sortsByTool = new Map<string | null, Set<string>>();
  for (const { tool, sort } of assisted) {
    const sorts = sortsByTool.get(tool) ?? new Set<string>();
    sortsByTool.set(tool, sorts.add(sort));
  }
  const declaredWithoutTool = assisted.some((one) => one.tool === null && one.strength !== 'weak');
  return assisted.filter(({ strength, tool }) => {
    if (strength !== 'weak') return true;
    return declaredWithoutTool || (sortsByTool.get(tool)?.size ?? 0) > 1;
  });
}

function verdictOf(
  counting: readonly Evidence[],
  evidence: readonly Evidence[],
  commits: readonly Commit[],
): ProvenanceVerdict {
  const denials = evidence.filter((one) => one.says === 'denied');
  if (counting.length > 0) return denials.some((one) => contradicts(one, counting)) ? 'contradicted' : 'assisted';
  return deniesAll(denials, commits) ? 'denied' : 'no-evidence';
}

/** The pull request speaks for all of it, a commit for itself. */
function contradicts(denial: Evidence, counting: readonly Evidence[]): boolean {
  const { source } = denial;
  if (source.kind !== 'commit') return true;
  return counting.some((one) => one.source.kind === 'commit' && one.source.sha === source.sha);
}

/** One commit's denial is none of the others': the pull request denies, or every commit that a person wrote. */
function deniesAll(denials: readonly Evidence[], commits: readonly Commit[]): boolean {
  if (denials.some((one) => one.source.kind !== 'commit')) return true;
  const denying = new Set(denials.map((one) => (one.source.kind === 'commit' ? one.source.sha : '')));
  const people = commits.filter((commit) => automationAuthor(commit) === null);
  return denying.size > 0 && people.every((commit) => denying.has(commit.sha));
}

function withoutRepeats(evidence: readonly Evidence[]): Evidence[] {
  const seen = new Set<string>();
  return evidence.filter((one) => {
    const id = JSON.stringify([one.says, one.tool, one.source, one.text, one.strength]);
    if (seen.has(id)) return false;
    seen.add(id);
    return true;
  });
}

function sorted(names: readonly (string | null)[]): string[] {
  return [...new Set(names)].filter((name) => name !== null).sort();
}
