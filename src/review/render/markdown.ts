/** A verdict as one Markdown report, for whoever keeps it as a file. The check run's is `check-run.ts`. */
import type { Verdict } from '#domain/verdict.ts';
import { OUTCOME_SIGN } from './ink.ts';
import { fitSections } from './markdown-budget.ts';
import { findingBlock, findingItem } from './markdown-finding.ts';
import {
  areasSection,
  capitalised,
  closingSection,
  existingSection,
  notCheckedSection,
  openingSection,
  prose,
  provenanceSection,
  requirementsSection,
  section,
} from './markdown-sections.ts';
import type { SourceText } from './source-text.ts';
import { createFrames } from './source-text.ts';
import { countOf, OUTCOME_WORDS, severityCounts } from './words.ts';

export interface MarkdownOptions {
  readonly sourceText: SourceText;
  /** List what was there before. */
  readonly all: boolean;
}

/** What GitHub stores of a check run's summary. */
export const SUMMARY_LIMIT = 65_535;

export function renderMarkdown(verdict: Verdict, options: MarkdownOptions): string {
  const frames = createFrames(options.sourceText);
  const { findings, fixed, existing } = verdict;
  const counts = severityCounts(findings);
  return fitSections(
    [
      openingSection(
        verdict,
        `## ${OUTCOME_SIGN[verdict.outcome]} ${capitalised(OUTCOME_WORDS[verdict.outcome])}: ${prose(verdict.title)}`,
      ),
      requirementsSection(verdict),
      section(
        `### ${countOf(findings.length, 'new finding')}${counts === '' ? '' : ` (${counts})`}`,
        'findings',
        findings.map((finding) => findingBlock(finding, frames)),
      ),
      section(`### ${fixed.length} fixed by this change`, 'fixed findings', fixed.map(findingItem)),
      provenanceSection(verdict),
      areasSection(verdict.areas),
      options.all ? existingSection(verdict) : section('', '', []),
      notCheckedSection(verdict),
      closingSection(verdict, existing.length > 0 && !options.all),
    ],
    SUMMARY_LIMIT,
  );
}
