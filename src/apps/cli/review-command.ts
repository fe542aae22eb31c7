/** `countersign review`: what was asked for, as a request; what came of it, as a report and an exit code. */
import { resolve } from 'node:path';
import type { Verdict } from '#domain/verdict.ts';
import { UserError } from '#domain/user-error.ts';
import type { SourceText } from '#review/render/source-text.ts';
import type { ParsedArguments } from './arguments.ts';
import { oneOfOption } from './arguments.ts';
import type { Command, Context } from './command.ts';
import { exitCodeOf, FAIL_ON } from './exit-codes.ts';
import { createProgressBar } from './progress-bar.ts';
import type { ReportOutput } from './report-output.ts';
import type { Reviewed, ReviewOptions } from './run-review.ts';

const FORMATS = ['terminal', 'json', 'sarif', 'markdown'] as const;
type Format = (typeof FORMATS)[number];

export const reviewCommand: Command = {
  name: 'review',
  summary: 'Reviews a change in a git repository, or a pull request on GitHub',
  positional: '[OWNER/REPO#NUMBER]',
  options: [
    { name: 'repo', value: 'DIR', help: 'The repository; here if not given' },
    { name: 'base', value: 'REV', help: 'What the change is for; the default branch if not given' },
    {
      name: 'head',
      value: 'REV',
      help: 'The change: a revision, or WORKTREE for what is not committed; HEAD if not given',
    },
    { name: 'staged', value: null, help: 'Reviews what is staged, against the last commit' },
    {
      name: 'pr',
      value: 'FILE',
      help: "A pull request as GitHub's API gives it, for its title, body, author, labels and commits",
    },
    {
      name: 'policy',
      value: 'FILE',
      help: 'A policy, instead of .github/countersign.yml at the tip of the target branch',
    },
    { name: 'format', value: 'FORMAT', help: `${FORMATS.join(', ')}; terminal if not given` },
    { name: 'output', value: 'FILE', help: 'Writes the report to a file' },
    { name: 'fail-on', value: 'WHAT', help: `${FAIL_ON.join(', ')}: what makes the exit code 1; blocked if not given` },
    { name: 'all', value: null, help: 'Also reports what was there before' },
    { name: 'fix', value: null, help: 'Applies the fixes that findings have to the working tree, which head must be' },
    {
      name: 'offline',
      value: null,
      help: 'Asks nothing over the network: nothing about packages, and no pull request',
    },
    { name: 'no-cache', value: null, help: 'Neither reads nor keeps facts of files between reviews' },
  ],
  details: [
    'OWNER/REPO#NUMBER is read from GitHub with GITHUB_TOKEN (GHE_HOST for a server of your own); nothing is published.',
    'The change is what head has and the commit where it parts from the base has not, as a pull request shows it.',
    'Exit codes: 0 passed, 1 not passed (by --fail-on), 2 usage or policy error, 3 incomplete.',
  ],
  async run(given, context) {
    const { terminal } = context;
    const format = oneOfOption(given, 'format', FORMATS, 'terminal');
    const failOn = oneOfOption(given, 'fail-on', FAIL_ON, 'blocked');
    const head = headOf(given);
    if (given.flag('fix')) (await import('./apply-fixes.ts')).refuseFixes(head, given.positionals[0]);
    const { openReportOutput } = await import('./report-output.ts');
    const output = await openReportOutput(given.text('output'), terminal);
    const progress = createProgressBar(terminal);
    try {
      const policyFile = pathOption(given, 'policy', context);
      const options = { policyFile, cache: !given.flag('no-cache'), offline: given.flag('offline'), context, progress };
      const { verdict, sourceText } = await reviewed(given, head, options);
      progress.clear();
      await output.write(await render(verdict, { format, all: given.flag('all'), sourceText, output, context }));
      if (given.flag('fix')) {
        const { applyFixes } = await import('./apply-fixes.ts');
        const dir = resolve(terminal.cwd, given.text('repo') ?? '.');
        terminal.say(await applyFixes(verdict, sourceText, { dir, environment: terminal.env }));
      }
      return exitCodeOf(verdict.outcome, failOn);
    } finally {
      progress.clear();
      await output.close();
    }
  },
};

async function reviewed(given: ParsedArguments, head: string | null, options: ReviewOptions): Promise<Reviewed> {
  const { terminal } = options.context;
  const [name] = given.positionals;
  if (name !== undefined) {
    const { parsePullRequestName, refuseOptions } = await import('./pull-request-name.ts');
    const pullRequest = parsePullRequestName(name);
    refuseOptions(given);
    const { reviewOnGitHub } = await import('./review-on-github.ts');
    return reviewOnGitHub(pullRequest, options);
  }
  const { reviewRepository } = await import('./review-repository.ts');
  return reviewRepository({
    dir: resolve(terminal.cwd, given.text('repo') ?? '.'),
    base: given.text('base'),
    head,
    pullRequestFile: pathOption(given, 'pr', options.context),
    ...options,
  });
}

function headOf(given: ParsedArguments): string | null {
  const head = given.text('head');
  if (!given.flag('staged') && head !== '--staged') return head;
  if (head === null || head === '--staged') return 'STAGED';
  throw new UserError('usage', '--head and --staged name two different changes.', 'Give one of them.');
}

function pathOption(given: ParsedArguments, name: string, { terminal }: Context): string | null {
  const value = given.text(name);
  return value === null ? null : resolve(terminal.cwd, value);
}

interface RenderRequest {
  readonly format: Format;
  readonly all: boolean;
  readonly sourceText: SourceText;
  readonly output: ReportOutput;
  readonly context: Context;
}

async function render(verdict: Verdict, { format, all, sourceText, output, context }: RenderRequest): Promise<string> {
  const { terminal, root } = context;
  switch (format) {
    case 'terminal': {
      const { renderTerminal } = await import('#review/render/terminal.ts');
      const colour = output.isTerminal && terminal.colour;
      return renderTerminal(verdict, { sourceText, colour, width: terminal.width, all });
    }
    case 'json': {
      const { renderJson } = await import('#review/render/json.ts');
      return renderJson(verdict);
    }
    case 'sarif': {
      const { renderSarif } = await import('#review/render/sarif.ts');
      return renderSarif(verdict, { rules: await describeRules(root), all });
    }
    case 'markdown': {
      const { renderMarkdown } = await import('#review/render/markdown.ts');
      return renderMarkdown(verdict, { sourceText, all });
    }
  }
}

async function describeRules(root: string) {
  const { RULES } = await import('#checks/registry.ts');
  const { readRulePage } = await import('./rule-pages.ts');
  return Promise.all(
    RULES.map(async ({ id, definition: { meta } }) => ({ id, meta, page: await readRulePage(root, id) })),
  );
}
