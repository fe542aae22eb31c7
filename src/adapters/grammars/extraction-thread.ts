/** The thread of `extractor.ts`: a text comes in, its facts go out; null says that this thread is not to be used again. */
import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import type { ExtractionTask } from '#review/ports.ts';
import { extractText } from './extract-text.ts';
import { createGrammars } from './grammars.ts';
import { locateInFolder, locateInPackages } from './locate-wasm.ts';

const { folder } = z.object({ folder: z.string().nullable() }).parse(workerData);
const grammars = createGrammars({ locate: folder === null ? locateInPackages : locateInFolder(folder) });

parentPort?.on('message', (task: Pick<ExtractionTask, 'dialect' | 'text'>) => {
  extractText(grammars, task).then(
    (result) => parentPort?.postMessage(result),
    () => parentPort?.postMessage(null),
  );
});
