/**
 * The parts of a verdict that every Markdown report shows in the same way. Everything that a change controls is
 * escaped: no mention, link, HTML or reference of its own takes effect.
 */
import type { AreaTouch } from '#domain/area.ts';
import type { Requirement, Verdict } from '#domain/verdict.ts';
import { OUTCOME_SIGN } from './ink.ts';
import type { Section } from './markdown-budget.ts';
import { byteLength } from './markdown-budget.ts';
import { findingItem } from './markdown-finding.ts';
import { cut, markdownCode, markdownProse } from './neutralise.ts';
import {
  areaWords,
  countOf,
  notCheckedGroups,
  notReadWords,
  provenanceWords,
  reasonWords,
  revisionWords,
  shareWords,
  signalWords,
  sizeWords,
} from './words.ts';

const REASONS_SHOWN = 3;
const SIGNALS_SHOWN = 10;
const WARNINGS_SHOWN = 10;
const ROWS_SHOWN = 20;
const TEXT_LIMIT = 300;
const PATHS_SHOWN = 20;
const NOT_CHECKED_LIMIT = 3_000;

/** `heading` is Markdown: whoever makes it has escaped it. */
export function openingSection(verdict: Verdict, heading: string): Section {
  const { base, head } = verdict.subject;
  const compared = `${markdownCode(revisionWords(base))} → ${markdownCode(revisionWords(head))} · ${prose(sizeWords(verdict.size))}`;
  const warnings = verdict.policy.warnings.slice(0, WARNINGS_SHOWN).map((warning) => `> **Policy:** ${prose(warning)}`);
  const more = verdict.policy.warnings.length - warnings.length;
  if (more > 0) warnings.push(`> and ${countOf(more, 'more warning')}`);
  return {
    opening: [
      heading,
      `${compared} · policy: ${prose(verdict.policy.source)}`,
      ...(warnings.length === 0 ? [] : [warnings.join('\n>\n')]),
    ].join('\n\n'),
    items: [],
    closing: '',
    noun: '',
  };
}

export function requirementsSection(verdict: Verdict): Section {
  if (verdict.requirements.length === 0) return section('', '', []);
  const rows = verdict.requirements.slice(0, ROWS_SHOWN).map(requirementRow);
  const more = verdict.requirements.length - rows.length;
  return {
    // A blank line ends a table, so that its rows are one piece.
    opening: ['### Requirements\n\n| State | Why | What satisfies it |\n| --- | --- | --- |', ...rows].join('\n'),
    items: [],
    closing: more > 0 ? `_and ${countOf(more, 'more requirement')}_` : '',
    noun: '',
  };
}

const UNMET_WORDS: Readonly<Record<Requirement['outcome'], string>> = {
  'needs-countersign': 'waits for somebody',
  blocked: 'blocks',
  incomplete: 'review incomplete',
};

function requirementRow({ state, outcome, reason, satisfiedBy }: Requirement): string {
  const words = state === 'met' ? '✓ met' : `${OUTCOME_SIGN[outcome]} ${UNMET_WORDS[outcome]}`;
  return `| ${words} | ${prose(reason)} | ${prose(satisfiedBy)} |`;
}

export function provenanceSection({ provenance: found }: Verdict): Section {
  const shown = found.signals.slice(0, SIGNALS_SHOWN).map((signal) => `- ${prose(signalWords(signal))}`);
  const more = found.signals.length - shown.length;
  if (more > 0) shown.push(`- and ${countOf(more, 'more signal')}`);
  shown.push(...found.notRead.slice(0, SIGNALS_SHOWN).map((unread) => `- ${prose(notReadWords(unread))}`));
  const share = shareWords(found);
  const said = `${capitalised(prose(provenanceWords(found)))}${share === null ? '' : `\n\n${prose(share)}`}`;
  return section(`### Provenance\n\n${said}`, 'signals', shown, true);
}

export function areasSection(touches: readonly AreaTouch[]): Section {
  const items = touches.map((touch) => {
    const reasons = touch.reasons.slice(0, REASONS_SHOWN).map((reason) => `  - ${prose(reasonWords(reason))}`);
    const more = touch.reasons.length - reasons.length;
    if (more > 0) reasons.push(`  - and ${countOf(more, 'more reason')}`);
    return [`- **${prose(areaWords(touch))}**: ${countOf(touch.paths.length, 'file')}`, ...reasons].join('\n');
  });
  return section('### Sensitive areas', 'areas', items);
}

export function existingSection({ existing }: Verdict): Section {
  return collapsed(`${countOf(existing.length, 'finding')} there before`, 'findings', existing.map(findingItem));
}

export function notCheckedSection(verdict: Verdict): Section {
  const items = notCheckedGroups(verdict.notChecked, PATHS_SHOWN).flatMap(({ reason, sentences }) =>
    sentences.map((sentence) => `- ${reason}: ${markdownProse(cut(sentence, NOT_CHECKED_LIMIT))}`),
  );
  return collapsed(`${verdict.notChecked.length} not checked`, 'entries', items);
}

export function closingSection(verdict: Verdict, mentionExisting: boolean): Section {
  const before = mentionExisting ? `${countOf(verdict.existing.length, 'finding')} there before. ` : '';
  const engine = `Countersign ${markdownCode(verdict.engine)}, policy ${markdownCode(verdict.policy.digest.slice(0, 12))}`;
  return { opening: `<sub>${before}${engine}</sub>`, items: [], closing: '', noun: '' };
}

export function section(opening: string, noun: string, items: readonly string[], always = false): Section {
  return items.length === 0 && !always
    ? { opening: '', items: [], closing: '', noun }
    : { opening, items, closing: '', noun };
}

export function collapsed(summary: string, noun: string, items: readonly string[]): Section {
  if (items.length === 0) return section('', noun, []);
  return { opening: `<details><summary>${summary}</summary>`, items, closing: '</details>', noun };
}

export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Cut so that even text of nothing but syntax stays short once it is escaped. */
export function prose(text: string): string {
  let markdown = markdownProse(cut(text, TEXT_LIMIT).trim());
  for (let limit = TEXT_LIMIT; byteLength(markdown) > 2 * TEXT_LIMIT && limit > 1;) {
    limit = Math.floor(limit / 2);
    markdown = markdownProse(cut(text, limit).trim());
  }
  return markdown;
}
