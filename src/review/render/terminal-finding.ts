/** One finding as a person reads it: what and where, the code, the evidence in order, what to do. */
import type { Finding, Fix } from '#domain/finding.ts';
import type { Place } from '#domain/span.ts';
import type { FrameLine } from './code-frame.ts';
import { displayWidth, padStart } from './display-width.ts';
import type { Ink, Style } from './ink.ts';
import { SEVERITY_STYLE } from './ink.ts';
import { cut, visible, visibleProse } from './neutralise.ts';
import type { Frames } from './source-text.ts';
import { originWords, placeWords } from './words.ts';
import { wrapIndented } from './wrap.ts';

export interface Canvas {
  readonly ink: Ink;
  /** Columns of the terminal. */
  readonly width: number;
  readonly frames: Frames;
}

const INDENT = '    ';
/** A flow of more steps than this is told by its first and last ones. */
const STEPS_SHOWN = 12;
const TEXT_LIMIT = 2_000;

/** The lines of a finding, without a blank line after it. */
export function findingLines(finding: Finding, canvas: Canvas): readonly string[] {
  const { ink, width } = canvas;
  const lines = [headline(finding, ink)];
  lines.push(wrapIndented(prose(finding.message), width, '  '));
  const stepsShowIt = finding.evidence.some((step) => samePlace(step.place, finding.place));
  if (!stepsShowIt) lines.push('', ...frameLines(finding.place, canvas, SEVERITY_STYLE[finding.severity], 1));
  if (finding.evidence.length > 0) lines.push(...evidenceLines(finding, canvas));
  lines.push('', wrapIndented(prose(finding.remedy), width, '          ', `  ${ink('Remedy', 'bold', 'green')}  `));
  if (finding.fix !== null) lines.push(...fixLines(finding.fix, canvas));
  lines.push(footnote(finding, canvas));
  return lines;
}

/** A finding in one line: for what was fixed, and what was there before. */
export function findingLine(finding: Finding, { ink, width }: Canvas): string {
  const head = `  ${ink(finding.severity, SEVERITY_STYLE[finding.severity])} ${finding.ruleId} `;
  const where = ink(placeWords(finding.place), 'cyan');
  return `${head} ${where}\n${wrapIndented(prose(finding.message), width, INDENT)}`;
}

function headline(finding: Finding, ink: Ink): string {
  const style = SEVERITY_STYLE[finding.severity];
  const where = ink(placeWords(finding.place), 'cyan');
  return `${ink('✗', style)} ${ink(finding.severity, 'bold', style)} ${ink(finding.ruleId, 'bold')}  ${where}`;
}

function footnote(finding: Finding, { ink, width }: Canvas): string {
  const parts = [
    finding.symbol === null ? '' : `in ${visible(cut(finding.symbol, 200))}`,
    `area ${visible(finding.area)}`,
    `${finding.confidence} confidence`,
    finding.origin === undefined ? '' : prose(originWords(finding.origin)),
    finding.cwe.map((id) => `CWE-${id}`).join(', '),
    ...finding.adjustments.map((each) => prose(each)),
  ].filter((part) => part !== '');
  return ink(wrapIndented(parts.join(' · '), width, '  '), 'dim');
}

function evidenceLines(finding: Finding, canvas: Canvas): readonly string[] {
  const { ink, width } = canvas;
  const steps = finding.evidence;
  const lines: string[] = [];
  for (const [index, step] of steps.entries()) {
    const leftOut = steps.length - STEPS_SHOWN;
    if (leftOut > 0 && index >= STEPS_SHOWN - 1 && index < steps.length - 1) {
      if (index === STEPS_SHOWN - 1) lines.push('', ink(`  ⋮ ${leftOut} more steps`, 'dim'));
      continue;
    }
    const number = `  ${ink(`${index + 1}.`, 'bold')} `;
    const where = ink(placeWords(step.place), 'cyan');
    lines.push('', wrapIndented(prose(step.message), width, '     ', number), `     ${where}`);
    const main = samePlace(step.place, finding.place);
    lines.push(...frameLines(step.place, canvas, main ? SEVERITY_STYLE[finding.severity] : 'blue', main ? 1 : 0));
  }
  return lines;
}

function frameLines(place: Place, canvas: Canvas, style: Style, context: number): readonly string[] {
  const gutterWidth = 8;
  const frame = canvas.frames(place, { width: Math.max(30, canvas.width - gutterWidth - 2), context });
  if (frame === null) return [];
  const digits = Math.max(4, ...frame.map((line) => String(line.number ?? '').length));
  return frame.flatMap((line) => frameLine(line, digits, canvas.ink, style));
}

function frameLine(line: FrameLine, digits: number, ink: Ink, style: Style): string[] {
  const bar = ink('│', 'dim');
  const number = line.number === null ? '⋮' : String(line.number);
  const gutter = line.mark === null ? ink(padStart(number, digits), 'dim') : ink(padStart(number, digits), 'bold');
  const lines = [`  ${gutter} ${bar} ${line.code}`.trimEnd()];
  if (line.mark !== null) {
    const carets = ink('^'.repeat(line.mark.width), 'bold', style);
    lines.push(`  ${' '.repeat(digits)} ${bar} ${' '.repeat(line.mark.from)}${carets}`);
  }
  return lines;
}

function fixLines(fix: Fix, { ink, width }: Canvas): readonly string[] {
  const lines = [wrapIndented(prose(fix.description), width, '          ', `  ${ink('Fix', 'bold', 'green')}     `)];
  for (const edit of fix.edits.slice(0, STEPS_SHOWN)) {
    lines.push(`          ${ink(placeWords(edit.place), 'cyan')}`);
    if (edit.replacement === '') lines.push(`          ${ink('(removed)', 'dim')}`);
    for (const line of replacementLines(edit.replacement)) {
      lines.push(
        `          ${ink('+', 'green')} ${cutToWidth(visible(line.replaceAll('\t', '    ')), width - 12)}`.trimEnd(),
      );
    }
  }
  return lines;
}

function replacementLines(replacement: string): readonly string[] {
  return replacement === '' ? [] : replacement.replace(/\n$/, '').split('\n').slice(0, STEPS_SHOWN);
}

function cutToWidth(text: string, width: number): string {
  return displayWidth(text) <= width ? text : cut(text, Math.max(10, width));
}

function prose(text: string): string {
  return visibleProse(cut(text, TEXT_LIMIT));
}

function samePlace(a: Place, b: Place): boolean {
  return (
    a.path === b.path &&
    a.side === b.side &&
    a.span.startLine === b.span.startLine &&
    a.span.startColumn === b.span.startColumn &&
    a.span.endLine === b.span.endLine &&
    a.span.endColumn === b.span.endColumn
  );
}
