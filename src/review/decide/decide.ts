/**
 * Facts and policy in, verdict out. Pure: the same input gives the same bytes, in whatever order its lists come.
 * Evidence of AI only adds, unknown is not safe, and a failure of our own never passes for an answer.
 */
import type { Finding } from '#domain/finding.ts';
import { OUTCOMES, type Outcome, type Requirement, type Verdict } from '#domain/verdict.ts';
import type { Owners } from './approval.ts';
import { changeSize } from './change-size.ts';
import { countersignRequirements } from './countersign-requirements.ts';
import type { DecisionInput, ReviewFailure } from './decision-input.ts';
import { declare } from './declaration.ts';
import { fixRequirements } from './fix-requirements.ts';
import { byGravity, byNotChecked, byText, inTurn, sortedSet } from './order.ts';
import { titleOf } from './title.ts';
import { toolRequirements } from './tool-requirements.ts';
import { touchedAreas } from './touched-areas.ts';
import { unknownRequirements } from './unknown-requirements.ts';

/** The gravest unmet requirement is the outcome; requirements come gravest first. */
export function decide(input: DecisionInput): Verdict {
  const { snapshot, policy } = input;
  const owners: Owners = { approvals: input.approvals ?? [], names: input.owners ?? new Map() };
  const findings = inState(input.findings, 'new');
  const areas = touchedAreas(input.areas, findings);
  const notChecked = sortedSet([...snapshot.notChecked, ...input.notChecked], byNotChecked);
  const { provenance, requirement: declaration } = declare(input.provenance, policy, areas, snapshot);
  const requirements = gravestFirst([
    ...sortedSet(input.failures ?? [], byFailure).map(failureRequirement),
    ...policyRequirements(input),
    ...fixRequirements(findings, policy),
    ...(declaration === null ? [] : [declaration]),
    ...toolRequirements(provenance, policy, owners),
    ...countersignRequirements(areas, policy, provenance, owners),
    ...unknownRequirements(notChecked, areas, policy, owners),
  ]);
  const outcome = outcomeOf(requirements);
  return {
    version: 1,
    engine: input.engine,
    outcome,
    title: titleOf(outcome, requirements, findings, owners),
    subject: {
      repository: snapshot.pullRequest?.repository ?? null,
      pullRequest: snapshot.pullRequest?.number ?? null,
      base: snapshot.base,
      head: snapshot.head,
      target: snapshot.target,
    },
    decidedAt: snapshot.decidedAt,
    policy: input.policyUse,
    size: changeSize(snapshot.changes),
    provenance,
    areas,
    requirements,
    findings,
    fixed: inState(input.findings, 'fixed'),
    existing: inState(input.findings, 'existing'),
    notChecked,
  };
}

function inState(findings: readonly Finding[], state: Finding['state']): Finding[] {
  return findings.filter((finding) => finding.state === state).sort(byGravity);
}

/** Unmet before met, graver before lighter; otherwise as they came. */
function gravestFirst(requirements: readonly Requirement[]): Requirement[] {
  const rank = ({ state, outcome }: Requirement) => (state === 'met' ? 0 : OUTCOMES.indexOf(outcome));
  return [...requirements].sort((a, b) => rank(b) - rank(a));
}

function outcomeOf(requirements: readonly Requirement[]): Outcome {
  const unmet = requirements.filter((requirement) => requirement.state === 'unmet');
  return unmet.reduce<Outcome>(
    (worst, { outcome }) => (OUTCOMES.indexOf(outcome) > OUTCOMES.indexOf(worst) ? outcome : worst),
    'pass',
  );
}

const byFailure = inTurn<ReviewFailure>(
  (a, b) => byText(a.stage, b.stage),
  (a, b) => byText(a.reason, b.reason),
);

function failureRequirement({ stage, reason }: ReviewFailure): Requirement {
  return {
    id: `review:${stage.replaceAll(/\s+/g, '-')}`,
    kind: 'review-failed',
    area: null,
    state: 'unmet',
    outcome: 'incomplete',
    reason: `${stage} failed (${reason})`,
    satisfiedBy: 'Run the review again. If it fails again, the fault is in Countersign: report it with this reason.',
    findings: [],
    paths: [],
  };
}

/** A change must not break what decides about the next one. */
function policyRequirements({ brokenPolicy }: DecisionInput): Requirement[] {
  if (brokenPolicy === undefined) return [];
  const [first] = brokenPolicy.errors;
  const more = brokenPolicy.errors.length - 1;
  const where = first === undefined ? brokenPolicy.path : `${brokenPolicy.path}:${String(first.line)}`;
  const what = first === undefined ? 'The policy in this change cannot be read.' : first.message;
  return [
    {
      id: 'policy:head',
      kind: 'policy',
      area: 'governance',
      state: 'unmet',
      outcome: 'blocked',
      reason: `${where}: ${what}${more > 0 ? ` And ${String(more)} more.` : ''}`,
      satisfiedBy: 'Repair the policy; `countersign policy check` lists everything that is wrong with it.',
      findings: [],
      paths: [brokenPolicy.path],
    },
  ];
}
