/** A repository's history by month: how many commits carry evidence of AI, and how many added lines are theirs, by tool. */
import type { Commit } from '#domain/snapshot.ts';
import { readProvenance } from './read-provenance.ts';

export interface CommitSize {
  readonly commit: Commit;
  /** Lines that it adds, merges aside. */
  readonly added: number;
}

export interface Month {
  /** `2026-11`, UTC. */
  readonly month: string;
  readonly commits: number;
  readonly assistedCommits: number;
  readonly addedLines: number;
  /** Of commits that name a tool; of two tools, for each. `unnamed` where AI is declared without one. */
  readonly byTool: Readonly<Record<string, number>>;
}

/** Months in order; those without commits are left out. Every commit is read by itself. */
export function historyByMonth(history: readonly CommitSize[]): Month[] {
  const months = new Map<string, { commits: number; assisted: number; added: number; tools: Map<string, number> }>();
  for (const { commit, added } of history) {
    const month = monthOf(commit.authoredAt);
    const row = months.get(month) ?? { commits: 0, assisted: 0, added: 0, tools: new Map<string, number>() };
    months.set(month, row);
    row.commits += 1;
    row.added += added;
    const { verdict, tools } = readProvenance({ commits: [commit], pullRequest: null });
    if (verdict !== 'assisted' && verdict !== 'contradicted') continue;
    row.assisted += 1;
    for (const tool of tools.length === 0 ? ['unnamed'] : tools)
      row.tools.set(tool, (row.tools.get(tool) ?? 0) + added);
  }
  return [...months]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([month, { commits, assisted, added, tools }]) => {
      const byTool = Object.fromEntries([...tools].sort(([one], [other]) => (one < other ? -1 : 1)));
      return { month, commits, assistedCommits: assisted, addedLines: added, byTool };
    });
}

function monthOf(instant: string): string {
  const time = Date.parse(instant);
  return Number.isNaN(time) ? 'unknown' : new Date(time).toISOString().slice(0, 7);
}
