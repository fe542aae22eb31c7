/** Text of a change never takes effect, wherever the real program prints it. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createScratchRepository, type ScratchRepository } from '../repositories/scratch-repository.ts';
import { runCli } from './run-cli.ts';

const NAME =
  'a\n::set-output name=x::y\n\u001b[2J\u202e@acme`<b>[x](http:x.example)__proto__ "quoted" \'it\' ##[error].js';
const CODE = `
app.get('/x/:id', requireLogin, async (req, res) => {
  const report = await reports.build(req.params.id); /* \u001b]8;;http://x.example\u0007 \u202e \`\`\` ##[error] @acme/owners */
  if (!await membership.canView(req.user.id, req.params.id)) {
    return res.status(403).send({ error: 'no' });
  }
  return res.send(report);
});
`;

let repository: ScratchRepository;

beforeAll(() => {
  repository = createScratchRepository();
  repository.write('README.md', 'x\n');
  repository.commit('first');
  repository.git('checkout', '-q', '-b', 'feature');
  repository.write(`src/${NAME}`, `const app = express();\n${CODE}`);
  repository.write(`src/\u009b31m.bin\u0085`, '\0\0');
  repository.write('__proto__/constructor', 'x\n');
  repository.commit(`\u001b[31m::error::x\n\nCo-Authored-By: Claude\u202e <noreply@anthropic.com>\n##[error]y @acme`);
});

afterAll(() => repository.dispose());

/** GitHub neither links nor mentions from code. */
function withoutCode(markdown: string): string {
  return markdown.replace(/^(`{3,})[\s\S]*?^\1$|<code>.*?<\/code>|(?<![\\`])(`+)(?!`).*?(?<!`)\2(?!`)/gm, '');
}

describe.each(['terminal', 'json', 'sarif', 'markdown'])('hostile text as %s', (format) => {
  it.each([{}, { FORCE_COLOR: '1' }])('stays text (%j)', async (env) => {
    const { stdout, stderr, code } = await runCli(['review', '--all', '--format', format], {
      cwd: repository.dir,
      env,
    });
    expect(code).toBe(1);
    expect(stderr).toBe('');
    expect(stdout).toContain('auth/late-guard');
    // eslint-disable-next-line no-control-regex -- our own colour sequences
    const plain = format === 'terminal' ? stdout.replace(/\u001b\[[0-9;]*m/g, '') : stdout;
    expect(plain).not.toMatch(/[\p{Cf}\p{Zl}\p{Zp}]|(?!\n)\p{Cc}/u);
    expect(plain).not.toContain('##[');
    expect(plain).not.toMatch(/^\s*::/m);
    if (format === 'markdown') expect(withoutCode(plain)).not.toContain('@acme');
  });
});
