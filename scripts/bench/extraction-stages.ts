/** Parse, lower and extract, timed apart over a corpus, on one thread. */
import { performance } from 'node:perf_hooks';
import { createGrammars } from '#adapters/grammars/grammars.ts';
import type { GrammarName } from '#adapters/grammars/locate-wasm.ts';
import { extractModule } from '#analysis/extract/extract-module.ts';
import { lowerModule } from '#analysis/languages/typescript/lower.ts';
import { TYPESCRIPT_TRAITS } from '#analysis/languages/typescript/traits.ts';
import type { ModuleFacts } from '#analysis/module-facts.ts';
import type { Corpus } from './corpus.ts';

export interface ExtractionTimes {
  readonly parse: number;
  readonly lower: number;
  readonly extract: number;
}

export interface Extraction {
  readonly times: ExtractionTimes;
  readonly facts: ReadonlyMap<string, ModuleFacts>;
  /** Files that the parser gave up on, and files with regions that it could not read. */
  readonly failed: number;
  readonly withBrokenRegions: number;
}

/** Grammars are loaded before the clock starts. */
export async function extractCorpus(corpus: Corpus): Promise<Extraction> {
  const grammars = createGrammars();
  const names: readonly GrammarName[] = ['typescript', 'tsx', 'javascript'];
  const parsers = new Map(await Promise.all(names.map(async (name) => [name, await grammars.parser(name)] as const)));
  const times = { parse: 0, lower: 0, extract: 0 };
  const facts = new Map<string, ModuleFacts>();
  let failed = 0;
  for (const { path, dialect, text } of corpus.files) {
    const started = performance.now();
    const outcome = parsers.get(dialect as GrammarName)?.parse(text);
    const parsed = performance.now();
    times.parse += parsed - started;
    if (outcome === undefined || 'failed' in outcome) {
      failed += 1;
      continue;
    }
    try {
      const ir = lowerModule(outcome.tree, text);
      const lowered = performance.now();
      times.lower += lowered - parsed;
      facts.set(path, extractModule(ir, { dialect, lineCount: text.split('\n').length, traits: TYPESCRIPT_TRAITS }));
      times.extract += performance.now() - lowered;
    } finally {
      outcome.tree.delete();
    }
  }
  grammars.close();
  const withBrokenRegions = [...facts.values()].filter(({ broken }) => broken.length > 0).length;
  return { times, facts, failed, withBrokenRegions };
}
