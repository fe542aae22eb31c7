/** `countersign provenance [RANGE]`: who or what wrote a range, which tool, how many lines, on which evidence. */
import { resolve } from 'node:path';
import type { LocalRepository } from '#adapters/git/local-repository.ts';
import { UserError } from '#domain/user-error.ts';
import { oneOfOption } from './arguments.ts';
import type { Command, Context } from './command.ts';
import { EXIT } from './exit-codes.ts';

const FORMATS = ['table', 'json'] as const;

export const provenanceCommand: Command = {
  name: 'provenance',
  summary: 'Says who or what wrote a range of commits, with the evidence',
  positional: '[RANGE]',
  options: [
    { name: 'repo', value: 'DIR', help: 'The repository; here if not given' },
    {
      name: 'since',
      value: 'DATE',
      help: 'In place of a range, the history of HEAD by month, from a date (2026-01-01)',
    },
    { name: 'format', value: 'FORMAT', help: `${FORMATS.join(', ')}; table if not given` },
  ],
  details: [
    'RANGE is BASE..HEAD, or a revision that is compared with the default branch; HEAD if not given.',
    'Figures are of tools and months. None is about a person.',
  ],
  async run(given, context) {
    const format = oneOfOption(given, 'format', FORMATS, 'table');
    const { openLocalRepository } = await import('#adapters/git/local-repository.ts');
    const { terminal } = context;
    const dir = resolve(terminal.cwd, given.text('repo') ?? '.');
    const since = sinceOf(given.text('since'));
    const [range] = given.positionals;
    if (since !== null && range !== undefined) {
      throw new UserError('usage', 'A range and --since name two different things.', 'Give one of them.');
    }
    const repository = await openLocalRepository({ dir, environment: terminal.env });
    try {
      const text =
        since === null
          ? await ofRange(repository, range, format, context)
          : await ofHistory(repository, since, format, context);
      await terminal.print(text);
      return EXIT.passed;
    } finally {
      await repository.close();
    }
  },
};

type Format = (typeof FORMATS)[number];

function sinceOf(text: string | null): string | null {
  if (text === null || (/^\d{4}-\d{2}(?:-\d{2})?$/.test(text) && !Number.isNaN(Date.parse(text)))) return text;
  throw new UserError('usage', `--since is no date: ${text.slice(0, 40)}`, 'Write it as 2026-01-31 or 2026-01.');
}

async function ofRange(
  repository: LocalRepository,
  asked: string | undefined,
  format: Format,
  { terminal }: Context,
): Promise<string> {
  const { readRangeProvenance } = await import('#review/range-provenance.ts');
  const [, base = null, head = 'HEAD'] = /^(.*?)\.{2,3}(.*)$/.exec(asked ?? '') ?? [null, null, asked ?? 'HEAD'];
  const range = await repository.resolveRange({ base: base === '' ? null : base, head: head === '' ? 'HEAD' : head });
  const { provenance, commits } = await readRangeProvenance(repository, range);
  const named = `${range.target.ref}..${range.head.ref}`;
  if (format === 'json') return `${JSON.stringify({ range: named, commits, provenance }, null, 2)}\n`;
  const { renderProvenance } = await import('#review/render/provenance-report.ts');
  return renderProvenance({ range: named, commits, provenance }, terminal.width);
}

async function ofHistory(
  repository: LocalRepository,
  since: string,
  format: Format,
  { terminal }: Context,
): Promise<string> {
  const { historyByMonth } = await import('#provenance/history.ts');
  const months = historyByMonth(await repository.history('HEAD', since.length === 7 ? `${since}-01` : since));
  if (format === 'json') return `${JSON.stringify({ since, months }, null, 2)}\n`;
  const { renderHistory } = await import('#review/render/provenance-report.ts');
  return renderHistory(months, terminal.width);
}
