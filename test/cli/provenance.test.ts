/** `countersign provenance`, as it is typed, on real repositories. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createScratchRepository, type ScratchRepository } from '../repositories/scratch-repository.ts';
import { runCli } from './run-cli.ts';

let repository: ScratchRepository;
beforeEach(() => {
  repository = createScratchRepository();
  repository.write('a.ts', 'one\n');
  repository.commit('start');
  repository.git('switch', '-q', '-c', 'change');
  repository.write('a.ts', 'one\ntwo\n');
  repository.commit('by hand');
  repository.write('b.ts', '1\n2\n3\n');
  repository.commit('with help\n\nCo-Authored-By: Claude <noreply@anthropic.com>\n');
});
afterEach(() => repository.dispose());

const run = (...words: readonly string[]) => runCli(['provenance', ...words], { cwd: repository.dir });

describe('countersign provenance', () => {
  it('says who or what wrote a range, which tool, how many lines, on which evidence', async () => {
    const { code, stdout } = await run();
    expect(code).toBe(0);
    expect(stdout).toContain('main..HEAD: 2 commits');
    expect(stdout).toContain('Of 4 added lines: 3 (75 %) by Claude Code, 1 (25 %) hand-written');
    expect(stdout).toContain('Co-Authored-By: Claude');
    expect((await run('main..HEAD~1')).stdout).toContain('no evidence of AI assistance');
  });

  it('gives the same as JSON', async () => {
    const { provenance, commits } = JSON.parse((await run('--format', 'json')).stdout) as {
      provenance: { verdict: string; lines: unknown };
      commits: number;
    };
    expect([commits, provenance.verdict]).toEqual([2, 'assisted']);
    expect(provenance.lines).toEqual({
      ...{ unit: 'lines', total: 4, byTool: { 'claude-code': 3 } },
      ...{ handWritten: 1, undetermined: 0 },
    });
  });

  it('gives a history by month, without a person in it', async () => {
    const { stdout } = await run('--since', '2030-01-01');
    expect(stdout).toMatch(/2030-01 +3 +1 +5 +Claude Code 60 %/);
    expect(stdout).not.toContain('Ada');
    expect((await run('--since', '2031-01')).stdout).toBe('No commits in that time.\n');
  });

  it.each([
    [['--since', 'yesterday'], 'Write it as 2026-01-31'],
    [['main..HEAD', '--since', '2030-01-01'], 'Give one of them'],
    [['nowhere..HEAD'], 'There is no commit named nowhere'],
  ])('%j ends with a sentence that helps', async (words, hint) => {
    const { code, stderr } = await run(...words);
    expect([code, stderr]).toEqual([2, expect.stringContaining(hint)]);
  });
});
