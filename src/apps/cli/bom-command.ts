/** `countersign bom`: what the repository is made of and what it uses of AI, as a bill of materials. */
import { randomUUID } from 'node:crypto';
import { basename, resolve } from 'node:path';
import type { Command } from './command.ts';
import { createProgressBar } from './progress-bar.ts';
import { EXIT } from './exit-codes.ts';

export const bomCommand: Command = {
  name: 'bom',
  summary: 'Writes packages, models and servers of a repository as a bill of materials (CycloneDX 1.6)',
  positional: '',
  options: [
    { name: 'repo', value: 'DIR', help: 'The repository; here if not given' },
    { name: 'ref', value: 'REV', help: 'The revision; HEAD if not given' },
    { name: 'output', value: 'FILE', help: 'Writes it to a file' },
    { name: 'no-cache', value: null, help: 'Neither reads nor keeps facts of files' },
  ],
  details: [
    'Each package has the commit that brought it and what that commit says of who wrote it; the whole has the share of lines that commits added with the help of AI.',
    'Nothing is asked over the network.',
  ],
  async run(given, context) {
    const { terminal, root, version } = context;
    const [
      { openLocalRepository },
      { extractorFor, factsStoreFor },
      { takeInventory },
      { cyclonedxBom },
      { purlOf },
      { openReportOutput },
    ] = await Promise.all([
      import('#adapters/git/local-repository.ts'),
      import('./run-review.ts'),
      import('#review/bom/inventory.ts'),
      import('#review/bom/cyclonedx.ts'),
      import('#adapters/package-facts/purl.ts'),
      import('./report-output.ts'),
    ]);
    const dir = resolve(terminal.cwd, given.text('repo') ?? '.');
    const output = await openReportOutput(given.text('output'), terminal);
    const repository = await openLocalRepository({ dir, environment: terminal.env });
    const extractor = extractorFor(root);
    const progress = createProgressBar(terminal);
    try {
      const revision = await repository.resolve(given.text('ref') ?? 'HEAD');
      const factsStore = factsStoreFor(!given.flag('no-cache'), terminal.env);
      const inventory = await takeInventory({ repository, extractor, factsStore, progress }, revision);
      const subject = { name: basename(dir), sha: revision.sha };
      const made = { madeAt: new Date().toISOString(), serial: randomUUID() };
      const bom = cyclonedxBom({ inventory, subject, engine: version, ...made, purlOf });
      await output.write(`${JSON.stringify(bom, null, 2)}\n`);
      return EXIT.passed;
    } finally {
      progress.clear();
      await Promise.all([extractor.close(), repository.close(), output.close()]);
    }
  },
};
