/** Who or what wrote a range of commits, or a history by month, for someone at a terminal. Names no person. */
import type { Provenance } from '#domain/provenance.ts';
import type { Month } from '#provenance/history.ts';
import { titleOf } from '#provenance/tools/title.ts';
import { padStart } from './display-width.ts';
import { cut, inertLines, visibleProse } from './neutralise.ts';
import { countOf, notReadWords, provenanceWords, shareWords, signalWords } from './words.ts';
import { wrapIndented } from './wrap.ts';

export interface RangeReport {
  /** `main..HEAD` */
  readonly range: string;
  readonly commits: number;
  readonly provenance: Provenance;
}

export function renderProvenance({ range, commits, provenance }: RangeReport, width: number): string {
  const share = shareWords(provenance);
  const lines = [
    `${prose(range)}: ${countOf(commits, 'commit')}`,
    `${provenanceWords(provenance)}${share === null ? '' : `\n${share}`}`,
    ...provenance.signals.map((signal) => wrapIndented(prose(signalWords(signal)), width, '    ', '  ')),
    ...provenance.notRead.map((unread) => wrapIndented(prose(notReadWords(unread)), width, '    ', '  ')),
  ];
  return `${inertLines(lines.join('\n'))}\n`;
}

/** A row a month: commits, those with evidence of AI, added lines, and the share of each tool. */
export function renderHistory(months: readonly Month[], width: number): string {
  if (months.length === 0) return 'No commits in that time.\n';
  const rows = months.map(({ month, commits, assistedCommits, addedLines, byTool }) => {
    const tools = Object.entries(byTool).map(([tool, lines]) => `${titleOf(tool)} ${percent(lines, addedLines)}`);
    const figures = [commits, assistedCommits, addedLines].map((figure) => padStart(String(figure), 10)).join('');
    return wrapIndented(tools.join(', '), width, ' '.repeat(42), `${month.padEnd(8)}${figures}    `);
  });
  const heading = `${'month'.padEnd(8)}${['commits', 'with AI', 'lines'].map((word) => padStart(word, 10)).join('')}    lines by tool`;
  return `${inertLines([heading, ...rows].join('\n'))}\n`;
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '0 %' : `${Math.round((part / whole) * 100)} %`;
}

function prose(text: string): string {
  return visibleProse(cut(text, 500));
}
