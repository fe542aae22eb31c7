/** All rules on a handful of files, as a change that adds them; for sets whose cases are files. */
import { RULES } from '#checks/registry.ts';
import type { Finding } from '#domain/finding.ts';
import type { NotCheckedReason } from '#domain/not-checked.ts';
import { createOutside } from '../../test/rules/outside.ts';
import { runCase } from '../../test/rules/run-case.ts';

const EXPECTED: ReadonlySet<NotCheckedReason> = new Set(['no-analyser', 'unresolved']);

export interface FilesReviewer {
  /**
   * Findings by the paths given; none in files that nothing here reads. Rejects where one that should be read could not:
   * a figure over unread files means nothing.
   */
  review(files: ReadonlyMap<string, string>): Promise<readonly Finding[]>;
  close(): Promise<void>;
}

export interface ReviewerOptions {
  /** A file that could not be read gives no findings, as a review has it, rather than an error. */
  readonly unreadIsEmpty?: boolean;
}

export function createFilesReviewer({ unreadIsEmpty = false }: ReviewerOptions = {}): FilesReviewer {
  const outside = createOutside();
  return {
    async review(files) {
      const added = [...files].map(([path, head]) => {
        const hunks = [{ base: { start: 1, end: 0 }, head: { start: 1, end: head.split('\n').length } }];
        return { path, base: null, head, hunks };
      });
      const { findings, gathered } = await runCase(RULES, added, outside);
      const unread = gathered.notChecked.filter(({ reason, lines }) => !EXPECTED.has(reason) && lines === null);
      if (unread.length > 0 && !unreadIsEmpty)
        throw new Error(unread.map(({ path, detail }) => `${path ?? ''}: ${detail}`).join('\n'));
      return findings;
    },
    close: () => outside.close(),
  };
}
