/**
 * A check sits on a commit, and a commit can be the head of several pull requests: what the check says is the gravest
 * of what they need, so that none of them passes on another's verdict. Pure.
 */
import { OUTCOMES, type Verdict } from '#domain/verdict.ts';
import { conclusionOf } from '../render/check-run.ts';
import { byText, inTurn } from '../decide/order.ts';

export interface SharedVerdict {
  readonly verdict: Verdict;
  /** The others, the gravest first. Empty for the only pull request with this head. */
  readonly others: readonly Verdict[];
}

/** What fails comes before what passes because its target observes, then the graver outcome, then the older pull request. */
const gravestFirst = inTurn<Verdict>(
  (a, b) => byText(conclusionOf(a), conclusionOf(b)),
  (a, b) => OUTCOMES.indexOf(b.outcome) - OUTCOMES.indexOf(a.outcome),
  (a, b) => (a.subject.pullRequest ?? 0) - (b.subject.pullRequest ?? 0),
  (a, b) => byText(a.subject.target.ref, b.subject.target.ref),
);

/** @throws TypeError for verdicts of different heads, which have no check in common. */
export function worstOf(verdicts: readonly [Verdict, ...Verdict[]]): SharedVerdict {
  const [first] = verdicts;
  if (verdicts.some((each) => each.subject.head.sha !== first.subject.head.sha)) {
    throw new TypeError('verdicts of different heads have no check in common');
  }
  const [verdict = first, ...others] = [...verdicts].sort(gravestFirst);
  return { verdict, others };
}
