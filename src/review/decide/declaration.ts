/**
 * Whether the author had to say if AI helped, and did. What is declared only ever satisfies the question; it takes
 * nothing away that evidence asks for.
 */
import type { AreaTouch } from '#domain/area.ts';
import type { Provenance, ProvenanceSignal } from '#domain/provenance.ts';
import type { PullRequestSnapshot } from '#domain/snapshot.ts';
import type { Requirement } from '#domain/verdict.ts';
import { areaPolicy, type Policy } from '#policy/policy.ts';
import { automationAuthor, isAutomation } from '#provenance/automation.ts';

export interface Declared {
  /** With `no-evidence` turned into `undeclared` where a declaration was asked for. */
  readonly provenance: Provenance;
  /** Null where nothing was asked. */
  readonly requirement: Requirement | null;
}

export function declare(
  provenance: Provenance,
  policy: Policy,
  touches: readonly AreaTouch[],
  snapshot: PullRequestSnapshot,
): Declared {
  if (!isAsked(policy, touches) || isOfBots(snapshot)) return { provenance, requirement: null };
  const said = declarationIn(provenance);
  const verdict = provenance.verdict === 'no-evidence' ? 'undeclared' : provenance.verdict;
  return { provenance: { ...provenance, verdict }, requirement: requirement(said, policy) };
}

function isAsked(policy: Policy, touches: readonly AreaTouch[]): boolean {
  switch (policy.provenance.declaration) {
    case 'never':
      return false;
    case 'sensitive':
      return touches.some((touch) => areaPolicy(policy, touch.area).countersign !== 'never');
    case 'always':
      return true;
  }
}

/** Known bots that are not AI have nobody to declare. A person's commit on top of a bot's has. */
function isOfBots({ pullRequest, commits }: PullRequestSnapshot): boolean {
  const opened = pullRequest === null ? commits.length > 0 : isAutomation(pullRequest);
  return opened && commits.every((commit) => automationAuthor(commit) !== null);
}

/** A trailer that a tool writes on purpose discloses it as well as a ticked box does; a branch's name does not. */
function declarationIn({ verdict, signals }: Provenance): ProvenanceSignal | null {
  if (verdict === 'no-evidence' || verdict === 'undeclared') return null;
  return signals.find((signal) => signal.says !== 'automation' && signal.strength === 'declared') ?? null;
}

function requirement(said: ProvenanceSignal | null, policy: Policy): Requirement {
  const when = policy.provenance.declaration === 'always' ? 'every change' : 'changes in sensitive areas';
  return {
    id: 'declaration',
    kind: 'declaration',
    area: null,
    state: said === null ? 'unmet' : 'met',
    outcome: 'needs-countersign',
    reason:
      said === null
        ? `The policy asks the authors of ${when} whether AI helped, and nobody has said.`
        : 'The author says whether AI helped.',
    satisfiedBy:
      said !== null
        ? `Said by: ${said.text}`
        : 'Tick a box under "AI assistance" in the description of the pull request, or end each commit message with "AI-assisted: no" (or "AI-assisted:" and the tool).',
    findings: [],
    paths: [],
  };
}
