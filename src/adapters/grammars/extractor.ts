/**
 * Texts to facts, here or on threads: a handful of files is read at once in this thread, a first index of a repository
 * on as many as the machine has. A text that brings its thread down is one failed answer; the rest are read by another.
 */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { ExtractionResult, ExtractionTask, FactsExtractor } from '#review/ports.ts';
import { extractText } from './extract-text.ts';
import { createGrammars, type Grammars } from './grammars.ts';
import { locateInPackages, type LocateWasm } from './locate-wasm.ts';
import { ParserCrashed } from './parse-with-budget.ts';

export interface ExtractorOptions {
  readonly locate?: LocateWasm;
  /** The folder of the grammars, for threads (a function cannot be sent there); needed where `locate` is given. */
  readonly folder?: string;
  readonly threadFile?: URL;
  readonly threads?: number;
}

/** Below this many UTF-16 units starting a thread costs more than it saves (about 150 ms). */
const WORTH_THREADS = 1_000_000;
/** What a thread may hold, in MB; beyond it the thread ends and its text is not checked. */
const THREAD_MEMORY = 700;

const CRASHED: ExtractionResult = { failed: 'the parser gave up on it' };

export function createExtractor(options: ExtractorOptions = {}): FactsExtractor {
  const limit = options.threads ?? Math.max(1, Math.min(8, availableParallelism()));
  let grammars: Grammars | null = null;
  let distrusted = false;

  async function here(tasks: readonly ExtractionTask[]): Promise<ExtractionResult[]> {
    const results: ExtractionResult[] = [];
    for (const task of tasks) {
      if (distrusted) return [...results, ...(await onThreads(tasks.slice(results.length)))];
      grammars ??= createGrammars({ locate: options.locate ?? locateInPackages });
      try {
        results.push(await extractText(grammars, task));
      } catch (error) {
        if (!(error instanceof ParserCrashed)) throw error;
        distrusted = true;
        results.push(CRASHED);
      }
    }
    return results;
  }

  async function onThreads(tasks: readonly ExtractionTask[]): Promise<ExtractionResult[]> {
    const results: (ExtractionResult | undefined)[] = tasks.map(() => undefined);
    let next = 0;
    const take = (): number | null => (next < tasks.length ? next++ : null);
    const count = Math.max(1, Math.min(limit, tasks.length));
    await Promise.all(Array.from({ length: count }, () => runThread({ tasks, results, take, options })));
    return results.map((result) => result ?? CRASHED);
  }

  return {
    async extract(tasks) {
      const size = tasks.reduce((sum, task) => sum + task.text.length, 0);
      return limit > 1 && size > WORTH_THREADS ? onThreads(tasks) : here(tasks);
    },
    close() {
      grammars?.close();
      grammars = null;
      return Promise.resolve();
    },
  };
}

interface Share {
  readonly tasks: readonly ExtractionTask[];
  readonly results: (ExtractionResult | undefined)[];
  readonly take: () => number | null;
  readonly options: ExtractorOptions;
}

/** One thread's share; a thread that dies takes its current text with it and is replaced. */
async function runThread(share: Share): Promise<void> {
  for (let goesOn = true; goesOn;) goesOn = await untilItEnds(share);
}

/** Resolves to false when there is nothing left to take. */
function untilItEnds({ tasks, results, take, options }: Share): Promise<boolean> {
  const worker = new Worker(options.threadFile ?? new URL('./extraction-thread.ts', import.meta.url), {
    workerData: { folder: options.folder ?? null },
    resourceLimits: { maxOldGenerationSizeMb: THREAD_MEMORY },
  });
  return new Promise((resolve) => {
    let current = take();
    const hand = (): void => {
      const task = current === null ? undefined : tasks[current];
      if (task === undefined) {
        resolve(false);
        void worker.terminate();
      } else worker.postMessage({ dialect: task.dialect, text: task.text });
    };
    const dies = (): void => {
      if (current !== null) results[current] = CRASHED;
      current = null;
      void worker.terminate();
      resolve(true);
    };
    worker.on('message', (result: ExtractionResult | null) => {
      if (result === null || current === null) return dies();
      results[current] = result;
      current = take();
      hand();
    });
    worker.on('error', dies);
    hand();
  });
}
