import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { chmodSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Verdict } from '#domain/verdict.ts';
import { createScratchRepository, type ScratchRepository } from '../repositories/scratch-repository.ts';
import { createScratchFolder, runCli, type ScratchFolder } from './run-cli.ts';

const SERVER = `import express from 'express';
import { membership, reports } from './services.js';

const app = express();
`;

const LATE_REPORT = `
app.get('/projects/:projectId/report', requireLogin, async (req, res) => {
  const report = await reports.buildProjectReport(req.params.projectId);
  if (!await membership.canView(req.user.id, req.params.projectId)) {
    return res.status(403).send({ error: 'Forbidden' });
  }
  return res.send(report);
});
`;

const CLAUDE_TRAILER = 'Co-Authored-By: Claude <noreply@anthropic.com>';

/** main has a server; feature adds the late report; plain changes words in a page that nobody guards. */
let repository: ScratchRepository;
let folder: ScratchFolder;
let feature: string;

beforeAll(() => {
  repository = createScratchRepository();
  folder = createScratchFolder();
  repository.write('src/server.js', SERVER);
  repository.write('README.md', 'Projects\n');
  repository.commit('A server');
  repository.git('checkout', '-q', '-b', 'plain');
  repository.write('README.md', 'Projects and people\n');
  repository.commit('Say more');
  repository.git('checkout', '-q', '-b', 'feature', 'main');
  repository.write('src/server.js', SERVER + LATE_REPORT);
  feature = repository.commit(`Add the project report\n\n${CLAUDE_TRAILER}\n`);
});

afterAll(() => {
  repository.dispose();
  folder.dispose();
});

function review(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  return runCli(['review', ...args], { cwd: repository.dir, env });
}

async function verdictOf(args: readonly string[]): Promise<Verdict> {
  const { stdout, stderr } = await review([...args, '--format', 'json']);
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout) as Verdict;
}

