/**
 * Who or what wrote a change, from what its commits and its pull request say. Evidence only adds: a denial beside a
 * mark is a contradiction, never a way out of it. Whether a declaration was asked for is policy's matter, so nothing
 * here is ever `undeclared`: the decision makes that of `no-evidence`. Pure; linear in what it reads.
 */
import type { FileChange } from '#domain/change.ts';
import type { NotRead, Provenance, ProvenanceSignal, ProvenanceVerdict } from '#domain/provenance.ts';
import type { Commit, Lineage, PullRequest } from '#domain/snapshot.ts';
import { attributeLines, type AttributedLines, type LinesInput, needsBlame } from './attribute-lines.ts';
import { automationAuthor } from './automation.ts';
import { commitEvidence, LONGEST_MESSAGE } from './commit-evidence.ts';
import { earlierEvidence } from './earlier-evidence.ts';
import { asSignal, type Evidence } from './evidence.ts';
import { pullRequestEvidence } from './pull-request-evidence.ts';
import { readRecords, type Records } from './record-evidence.ts';

export interface ProvenanceInput {
  readonly commits: readonly Commit[];
  readonly pullRequest: PullRequest | null;
  /** Nothing but commits and the pull request is read where it is not given. */
  readonly lineage?: Lineage;
  /** Evidence that was seen in the pull request before. */
  readonly earlier?: readonly ProvenanceSignal[];
  /** The change, for attribution by line. */
  readonly changes?: readonly FileChange[];
}

export interface ReadProvenance {
  readonly provenance: Provenance;
  readonly originAt: AttributedLines['originAt'];
}

const NO_LINEAGE: Lineage = { blame: null, notes: new Map(), traces: null, notRead: [] };

/** More are counted, but not kept: no report shows them. */
const MOST_SIGNALS = 500;

/**
 * The evidence and what it amounts to. Signals come in the order pull request, commits, records of tools; `tools` and
 * `models` are those of evidence that counts, sorted.
 */
export function readProvenance(input: ProvenanceInput): Provenance {
  return provenanceWithLines(input).provenance;
}

/** The same, and where each added line comes from. */
export function provenanceWithLines(input: ProvenanceInput): ReadProvenance {
  const { commits } = input;
  const { evidence, records } = evidenceOf(input);
  const counting = countingEvidence(evidence);
  const lines = attributeLines({
    ...linesInput(commits, counting, records),
    changes: input.changes ?? [],
    lineage: input.lineage ?? NO_LINEAGE,
  });
  const provenance = {
    verdict: verdictOf(counting, evidence, commits),
    tools: sorted(counting.map((one) => one.tool)),
    models: sorted(counting.map((one) => one.model)),
    signals: evidence.slice(0, MOST_SIGNALS).map(asSignal),
    lines: lines.share,
    notRead: [...commits.flatMap(unreadMessage), ...records.notRead].slice(0, MOST_NOT_READ),
  };
  return { provenance, originAt: lines.originAt };
}

/** Whether git has to be asked who brought which line. */
export function asksWhoBroughtLines(input: ProvenanceInput): boolean {
  const { evidence, records } = evidenceOf(input);
  return needsBlame(linesInput(input.commits, countingEvidence(evidence), records));
}

const MOST_NOT_READ = 100;

function evidenceOf({ commits, pullRequest, lineage = NO_LINEAGE, earlier = [] }: ProvenanceInput) {
  const records = readRecords(lineage, new Set(commits.map(({ sha }) => sha)));
  const now = withoutRepeats([
    ...(pullRequest === null ? [] : pullRequestEvidence(pullRequest)),
    ...commits.flatMap(commitEvidence),
    ...records.evidence,
  ]);
  return { evidence: [...now, ...earlierEvidence(earlier, now)], records };
}

function linesInput(
  commits: readonly Commit[],
  counting: readonly Evidence[],
  records: Records,
): Omit<LinesInput, 'lineage' | 'changes'> {
  const marked = new Map<string, Set<string>>();
  for (const { source, tool } of counting) {
    if (source.kind !== 'commit') continue;
    const tools = marked.get(source.sha) ?? new Set<string>();
    if (tool !== null) tools.add(tool);
    marked.set(source.sha, tools);
  }
  const elsewhere = counting.filter(({ source }) => !['commit', 'note', 'trace'].includes(source.kind));
  return { commits, marked, declared: elsewhere.length > 0, recorded: records.byCommit };
}

function unreadMessage({ sha, message }: Commit): NotRead[] {
  if (message.length <= LONGEST_MESSAGE) return [];
  const reason = `Its message is longer than the ${LONGEST_MESSAGE} characters that are read of one.`;
  return [{ source: { kind: 'commit', sha }, reason }];
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
