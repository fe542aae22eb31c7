/** The review's own parts, wired for the harness: cases are read as a pull request would be. */
import type { Dialect, FileFacts } from '#analysis/file-facts.ts';
import { extractConfiguration } from '#analysis/configuration/extract.ts';
import { linkProgram } from '#analysis/dataflow/link.ts';
import type { ModuleFacts } from '#analysis/module-facts.ts';
import type { Pipeline } from './run-case.ts';

export interface ClosablePipeline extends Pipeline {
  close(): void;
}

export function createPipeline(): ClosablePipeline {
  return {
    async extract(path, text): Promise<FileFacts | null> {
      const dialect = dialectOf(path);
      if (dialect === 'yaml' || dialect === 'json') return extractConfiguration(dialect, text);
      throw new Error(`no extraction of ${path} yet`);
    },
    link(files, changes, side) {
      const modules = new Map<string, ModuleFacts>();
      for (const [path, facts] of files) if (facts.kind === 'module') modules.set(path, facts);
      const changedLines = new Map(
        changes.flatMap((change) => {
          const version = change[side];
          return version === null ? [] : [[version.path, (change.hunks ?? []).map((hunk) => hunk[side])] as const];
        }),
      );
      return linkProgram({ side, modules, changedLines, resolve: () => null });
    },
    secrets: async () => [],
    isWorkflow: (path) => /^\.github\/workflows\/[^/]+\.ya?ml$/.test(path) || /(^|\/)action\.ya?ml$/.test(path),
    close: () => undefined,
  };
}

function dialectOf(path: string): Dialect {
  if (/\.ya?ml$/.test(path)) return 'yaml';
  if (path.endsWith('package.json')) return 'npm-manifest';
  return 'json';
}
