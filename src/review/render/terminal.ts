/** A verdict for someone at a terminal. Lays out and colours; says nothing that the verdict does not. */
import type { Finding } from '#domain/finding.ts';
import type { Requirement, Verdict } from '#domain/verdict.ts';
import { createInk, OUTCOME_SIGN, OUTCOME_STYLE } from './ink.ts';
import { cut, inertLines, visible, visibleProse } from './neutralise.ts';
import type { SourceText } from './source-text.ts';
import { createFrames } from './source-text.ts';
import type { Canvas } from './terminal-finding.ts';
import { findingLine, findingLines } from './terminal-finding.ts';
import {
  areaWords,
  countOf,
  listOf,
  notCheckedGroups,
  notReadWords,
  OUTCOME_WORDS,
  pathWords,
  provenanceWords,
  reasonWords,
  revisionWords,
  severityCounts,
  shareWords,
  signalWords,
  sizeWords,
} from './words.ts';
import { wrapIndented } from './wrap.ts';

export interface TerminalOptions {
  readonly sourceText: SourceText;
  readonly colour: boolean;
  /** Columns to lay out for. */
  readonly width: number;
  /** List what was there before, and everything that was not checked. */
  readonly all: boolean;
}

const REASONS_SHOWN = 3;
const SIGNALS_SHOWN = 5;
const NOT_CHECKED_SHOWN = 5;
const TEXT_LIMIT = 1_000;

export function renderTerminal(verdict: Verdict, options: TerminalOptions): string {
  const canvas: Canvas = {
    ink: createInk(options.colour),
    width: options.width,
    frames: createFrames(options.sourceText),
  };
  const sections = [
    opening(verdict, canvas),
    requirements(verdict, canvas),
    newFindings(verdict, canvas),
    fixed(verdict, canvas),
    existing(verdict, canvas, options.all),
    about(verdict, canvas, options.all),
    notChecked(verdict, canvas, options.all),
    closing(verdict, canvas),
  ];
  const output = sections
    .filter((section) => section.length > 0)
    .map((section) => section.join('\n'))
    .join('\n\n');
  return `${inertLines(output)}\n`;
}

function opening(verdict: Verdict, { ink, width }: Canvas): readonly string[] {
  const style = OUTCOME_STYLE[verdict.outcome];
  const { base, head } = verdict.subject;
  const sign = `${ink(OUTCOME_SIGN[verdict.outcome], 'bold', style)} `;
  const title = wrapIndented(prose(verdict.title), width, '  ', sign);
  const compared = `${revisionWords(base)} → ${revisionWords(head)}, ${sizeWords(verdict.size)}`;
  const lines = [title, ink(wrapIndented(prose(compared), width, '  '), 'dim')];
  lines.push(ink(wrapIndented(prose(`policy: ${verdict.policy.source}`), width, '  '), 'dim'));
  for (const warning of verdict.policy.warnings) {
    lines.push(wrapIndented(prose(warning), width, '    ', `  ${ink('!', 'bold', 'yellow')} `));
  }
  return lines;
}

function requirements(verdict: Verdict, canvas: Canvas): readonly string[] {
  if (verdict.requirements.length === 0) return [];
  const unmet = verdict.requirements.filter((each) => each.state === 'unmet');
  const heading = unmet.length === 0 ? 'Requirements, all met' : 'Requirements';
  return [
    canvas.ink(heading, 'bold'),
    ...verdict.requirements.flatMap((requirement) => requirementLines(requirement, verdict.findings, canvas)),
  ];
}

function requirementLines(requirement: Requirement, findings: readonly Finding[], canvas: Canvas): readonly string[] {
  const { ink, width } = canvas;
  const met = requirement.state === 'met';
  const sign = met ? ink('✓', 'green') : ink(OUTCOME_SIGN[requirement.outcome], OUTCOME_STYLE[requirement.outcome]);
  const below =
    requirement.kind === 'fix' ? findings.filter(({ fingerprint }) => requirement.findings.includes(fingerprint)) : [];
  // What is told at length below is named here, and no more.
  if (below.length > 0 && !met) return below.map((finding) => `  ${sign} Fix ${findingName(finding)}`);
  const lines = [wrapIndented(prose(requirement.reason), width, '    ', `  ${sign} `)];
  if (requirement.satisfiedBy !== '') {
    const by = met ? 'met by: ' : 'to do: ';
    lines.push(ink(wrapIndented(by + prose(requirement.satisfiedBy), width, '      ', '    '), 'dim'));
  }
  return lines;
}

function findingName({ ruleId, severity, place }: Finding): string {
  return `${ruleId} (${severity}) at ${pathWords(place.path)}:${place.span.startLine}`;
}

