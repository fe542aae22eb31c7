/**
 * A verdict as the check run that GitHub shows: a title that says who must do what, a summary to read, and the findings
 * in full below it. A check of ours ends as `success` or `failure`, since GitHub lets everything else pass.
 */
import type { Finding } from '#domain/finding.ts';
import type { Verdict } from '#domain/verdict.ts';
import type { CheckConclusion, CheckRunOutput } from '../publish/publish-plan.ts';
import { checkTitle, sharedTitle, subjectWords } from './check-title.ts';
import { OUTCOME_SIGN } from './ink.ts';
import { fitSections, type Section } from './markdown-budget.ts';
import { findingBlock, findingItem } from './markdown-finding.ts';
import {
  areasSection,
  capitalised,
  closingSection,
  collapsed,
  notCheckedSection,
  openingSection,
  prose,
  provenanceSection,
  requirementsSection,
  section,
} from './markdown-sections.ts';
import { restWords } from './report-link.ts';
import { createFrames, type SourceText } from './source-text.ts';
import { countOf, OUTCOME_WORDS, severityCounts } from './words.ts';

export interface CheckRunOptions {
  /** Verdicts of other open pull requests with the same head, none graver than the one that is rendered. */
  readonly others: readonly Verdict[];
  readonly sourceText: SourceText;
  /** Where the whole of it can be read; null where nobody serves it. */
  readonly detailsUrl: string | null;
}

export interface CheckRunReport extends CheckRunOutput {
  readonly conclusion: CheckConclusion;
}

/** What GitHub stores of a summary, and of a text. */
const OUTPUT_LIMIT = 65_535;
const SHOWN_FINDINGS = 10;
const SHOWN_OTHERS = 10;

/** A policy that observes stops nothing. */
export function conclusionOf({ outcome, policy }: Verdict): CheckConclusion {
  return outcome === 'pass' || policy.mode === 'observe' ? 'success' : 'failure';
}

export function renderCheckRun(verdict: Verdict, options: CheckRunOptions): CheckRunReport {
  const rest = restWords(options.detailsUrl);
  return {
    conclusion: conclusionOf(verdict),
    title: options.others.length === 0 ? checkTitle(verdict) : sharedTitle(verdict),
    summary: fitSections(summarySections(verdict, options), OUTPUT_LIMIT, rest),
    text: verdict.findings.length === 0 ? '' : fitSections(textSections(verdict, options), OUTPUT_LIMIT, rest),
  };
}

function summarySections(verdict: Verdict, { others }: CheckRunOptions): readonly Section[] {
  const { findings, fixed } = verdict;
  const counts = severityCounts(findings);
  return [
    openingSection(verdict, heading(verdict)),
    section(observing(verdict), '', [], true),
    othersSection(verdict, others),
    requirementsSection(verdict),
    provenanceSection(verdict),
    areasSection(verdict.areas),
    section(
      `### ${countOf(findings.length, 'new finding')}${counts === '' ? '' : ` (${counts})`}`,
      'findings',
      findings.slice(0, SHOWN_FINDINGS).map(findingItem),
    ),
    moreFindings(findings, findingItem),
    section(`### ${String(fixed.length)} fixed by this change`, 'fixed findings', fixed.map(findingItem)),
    notCheckedSection(verdict),
    closingSection(verdict, verdict.existing.length > 0),
  ];
}

function textSections({ findings }: Verdict, { sourceText }: CheckRunOptions): readonly Section[] {
  const frames = createFrames(sourceText);
  const block = (finding: Finding) => findingBlock(finding, frames);
  return [
    section('### The findings in full', 'findings', findings.slice(0, SHOWN_FINDINGS).map(block)),
    moreFindings(findings, block),
  ];
}

function moreFindings(findings: readonly Finding[], render: (finding: Finding) => string): Section {
  const more = findings.slice(SHOWN_FINDINGS);
  return collapsed(`${countOf(more.length, 'more finding')}`, 'findings', more.map(render));
}

function heading(verdict: Verdict): string {
  if (verdict.policy.mode === 'observe') return `## ${capitalised(prose(checkTitle(verdict)))}`;
  return `## ${OUTCOME_SIGN[verdict.outcome]} ${capitalised(OUTCOME_WORDS[verdict.outcome])}: ${prose(verdict.title)}`;
}

function observing({ policy }: Verdict): string {
  if (policy.mode === 'enforce') return '';
  return 'This repository observes: the check passes whatever is found, and nothing is written into the diff. `mode: enforce` in its policy changes both.';
}

/** Which pull request wants what of this commit: the check sits on the commit, and there is one. */
function othersSection(verdict: Verdict, others: readonly Verdict[]): Section {
  if (others.length === 0) return section('', '', []);
  const shown = [verdict, ...others.slice(0, SHOWN_OTHERS)].map((each) => {
    return `| ${prose(subjectWords(each))} | ${OUTCOME_SIGN[each.outcome]} ${prose(checkTitle(each))} |`;
  });
  const more = others.length - SHOWN_OTHERS;
  return {
    opening: [
      `### ${String(others.length + 1)} open pull requests have this commit as their head`,
      `A commit has one check. It says the gravest of what they need; below is what ${prose(subjectWords(verdict))} needs.`,
      ['| Pull request | What it needs |', '| --- | --- |', ...shown].join('\n'),
    ].join('\n\n'),
    items: [],
    closing: more > 0 ? `_and ${countOf(more, 'more pull request')}_` : '',
    noun: '',
  };
}
