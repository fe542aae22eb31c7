/** The review's own adapters, wired for cases: threads, disks and clocks are not needed, everything else is real. */
import { createExtractor } from '#adapters/grammars/extractor.ts';
import { createSecretScanner } from '#adapters/secrets/secretlint-scanner.ts';
import type { KeptFacts } from '#review/ports.ts';
import type { Outside } from './run-case.ts';

export interface ClosableOutside extends Outside {
  close(): Promise<void>;
}

/** Facts are kept for as long as it lives: the same text is extracted once. */
export function createOutside(): ClosableOutside {
  const extractor = createExtractor({ threads: 1 });
  const kept = new Map<string, KeptFacts>();
  const entryOf = (key: string): [string, KeptFacts][] => {
    const facts = kept.get(key);
    return facts === undefined ? [] : [[key, facts]];
  };
  return {
    extractor,
    secretScanner: createSecretScanner({ salt: 'of the harness' }),
    progress: { step: () => undefined },
    factsStore: {
      load: (keys) => Promise.resolve(new Map(keys.flatMap(entryOf))),
      save: (entries) => {
        for (const [key, facts] of entries) kept.set(key, facts);
        return Promise.resolve();
      },
    },
    close: () => extractor.close(),
  };
}
