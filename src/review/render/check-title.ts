/** The title of a check: who must do what. Plain text, which GitHub neither formats nor links. */
import type { Verdict } from '#domain/verdict.ts';
import { cut, visibleProse } from './neutralise.ts';
import { countOf, listOf } from './words.ts';

/** GitHub takes more, and shows the beginning. */
const LONGEST_TITLE = 255;
const APPROVALS_SHOWN = 3;

/** "2 findings to fix, and waiting for @acme/identity"; where the policy observes, what it would need. */
export function checkTitle(verdict: Verdict): string {
  const title = verdict.policy.mode === 'observe' ? `observing: ${observed(verdict)}` : verdict.title;
  return cut(visibleProse(title), LONGEST_TITLE);
}

/** As `checkTitle`, for a commit that several pull requests have as their head: it says whose words they are. */
export function sharedTitle(verdict: Verdict): string {
  return cut(`${visibleProse(subjectWords(verdict))}: ${checkTitle(verdict)}`, LONGEST_TITLE);
}

/** `#12 into main`. */
export function subjectWords({ subject }: Verdict): string {
  const number = subject.pullRequest === null ? '' : `#${String(subject.pullRequest)} `;
  return `${number}into ${subject.target.ref === '' ? subject.target.sha.slice(0, 7) : subject.target.ref}`;
}

function observed(verdict: Verdict): string {
  switch (verdict.outcome) {
    case 'pass':
      return 'would pass';
    case 'incomplete':
      return verdict.title.charAt(0).toLowerCase() + verdict.title.slice(1);
    case 'blocked':
    case 'needs-countersign':
      return `would need ${listOf(needs(verdict))}`;
  }
}

function needs({ requirements }: Verdict): string[] {
  const unmet = requirements.filter((requirement) => requirement.state === 'unmet');
  const fixes = unmet.filter((requirement) => requirement.kind === 'fix').length;
  const has = (kind: string) => unmet.some((requirement) => requirement.kind === kind);
  return [
    ...(fixes > 0 ? [`${countOf(fixes, 'finding')} fixed`] : []),
    ...(has('policy') ? ['the policy repaired'] : []),
    ...(has('declaration') ? ['the author to say whether AI helped'] : []),
    ...approvals(unmet),
  ];
}

const APPROVAL = /^an approval by ([^.,]+)/i;

/** Whoever is asked, each once: "an approval by @acme/identity and by an owner of data". */
function approvals(unmet: Verdict['requirements']): string[] {
  const asking = unmet.filter(({ kind }) => kind === 'countersign' || kind === 'unknown');
  if (asking.length === 0) return [];
  const people = asking.map(({ satisfiedBy, area }) => {
    return (
      APPROVAL.exec(satisfiedBy)?.[1]?.trim() ?? (area === null ? 'someone with write access' : `an owner of ${area}`)
    );
  });
  const [first = '', ...others] = [...new Set(people)];
  const shown = others.slice(0, APPROVALS_SHOWN - 1).map((each) => `by ${each}`);
  const more = others.length - shown.length;
  return [`an approval by ${listOf([first, ...shown, ...(more > 0 ? [`${String(more)} more`] : [])])}`];
}
