/** The review's own parts, wired for the harness: cases are read as a pull request would be. */
import { posix } from 'node:path';
import { createExtractor } from '#adapters/grammars/extractor.ts';
import { createSecretScanner } from '#adapters/secrets/secretlint-scanner.ts';
import { classify } from '#analysis/classify.ts';
import { linkProgram } from '#analysis/dataflow/link.ts';
import type { ModuleFacts } from '#analysis/module-facts.ts';
import type { Pipeline } from './run-case.ts';

export interface ClosablePipeline extends Pipeline {
  close(): Promise<void>;
}

export function createPipeline(): ClosablePipeline {
  const extractor = createExtractor({ threads: 1 });
  const scanner = createSecretScanner({ salt: 'of the harness' });
  return {
    async extract(path, text) {
      const { dialect, notRead } = classify(path, new TextEncoder().encode(text));
      if (dialect === null) return null;
      if (notRead !== null) throw new Error(`${path} is not read: ${notRead.detail}`);
      const [result] = await extractor.extract([{ oid: '', dialect, text }]);
      if (result === undefined || 'failed' in result)
        throw new Error(`${path} could not be read: ${result?.failed ?? ''}`);
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
      return linkProgram({ side, modules, changedLines, resolve: (made, from) => resolve(modules, made, from) });
    },
    async secrets(files, side) {
      const { found, failed } = await scanner.scan(files.map((file) => ({ ...file, side })));
      if (failed.length > 0) throw new Error(failed.map(({ path, reason }) => `${path}: ${reason}`).join('\n'));
      return found;
    },
    isWorkflow: (path) => /^\.github\/workflows\/[^/]+\.ya?ml$/.test(path) || /(^|\/)action\.ya?ml$/.test(path),
    close: () => extractor.close(),
  };
}

function resolve(modules: ReadonlyMap<string, ModuleFacts>, specifier: string, from: string): string | null {
  if (!specifier.startsWith('.')) return null;
  const stem = posix.join(posix.dirname(from), specifier).replace(/\.[cm]?jsx?$/, '');
  const candidates = ['', '.ts', '.tsx', '.js', '.jsx', '.mjs', '/index.ts', '/index.js'].map((end) => stem + end);
  return candidates.find((path) => modules.has(path)) ?? null;
}
