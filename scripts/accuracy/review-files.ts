/** All rules on a handful of files, as a change that adds them; for sets whose cases are files. */
import { RULES } from '#checks/registry.ts';
import type { Finding } from '#domain/finding.ts';
import { createPipeline } from '../../test/rules/pipeline.ts';
import { runCase } from '../../test/rules/run-case.ts';

export interface FilesReviewer {
  /** Findings by the paths given. Rejects where a file could not be read: a figure over unread files means nothing. */
  review(files: ReadonlyMap<string, string>): Promise<readonly Finding[]>;
  close(): Promise<void>;
}

export function createFilesReviewer(): FilesReviewer {
  const pipeline = createPipeline();
  return {
    async review(files) {
      const added = [...files].map(([path, head]) => {
        const hunks = [{ base: { start: 1, end: 0 }, head: { start: 1, end: head.split('\n').length } }];
        return { path, base: null, head, hunks };
      });
      return (await runCase(RULES, added, pipeline)).findings;
    },
    close: () => pipeline.close(),
  };
}
