/** One finding in Markdown: what and where, the code, the evidence in order, what to do. */
import type { Finding } from '#domain/finding.ts';
import type { Place } from '#domain/span.ts';
import type { FrameLine } from './code-frame.ts';
import { padStart } from './display-width.ts';
import { cut, markdownCode, markdownFence, markdownProse } from './neutralise.ts';
import type { Frames } from './source-text.ts';
import { originWords, placeWords } from './words.ts';

/** A flow of more steps than this is told by its first and last ones. */
const STEPS_SHOWN = 8;
const TEXT_LIMIT = 1_000;
const CODE_WIDTH = 110;

export function findingBlock(finding: Finding, frames: Frames): string {
  const parts = [
    `#### ${prose(finding.severity)}: ${markdownCode(finding.ruleId)} at ${placeCode(finding.place)}`,
    prose(finding.message),
  ];
  const stepsShowIt = finding.evidence.some(({ place }) => samePlace(place, finding.place));
  if (!stepsShowIt) parts.push(...frameBlock(finding.place, frames, 1));
  parts.push(...evidenceBlocks(finding, frames));
  parts.push(`**Remedy:** ${prose(finding.remedy)}`);
  if (finding.fix !== null) parts.push(`**Fix:** ${prose(finding.fix.description)}`);
  parts.push(`<sub>${footnote(finding)}</sub>`);
  return `${parts.join('\n\n')}\n`;
}

/** A list item that names a finding. */
export function findingItem(finding: Finding): string {
  return `- ${prose(finding.severity)} ${markdownCode(finding.ruleId)} at ${placeCode(finding.place)}: ${prose(finding.message)}`;
}

function footnote(finding: Finding): string {
  return [
    finding.symbol === null ? '' : `in ${markdownCode(cut(finding.symbol, 200))}`,
    `area ${prose(finding.area)}`,
    `${finding.confidence} confidence`,
    finding.origin === undefined ? '' : prose(originWords(finding.origin)),
    finding.cwe.map((id) => `CWE-${id}`).join(', '),
    ...finding.adjustments.map((each) => prose(each)),
    `fingerprint ${markdownCode(finding.fingerprint)}`,
  ]
    .filter((part) => part !== '')
    .join(' · ');
}

function evidenceBlocks(finding: Finding, frames: Frames): readonly string[] {
  const steps = finding.evidence;
  const leftOut = steps.length - STEPS_SHOWN;
  return steps.flatMap((step, index) => {
    if (leftOut > 0 && index >= STEPS_SHOWN - 1 && index < steps.length - 1) {
      return index === STEPS_SHOWN - 1 ? [`_… ${leftOut} more steps …_`] : [];
    }
    const context = samePlace(step.place, finding.place) ? 1 : 0;
    return [
      `**${index + 1}.** ${prose(step.message)} (${placeCode(step.place)})`,
      ...frameBlock(step.place, frames, context),
    ];
  });
}

function frameBlock(place: Place, frames: Frames, context: number): readonly string[] {
  const frame = frames(place, { width: CODE_WIDTH, context });
  return frame === null ? [] : [markdownFence(frame.flatMap(frameLine), 'text')];
}

function frameLine(line: FrameLine): string[] {
  const number = padStart(line.number === null ? '⋮' : String(line.number), 5);
  const code = `${number} | ${line.code}`.trimEnd();
  if (line.mark === null) return [code];
  return [code, `      | ${' '.repeat(line.mark.from)}${'^'.repeat(line.mark.width)}`];
}

function placeCode(place: Place): string {
  return markdownCode(placeWords(place));
}

function prose(text: string): string {
  return markdownProse(cut(text, TEXT_LIMIT).trim());
}

function samePlace(a: Place, b: Place): boolean {
  return a.path === b.path && a.side === b.side && JSON.stringify(a.span) === JSON.stringify(b.span);
}
