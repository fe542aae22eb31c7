/** How a labelled case was met, and how many of which. A set's runner makes judgements; counting is the same for all. */

/** `found` and `missed` are about what should be reported, `silent` and `wrong` about what should not. */
export type Outcome = 'found' | 'missed' | 'silent' | 'wrong';

export interface Judgement {
  readonly caseId: string;
  /** What is counted together: a rule of the set, a kind of question. */
  readonly group: string;
  readonly outcome: Outcome;
  /** What was expected and what came, in one line; shown with `--cases`. */
  readonly detail: string;
}

export interface SetResult {
  readonly judgements: readonly Judgement[];
  /** What a reader of the figures has to know: what was left out, and why. */
  readonly notes: readonly string[];
}

export interface LabelledCase {
  readonly id: string;
}

export interface SetRunner {
  /** Cases are as the set's file has them, without the disputed ones; the runner parses what it needs of them. */
  run(cases: readonly LabelledCase[], folder: string): Promise<SetResult>;
}

export interface Tally {
  readonly found: number;
  readonly missed: number;
  readonly silent: number;
  readonly wrong: number;
}

export function tally(judgements: readonly Judgement[]): Tally {
  const counts = { found: 0, missed: 0, silent: 0, wrong: 0 };
  for (const { outcome } of judgements) counts[outcome] += 1;
  return counts;
}

/** Groups in the order of their names, each with its tally. */
export function tallyByGroup(judgements: readonly Judgement[]): [group: string, tally: Tally][] {
  const groups = new Map<string, Judgement[]>();
  for (const judgement of judgements) {
    const group = groups.get(judgement.group);
    if (group === undefined) groups.set(judgement.group, [judgement]);
    else group.push(judgement);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, own]) => [name, tally(own)]);
}

/** Of what should be reported, how much was; null where nothing should be. */
export function recall({ found, missed }: Tally): number | null {
  return found + missed === 0 ? null : found / (found + missed);
}

/** Of what should not be reported, how much was not; null where there is no such case. */
export function silence({ silent, wrong }: Tally): number | null {
  return silent + wrong === 0 ? null : silent / (silent + wrong);
}
