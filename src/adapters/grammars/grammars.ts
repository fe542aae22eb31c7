/**
 * Loads tree-sitter grammars, each when it is first asked for and once only, and parses text with them.
 * It knows nothing of what the trees mean.
 */
import { readFile } from 'node:fs/promises';
import { Language, Parser } from 'web-tree-sitter';
import { locateInPackages, type GrammarName, type LocateWasm } from './locate-wasm.ts';
import { startParserRuntime } from './parser-runtime.ts';
import { parseWithBudget, type ParseBudget, type ParseOutcome } from './parse-with-budget.ts';

/** One grammar's parser. Synchronous, and not to be shared between threads. */
export interface GrammarParser {
  /** The tree is the caller's: `tree.delete()` in a `finally`, or the memory of the WebAssembly heap is never given back. */
  parse(text: string, budget?: ParseBudget): ParseOutcome;
}

export interface Grammars {
  /** Rejects where the grammar's file is missing or of a version that the runtime does not read. */
  parser(grammar: GrammarName): Promise<GrammarParser>;
  /** Frees the parsers. Trees that are still alive stay readable. */
  close(): void;
}

/**
 * The runtime is one per process (or thread), so `locate` of the first call decides where its own `.wasm` is read.
 * Make one `Grammars` a process and hand it on.
 */
export function createGrammars(options: { readonly locate?: LocateWasm } = {}): Grammars {
  const locate = options.locate ?? locateInPackages;
  const loaded = new Map<GrammarName, Promise<Parser>>();
  let runtime: Promise<void> | null = null;

  async function load(grammar: GrammarName): Promise<Parser> {
    runtime ??= startParserRuntime(locate('web-tree-sitter'));
    const [bytes] = await Promise.all([readFile(locate(grammar)), runtime]);
    return new Parser().setLanguage(await Language.load(bytes));
  }

  return {
    async parser(grammar) {
      let parser = loaded.get(grammar);
      if (!parser) {
        parser = load(grammar);
        loaded.set(grammar, parser);
      }
      const ready = await parser;
      return { parse: (text, budget) => parseWithBudget(ready, text, budget) };
    },
    close() {
      for (const parser of loaded.values()) {
        void parser.then(
          (ready) => ready.delete(),
          () => undefined,
        );
      }
      loaded.clear();
    },
  };
}
