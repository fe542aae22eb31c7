/** The App as it is published and put into an image: bundles alone, a process of its own, and GitHub only over HTTP. */
import { spawnSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from '@jest/globals';
import { CHECK_NAME } from '#review/publish/published-state.ts';
import { createScratchFolder } from '../cli/run-cli.ts';
import { createStandInGithub } from '../github/stand-in-github.ts';
import { startServerProcess } from './server-process.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** What a login check is for, done before it. */
const LATE = `import { app, canView, loadReport } from './app.js';

app.post('/reports/:id', async (req, res) => {
  const report = await loadReport(req.params.id);
  await report.markSent();
  if (!(await canView(req.user, req.params.id))) return res.status(403).end();
  res.json(report);
});
`;

it('reviews a pull request, from its bundles alone', async () => {
  const folder = createScratchFolder();
  const github = await createStandInGithub();
  for (const name of ['bin', 'package.json', 'app.yml'])
    cpSync(join(ROOT, name), join(folder.dir, name), { recursive: true });
  expect(spawnSync(process.execPath, [join(ROOT, 'scripts/build.ts'), join(folder.dir, 'dist')]).status).toBe(0);
  const server = startServerProcess(
    {
      ...{ WEBHOOK_SECRET: github.app.webhookSecret, APP_ID: String(github.app.id), PRIVATE_KEY: github.privateKey },
      ...{ GHE_HOST: github.host, GHE_PROTOCOL: 'http', COUNTERSIGN_DATA: join(folder.dir, 'data') },
    },
    folder.dir,
    join(folder.dir, 'bin/countersign-server.js'),
  );
  try {
    github.app.webhookUrl = `${await server.url}/api/github/webhooks`;
    const rin = github.createUser('rin');
    const acme = github.createOrganization('acme', { members: [rin] });
    const files = { 'README.md': '# Shop\n' };
    const repository = await github.createRepository({
      name: 'shop',
      owner: acme,
      files,
      collaborators: [[rin, 'write']],
    });
    github.install(github.app, acme, [repository]);
    const change = { title: 'Reports', branch: 'reports', files: { 'src/reports.js': LATE } };
    const pull = await github.openPullRequest({ repository, author: rin, ...change });
    const ofHead = () => github.checksOf(repository, pull.head.sha).find(({ name }) => name === CHECK_NAME);
    await github.waitFor('the review', () => ofHead()?.status === 'completed', 50_000);
    expect(ofHead()?.conclusion).toBe('success');
    expect(ofHead()?.output.title).toMatch(/^Observing: would need /i);
    expect(ofHead()?.output.summary).toContain('src/reports.js');
    expect(github.problems()).toEqual([]);
    server.signal('SIGTERM');
    expect(await server.ended).toBe(0);
  } finally {
    if (server.isRunning()) server.signal('SIGKILL');
    await server.ended;
    await github.close();
    folder.dispose();
  }
});
