/** The review's own parts, wired for the harness: cases are read as a pull request would be. */
import type { Dialect, FileFacts } from '#analysis/file-facts.ts';
import { createGrammars } from '#adapters/grammars/grammars.ts';
import { extractText } from '#adapters/grammars/extract-text.ts';
import { linkProgram } from '#analysis/dataflow/link.ts';
import type { ModuleFacts } from '#analysis/module-facts.ts';
import type { Pipeline } from './run-case.ts';

export interface ClosablePipeline extends Pipeline {
  close(): void;
}

export function createPipeline(): ClosablePipeline {
  const grammars = createGrammars();
  return {
    async extract(path, text): Promise<FileFacts | null> {
      const dialect = dialectOf(path);
      if (dialect === null) return null;
      const result = await extractText(grammars, { dialect, text });
      if ('failed' in result) throw new Error(`${path}: ${result.failed}`);
      return result.facts;
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
    close: () => grammars.close(),
  };
}

function dialectOf(path: string): Dialect | null {
  if (/\.ya?ml$/.test(path)) return 'yaml';
  if (/\.tf$/.test(path)) return 'terraform';
  if (/\.[mc]?ts$/.test(path)) return 'typescript';
  if (/\.tsx$/.test(path)) return 'tsx';
  if (/\.[mc]?jsx?$/.test(path)) return 'javascript';
  if (path.endsWith('package.json')) return 'npm-manifest';
  return path.endsWith('.json') ? 'json' : null;
}
