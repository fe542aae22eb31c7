/**
 * One finding as a comment in the diff: what is wrong, on what it rests, what to do, and the fix as a suggestion where
 * it can be applied at the press of a button. Everything that a change controls is escaped.
 */
import type { EvidenceStep, Finding, Fix } from '#domain/finding.ts';
import type { Place } from '#domain/span.ts';
import type { Annotation } from '../publish/publish-plan.ts';
import { byteLength, fitSections, type Section } from './markdown-budget.ts';
import { capitalised, prose } from './markdown-sections.ts';
import { cut, inertLines, markdownCode, markdownFence, markdownProse, visible, visibleProse } from './neutralise.ts';
import { restWords, webAddress } from './report-link.ts';
import { countOf, originWords, placeWords } from './words.ts';

export interface CommentOptions {
  /** The lines that replace those the comment stands on; null where the fix cannot be applied there. */
  readonly suggestion: readonly string[] | null;
  /** The comment stands elsewhere than the finding, and says where that is. */
  readonly away: boolean;
  readonly detailsUrl: string | null;
}

/** What GitHub stores of a comment, less than which ours stays: a note and a marker may follow. */
export const COMMENT_LIMIT = 65_536;
const ROOM_FOR_MORE = 1_536;
const TEXT_LIMIT = 1_000;
const STEPS_SHOWN = 8;
const EDITS_SHOWN = 5;
const EDIT_LIMIT = 2_000;

/** Markdown of at most `COMMENT_LIMIT` less some room. */
export function renderComment(finding: Finding, options: CommentOptions): string {
  const fix = options.suggestion === null ? fixAsText(finding.fix) : suggestionBlock(finding.fix, options.suggestion);
  const where = options.away ? `\n\nAbout ${placeCode(finding.place)}.` : '';
  return fitSections(
    [
      whole(`**${capitalised(finding.severity)}: ${markdownCode(finding.ruleId)}**`),
      whole(`${long(finding.message)}${where}`),
      { opening: '', items: steps(finding.evidence), closing: '', noun: 'steps' },
      whole(`**What to do:** ${long(finding.remedy)}`),
      whole(fix),
      whole(`<sub>${footnote(finding, options.detailsUrl)}</sub>`),
    ],
    COMMENT_LIMIT - ROOM_FOR_MORE,
    restWords(options.detailsUrl),
  ).trimEnd();
}

/** The few words of a review that its comments stand under. */
export function renderReviewBody(count: number, detailsUrl: string | null): string {
  const address = webAddress(detailsUrl);
  const check = address === null ? 'check `Countersign`' : `[check](${address})`;
  return `${countOf(count, 'finding')} of this change marked in the diff. What they mean for the merge, and all that is not marked, is in the ${check}.`;
}

const MESSAGE_LIMIT = 65_536;
const ANNOTATION_TITLE_LIMIT = 255;

/** Plain text, which GitHub shows as it is. */
export function annotationWords(finding: Finding): Pick<Annotation, 'title' | 'message' | 'level'> {
  const about = [finding.message, ...finding.evidence.slice(0, STEPS_SHOWN).map(stepWords), finding.remedy];
  const message = about.map((part) => cut(visibleProse(part), TEXT_LIMIT)).join('\n');
  return {
    title: cut(visibleProse(`${finding.severity}: ${finding.ruleId}`), ANNOTATION_TITLE_LIMIT),
    message: byteLength(message) > MESSAGE_LIMIT ? cut(message, MESSAGE_LIMIT / 4) : message,
    level: finding.severity === 'low' ? 'notice' : finding.severity === 'medium' ? 'warning' : 'failure',
  };
}

function stepWords({ message, place }: EvidenceStep, index: number): string {
  return `${String(index + 1)}. ${message} (${placeWords(place)})`;
}

/** Of a long flow, the first steps and the last. */
function steps(evidence: readonly EvidenceStep[]): readonly string[] {
  const leftOut = evidence.length - STEPS_SHOWN;
  const shown = leftOut <= 0 ? evidence : [...evidence.slice(0, STEPS_SHOWN - 1), ...evidence.slice(-1)];
  return shown.map(({ message, place }, index) => {
    const last = leftOut > 0 && index === STEPS_SHOWN - 1;
    const number = last ? evidence.length : index + 1;
    const skipped = last ? `_… ${countOf(leftOut, 'more step')} …_ ` : '';
    return `${String(number)}. ${skipped}${long(message)} (${placeCode(place)})`;
  });
}

function suggestionBlock(fix: Fix | null, lines: readonly string[]): string {
  const fence = lines.length === 0 ? '```suggestion\n```' : markdownFence(lines, 'suggestion');
  return fix === null ? fence : `**Fix:** ${prose(fix.description)}\n\n${fence}`;
}

function fixAsText(fix: Fix | null): string {
  if (fix === null) return '';
  const edits = fix.edits.slice(0, EDITS_SHOWN).map(({ place, replacement }) => {
    if (replacement.trim() === '') return `Remove what is at ${placeCode(place)}.`;
    const lines = cut(replacement.replace(/\r?\n$/, ''), EDIT_LIMIT)
      .split(/\r?\n/)
      .map((line) => inertLines(visible(line.replaceAll('\t', '    '))));
    return `At ${placeCode(place)}:\n\n${markdownFence(lines, 'text')}`;
  });
  const more = fix.edits.length - edits.length;
  if (more > 0) edits.push(`And ${countOf(more, 'more edit')}.`);
  return [`**Fix:** ${prose(fix.description)}`, ...edits].join('\n\n');
}

function footnote(finding: Finding, detailsUrl: string | null): string {
  const address = webAddress(detailsUrl);
  return [
    finding.symbol === null ? '' : `in ${markdownCode(cut(finding.symbol, 200))}`,
    `area ${prose(finding.area)}`,
    `${finding.confidence} confidence`,
    finding.origin === undefined ? '' : prose(originWords(finding.origin)),
    finding.cwe.map((id) => `CWE-${String(id)}`).join(', '),
    ...finding.adjustments.slice(0, STEPS_SHOWN).map(prose),
    address === null ? '' : `[whole report](${address})`,
  ]
    .filter((part) => part !== '')
    .join(' · ');
}

function placeCode(place: Place): string {
  return markdownCode(placeWords(place));
}

/** As much of a text as is read in a comment. Escaping can make it several times as long. */
function long(text: string): string {
  return markdownProse(cut(text, TEXT_LIMIT).trim());
}

function whole(opening: string): Section {
  return { opening, items: [], closing: '', noun: '' };
}