function newFindings(verdict: Verdict, canvas: Canvas): readonly string[] {
  if (verdict.findings.length === 0) return [];
  const heading = countOf(verdict.findings.length, 'new finding');
  return [
    canvas.ink(heading, 'bold'),
    ...verdict.findings.flatMap((finding) => ['', ...findingLines(finding, canvas)]),
  ];
}

function fixed(verdict: Verdict, canvas: Canvas): readonly string[] {
  if (verdict.fixed.length === 0) return [];
  const heading = canvas.ink(`${countOf(verdict.fixed.length, 'finding')} fixed by this change`, 'bold', 'green');
  return [heading, ...verdict.fixed.map((finding) => findingLine(finding, canvas))];
}

function existing(verdict: Verdict, canvas: Canvas, all: boolean): readonly string[] {
  if (!all || verdict.existing.length === 0) return [];
  const heading = canvas.ink(`${countOf(verdict.existing.length, 'finding')} there before`, 'bold');
  return [heading, ...verdict.existing.flatMap((finding) => ['', ...findingLines(finding, canvas)])];
}

/** Who wrote it and what it touches. */
function about(verdict: Verdict, canvas: Canvas, all: boolean): readonly string[] {
  const { ink, width } = canvas;
  const lines: string[] = [];
  for (const touch of verdict.areas) {
    const shown = touch.reasons.slice(0, all ? undefined : REASONS_SHOWN);
    const rest = touch.reasons.length - shown.length;
    const label = `  ${ink(visible(cut(areaWords(touch), 100)), 'bold')}  `;
    const files = countOf(touch.paths.length, 'file');
    lines.push(wrapIndented(files, width, '    ', label));
    for (const reason of shown)
      lines.push(ink(wrapIndented(prose(reasonWords(reason)), width, '      ', '    '), 'dim'));
    if (rest > 0) lines.push(ink(`    and ${countOf(rest, 'more reason')}`, 'dim'));
  }
  const areas =
    lines.length === 0 ? [ink('No sensitive area is touched', 'bold')] : [ink('Sensitive areas', 'bold'), ...lines];
  const provenance = wrapIndented(
    prose(provenanceWords(verdict.provenance)),
    width,
    '  ',
    `${ink('Provenance', 'bold')}  `,
  );
  const signals = verdict.provenance.signals.slice(0, all ? undefined : SIGNALS_SHOWN);
  const share = shareWords(verdict.provenance);
  const unread = verdict.provenance.notRead.slice(0, all ? undefined : SIGNALS_SHOWN).map(notReadWords);
  return [
    ...areas,
    '',
    provenance,
    ...(share === null ? [] : [wrapIndented(prose(share), width, '    ', '  ')]),
    ...unread.map((said) => ink(wrapIndented(prose(said), width, '    ', '  '), 'dim')),
    ...signals.map((signal) => ink(wrapIndented(prose(signalWords(signal)), width, '    ', '  '), 'dim')),
  ];
}

function notChecked(verdict: Verdict, canvas: Canvas, all: boolean): readonly string[] {
  if (verdict.notChecked.length === 0) return [];
  const { ink, width } = canvas;
  const lines = [ink('Not checked', 'bold')];
  for (const group of notCheckedGroups(verdict.notChecked, all ? verdict.notChecked.length : NOT_CHECKED_SHOWN)) {
    lines.push(`  ${group.reason} (${group.count})`);
    for (const sentence of group.sentences)
      lines.push(ink(wrapIndented(visibleProse(sentence), width, '      ', '    '), 'dim'));
  }
  return lines;
}

function closing(verdict: Verdict, { ink, width }: Canvas): readonly string[] {
  const counts = severityCounts(verdict.findings);
  const unmet = verdict.requirements.filter((each) => each.state === 'unmet').length;
  const parts = [
    `${countOf(verdict.findings.length, 'new finding')}${counts === '' ? '' : ` (${counts})`}`,
    verdict.fixed.length > 0 ? `${verdict.fixed.length} fixed` : '',
    verdict.existing.length > 0 ? `${verdict.existing.length} there before` : '',
    unmet > 0 ? `${countOf(unmet, 'requirement')} unmet` : '',
    verdict.notChecked.length > 0 ? `${countOf(verdict.notChecked.length, 'thing')} not checked` : '',
    verdict.areas.length > 0 ? `touches ${listOf(verdict.areas.map((each) => prose(each.area)))}` : '',
  ].filter((part) => part !== '');
  const style = OUTCOME_STYLE[verdict.outcome];
  const word = ink(`${OUTCOME_SIGN[verdict.outcome]} ${OUTCOME_WORDS[verdict.outcome]}`, 'bold', style);
  return [wrapIndented(parts.join(' · '), width, '  ', `${word}: `)];
}

function prose(text: string): string {
  return visibleProse(cut(text, TEXT_LIMIT));
}
