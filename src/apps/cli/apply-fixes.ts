/** `countersign review --fix`: puts the fixes of a review into the working tree that it was a review of, and says which. */
import { realpath } from 'node:fs/promises';
import { rewriteFile, type Rewritten } from '#adapters/git/rewrite-file.ts';
import type { Finding } from '#domain/finding.ts';
import { UserError } from '#domain/user-error.ts';
import type { Verdict } from '#domain/verdict.ts';
import { plannedFixes, type SkippedFix } from '#review/fixing/planned-fixes.ts';
import { visible } from '#review/render/neutralise.ts';
import type { SourceText } from '#review/render/source-text.ts';
import { workingTreeRoot } from './working-tree-root.ts';

/**
 * Fixes lie in the working tree or nowhere.
 * @throws UserError `usage`
 */
export function refuseFixes(head: string | null, pullRequest: string | undefined): void {
  if (pullRequest !== undefined)
    throw new UserError(
      'usage',
      '--fix goes with a repository on this machine.',
      'Check the pull request out and review it there, or take the suggestions in its comments.',
    );
  if (head === null || head === 'HEAD' || head === 'WORKTREE') return;
  throw new UserError(
    'usage',
    `--fix cannot change ${head === 'STAGED' ? 'what is staged' : head}.`,
    'It writes into the working tree: review HEAD (which is checked out) or --head WORKTREE.',
  );
}

const REASONS: Readonly<Record<Exclude<Rewritten, 'written'>, string>> = {
  changed: 'the file is not as it was reviewed; review --head WORKTREE',
  'not-a-file': 'there is no such file in the working tree',
};

/** One line of text for each file and for each fix that was left out; empty where the review has no fix. */
export async function applyFixes(
  verdict: Verdict,
  sourceText: SourceText,
  place: { readonly dir: string; readonly environment: NodeJS.ProcessEnv },
): Promise<string> {
  const { files, skipped } = plannedFixes(verdict.findings, sourceText);
  if (files.length === 0 && skipped.length === 0) return 'countersign: no finding has a fix that can be applied\n';
  const root = await realpath(await workingTreeRoot(place.dir, place.environment));
  const lines: string[] = [];
  const left: SkippedFix[] = [...skipped];
  for (const file of files) {
    const outcome = await rewriteFile(root, file.path, file.before, file.after);
    if (outcome === 'written') lines.push(`fixed ${visible(file.path)}: ${file.fixed.map(briefly).join('; ')}`);
    else left.push(...file.fixed.map((finding) => ({ finding, reason: REASONS[outcome] })));
  }
  for (const { finding, reason } of left)
    lines.push(`not fixed ${visible(finding.place.path)}:${finding.place.span.startLine} ${finding.ruleId}: ${reason}`);
  if (lines.some((line) => line.startsWith('fixed ')))
    lines.push('the report is of what was there before: review again');
  return lines.map((line) => `countersign: ${line}\n`).join('');
}

function briefly(finding: Finding): string {
  return `${finding.ruleId} in line ${finding.place.span.startLine}`;
}