describe('a review', () => {
  it('finds the report that is built before anyone asks who may see it', async () => {
    const result = await review([]);
    expect(result).toMatchObject({ code: 1, stderr: '' });
    expect(result.stdout).toMatch(/^✗ 1 finding to fix/);
    expect(result.stdout).toContain('✗ high auth/late-guard  src/server.js:7:24');
    const built = result.stdout.indexOf('1. the work is done here');
    expect(built).toBeGreaterThan(0);
    expect(result.stdout.indexOf('2. only here is the caller refused')).toBeGreaterThan(built);
    expect(result.stdout).toContain('AI-assisted');
    expect(result.stdout).toMatch(/\n✗ blocked: 1 new finding \(1 high\)/);
  });

  it('passes what touches nothing', async () => {
    const result = await review(['--head', 'plain']);
    expect(result).toMatchObject({ code: 0, stderr: '' });
    expect(result.stdout).toMatch(/\n✓ passed: 0 new findings/);
  });

  it('says the same in each format, and holds its schemas', async () => {
    const verdict = await verdictOf([]);
    const schema = JSON.parse(
      readFileSync(new URL('../../schemas/verdict.schema.json', import.meta.url), 'utf8'),
    ) as object;
    const ajv = new Ajv2020();
    addFormats.default(ajv);
    expect(ajv.validate(schema, verdict)).toBe(true);
    const sarif = await review(['--format', 'sarif']);
    expect(sarif.code).toBe(1);
    const { runs } = JSON.parse(sarif.stdout) as {
      runs: [
        {
          results: { ruleId: string; partialFingerprints: Record<string, string> }[];
          tool: { driver: { rules: { help: { markdown: string } }[] } };
        },
      ];
    };
    expect(runs[0].results).toMatchObject([
      { ruleId: 'auth/late-guard', partialFingerprints: { 'countersign/v1': verdict.findings[0]?.fingerprint } },
    ]);
    expect(runs[0].tool.driver.rules[0]?.help.markdown).toMatch(/^## What/);
    const markdown = await review(['--format', 'markdown']);
    expect(markdown.stdout).toContain(`## ✗ Blocked: ${verdict.title}`);
  });

  it('says the same each time but for the clock', async () => {
    const [one, other] = [await verdictOf([]), await verdictOf(['--no-cache'])];
    expect({ ...other, decidedAt: one.decidedAt }).toEqual(one);
  });

  it('takes what is not committed, and what is staged', async () => {
    repository.git('checkout', '-q', 'plain');
    repository.write('src/server.js', SERVER + LATE_REPORT);
    try {
      expect((await verdictOf(['--head', 'WORKTREE'])).findings.map((each) => each.ruleId)).toEqual([
        'auth/late-guard',
      ]);
      expect((await verdictOf(['--staged'])).size.files).toBe(0);
      repository.git('add', '-A');
      expect((await verdictOf(['--staged'])).findings.map((each) => each.ruleId)).toEqual(['auth/late-guard']);
      expect((await review(['--head', '--staged'])).code).toBe(1);
    } finally {
      repository.git('reset', '-q', '--hard');
      repository.git('checkout', '-q', 'feature');
    }
  });
});

describe('the exit code', () => {
  it.each([
    [['--fail-on', 'never'], 0],
    [['--fail-on', 'blocked'], 1],
    [['--fail-on', 'needs-countersign'], 1],
    [['--head', 'plain', '--fail-on', 'needs-countersign'], 0],
  ])('of %j is %i', async (args, code) => {
    expect((await review(args)).code).toBe(code);
  });

  it('follows the verdict and not the mode', async () => {
    const policy = join(folder.dir, 'observe.yml');
    writeFileSync(policy, 'version: 1\nmode: observe\n');
    expect((await review(['--policy', policy])).code).toBe(1);
    writeFileSync(policy, 'version: 1\nareas:\n  auth:\n    block: never\n');
    expect((await review(['--policy', policy])).code).toBe(0);
    expect((await review(['--policy', policy, '--fail-on', 'needs-countersign'])).code).toBe(1);
  });
});

describe('the policy', () => {
  it('comes from the branch that the change is for, never from the change', async () => {
    const own = createScratchRepository();
    try {
      own.write('src/server.js', SERVER);
      own.write('.github/countersign.yml', 'version: 1\nareas:\n  auth:\n    block: never\n');
      own.commit('With a policy');
      own.git('checkout', '-q', '-b', 'feature');
      own.write('src/server.js', SERVER + LATE_REPORT);
      own.write('.github/countersign.yml', 'version: 1\nareas:\n  auth:\n    countersign: never\n    block: never\n');
      own.commit('Ask for less');
      const result = await runCli(['review', '--format', 'json'], { cwd: own.dir });
      const verdict = JSON.parse(result.stdout) as Verdict;
      expect(verdict.policy.source).toMatch(/^\.github\/countersign\.yml at main \([0-9a-f]{7}\)$/);
      expect(verdict.outcome).toBe('needs-countersign');
      expect(verdict.areas.map((each) => each.area)).toEqual(expect.arrayContaining(['auth', 'governance']));
      own.write('.github/countersign.yml', 'version: 1\nareas: [\n');
      own.commit('Break it');
      const broken = JSON.parse((await runCli(['review', '--format', 'json'], { cwd: own.dir })).stdout) as Verdict;
      expect(broken.requirements).toContainEqual(expect.objectContaining({ kind: 'policy', state: 'unmet' }));
    } finally {
      own.dispose();
    }
  });

  it('that does not parse is told with its line and what to do', async () => {
    const policy = join(folder.dir, 'broken.yml');
    writeFileSync(policy, 'version: 1\nareas:\n  auth:\n    countersign: alwys\n');
    const result = await review(['--policy', policy]);
    expect(result).toMatchObject({ code: 2, stdout: '' });
    expect(result.stderr).toMatch(/broken\.yml:4:\d+: .*always/);
    expect(result.stderr).toContain('countersign policy check');
    expect((await review(['--policy', join(folder.dir, 'none.yml')])).stderr).toContain('cannot be read (ENOENT)');
  });
});

describe('a pull request', () => {
  function pullRequestFile(content: unknown): string {
    const file = join(folder.dir, 'pr.json');
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
    return file;
  }

  it('names the commits, and says something of its own', async () => {
    repository.git('checkout', '-q', 'plain');
    const base = repository.git('rev-parse', 'main');
    const file = pullRequestFile({
      number: 7,
      title: 'Report',
      body: null,
      user: { login: 'ada', id: 1, type: 'User', site_admin: false },
      labels: [{ name: 'report' }],
      head: { ref: 'feature', sha: feature },
      base: { ref: 'main', sha: base, repo: { full_name: 'acme/projects' } },
    });
    try {
      const verdict = await verdictOf(['--pr', file]);
      expect(verdict.subject).toMatchObject({
        repository: 'acme/projects',
        pullRequest: 7,
        head: { sha: feature, ref: 'feature' },
      });
      expect(verdict.findings).toHaveLength(1);
      expect((await verdictOf(['--pr', file, '--head', 'plain'])).findings).toHaveLength(0);
    } finally {
      repository.git('checkout', '-q', 'feature');
    }
  });

  it('whose commits are not here is reviewed as it lies here, and that is said', async () => {
    const file = pullRequestFile({ title: 'Report', head: { ref: 'x', sha: '1'.repeat(40) } });
    const result = await review(['--pr', file]);
    expect(result.code).toBe(1);
    expect(result.stderr).toContain('HEAD is reviewed instead.');
  });

  it.each([
    ['no JSON', '{"title": ', 'is not JSON'],
    ['no object', '[]', 'is not a pull request'],
    ['no title', { body: 'x' }, 'title: '],
    ['a title that is no text', { title: 5 }, 'title: '],
    ['a commit that is an option', { title: 'x', head: { sha: '--output=x' } }, 'head.sha: expected a full commit id'],
  ])('with %s is told', async (_, content, message) => {
    const result = await review(['--pr', pullRequestFile(content)]);
    expect(result).toMatchObject({ code: 2, stdout: '' });
    expect(result.stderr).toContain(message);
    expect(result.stderr).toContain('gh api');
  });
});

describe('the report', () => {
  it('goes to a file, without colours, and replaces what was there', async () => {
    const file = join(folder.dir, 'report.txt');
    writeFileSync(file, 'x'.repeat(100_000));
    expect(await review(['--output', file], { FORCE_COLOR: '1' })).toMatchObject({ code: 1, stdout: '', stderr: '' });
    const report = readFileSync(file, 'utf8');
    expect(report).toMatch(/^✗ 1 finding to fix/);
    expect(report).not.toMatch(/\p{Cc}(?<!\n)/u);
    expect(report.length).toBeLessThan(100_000);
  });

  it('leaves no empty file behind where the review does not come to its end', async () => {
    const file = join(folder.dir, 'none.json');
    expect((await review(['--output', file, '--base', 'no-such-branch'])).code).toBe(2);
    expect(existsSync(file)).toBe(false);
  });

  it('is coloured on request', async () => {
    expect((await review([], { FORCE_COLOR: '1' })).stdout).toContain('\u001b[1;31m');
    expect((await review([], { FORCE_COLOR: '1', NO_COLOR: '1' })).stdout).not.toContain('\u001b');
  });

  it('shows no progress where nobody watches', async () => {
    expect((await review(['--no-cache'])).stderr).toBe('');
  });
});

describe('bad input', () => {
  it('is told with a remedy', async () => {
    const shallow = join(folder.dir, 'shallow');
    repository.git('clone', '-q', '--depth=1', '--branch=feature', `file://${repository.dir}`, shallow);
    const answers = [
      [await review(['--base', 'nowhere']), 'There is no commit named nowhere', '--base'],
      [await review(['--head', 'nowhere']), 'There is no commit named nowhere', '--head'],
      [await review(['--repo', folder.dir]), 'is not in a git repository', '--repo'],
      [await review(['--repo', join(folder.dir, 'gone')]), 'not a folder', '--repo'],
      [await review(['--repo', shallow, '--base', 'main']), 'shallow', 'fetch'],
    ] as const;
    for (const [result, message, remedy] of answers) {
      expect(result).toMatchObject({ code: 2, stdout: '' });
      expect(result.stderr).toContain(message);
      expect(result.stderr).toContain(remedy);
      expect(result.stderr).not.toMatch(/^\s+at /m);
    }
  });

  it('leaves nothing behind', async () => {
    const temporary = createScratchFolder();
    try {
      await review([], { TMPDIR: temporary.dir });
      await review(['--base', 'nowhere'], { TMPDIR: temporary.dir });
      expect(readdirSync(temporary.dir)).toEqual([]);
    } finally {
      temporary.dispose();
    }
  });

  it('of an output that may not be written is told before the work', async () => {
    const file = join(folder.dir, 'locked.json');
    writeFileSync(file, 'mine');
    chmodSync(file, 0o444);
    // Root may write everything: then there is nothing to see.
    if (process.getuid?.() === 0) return;
    const result = await review(['--output', file]);
    expect(result.stderr).toContain('may not write there');
    expect(readFileSync(file, 'utf8')).toBe('mine');
  });
});

describe('a hook', () => {
  it('stops a commit that is blocked, and no other', async () => {
    const own = createScratchRepository();
    try {
      own.write('src/server.js', SERVER);
      own.commit('A server');
      await runCli(['hook', 'install'], { cwd: own.dir });
      own.write('src/server.js', SERVER + LATE_REPORT);
      expect(() => own.commit('Add the report')).toThrow(/auth\/late-guard|git commit/);
      own.git('reset', '-q', '--hard');
      own.write('README.md', 'Hello\n');
      expect(own.commit('Say hello')).toMatch(/^[0-9a-f]{40}$/);
    } finally {
      own.dispose();
    }
  });
});
