import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createScene, type Scene } from '../github/scene.ts';
import { type CliResult, runCli } from './run-cli.ts';

let scene: Scene;
let token: string;

beforeAll(async () => {
  scene = await createScene();
  token = scene.github.createToken(scene.bob).value;
  await scene.github.openPullRequest({
    repository: scene.repository,
    author: scene.bob,
    title: 'Show a report',
    body: '',
    branch: 'report',
    files: {
      'src/report.js': `app.get('/reports/:id', login, async (req, res) => {
  const report = await reports.build(req.params.id);
  if (!(await access.canView(req.user, req.params.id))) return res.sendStatus(403);
  res.send(report);
});
`,
    },
  });
});
afterAll(() => scene.github.close());

function reviewed(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<CliResult> {
  const { host } = new URL(scene.github.url);
  return runCli(['review', ...args], { env: { GHE_HOST: host, GHE_PROTOCOL: 'http', GITHUB_TOKEN: token, ...env } });
}

describe('a pull request on GitHub', () => {
  it('is reviewed with a token of one’s own, and nothing is written there', async () => {
    const before = scene.github.requests.length;
    const { code, stdout, stderr } = await reviewed(['acme/shop#1', '--format', 'json']);
    expect([code, stderr]).toEqual([1, '']);
    const verdict = JSON.parse(stdout) as { subject: object; findings: { ruleId: string }[] };
    expect(verdict.findings.map((finding) => finding.ruleId)).toEqual(['auth/late-guard']);
    expect(verdict.subject).toMatchObject({ repository: 'acme/shop', pullRequest: 1, target: { ref: 'main' } });
    const toApi = scene.github.requests.slice(before).filter(({ path }) => path.startsWith('/repos/'));
    expect(toApi.map(({ method }) => method)).toEqual(['GET', 'GET']);
    expect(stdout).not.toContain(token);
  });

  it.each<[string, string[], Record<string, string>, RegExp]>([
    ['no token', ['acme/shop#1'], { GITHUB_TOKEN: '' }, /a token is needed[\s\S]*GITHUB_TOKEN/],
    ['a token that does not hold', ['acme/shop#1'], { GITHUB_TOKEN: 'ghp_nobody' }, /refuses the token/],
    ['a pull request that is not there', ['acme/shop#99'], {}, /no pull request acme\/shop#99/],
    ['a name that is none', ['acme/shop'], {}, /is no pull request[\s\S]*OWNER\/REPO#NUMBER/],
    ['an option for something else', ['acme/shop#1', '--base', 'main'], {}, /--base goes with a repository/],
    ['being offline', ['acme/shop#1', '--offline'], {}, /offline/],
    ['a server that is none', ['acme/shop#1'], { GHE_HOST: '-x/..' }, /GHE_HOST is no host/],
    ['a server that is not there', ['acme/shop#1'], { GHE_HOST: '127.0.0.1:9' }, /does not answer/],
  ])('%s ends with exit code 2 and a sentence that helps', async (_, args, env, says) => {
    const { code, stdout, stderr } = await reviewed(args, env);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(says);
    expect(stderr).not.toContain('ghp_nobody');
  });
});
