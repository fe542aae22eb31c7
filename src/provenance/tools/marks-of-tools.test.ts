/** Each tool's marks as they arrive, through the whole reading. The five that were first are tried in `read-provenance.test.ts`. */
import { describe, expect, it } from '@jest/globals';
import type { Commit, Identity, PullRequest } from '#domain/snapshot.ts';
import { readProvenance } from '../read-provenance.ts';

const ADA: Identity = { name: 'Ada Example', email: 'ada@example.org' };
const AT = 'users.noreply.github.com';

function commit(changes: Partial<Commit>): Commit {
  const own = { sha: 'a'.repeat(40), parents: [], author: ADA, committer: ADA, authoredAt: '2030-01-01T00:00:00Z' };
  return { ...own, message: 'Add a thing\n', ...changes };
}

function pullRequest(changes: Partial<PullRequest>): PullRequest {
  const empty = { repository: null, number: null, title: '', body: '', author: null, labels: [] };
  return { ...empty, headRef: 'topic', baseRef: 'main', draft: false, ...changes };
}

const ofTrailer = (trailer: string) =>
  readProvenance({ commits: [commit({ message: `Add a thing\n\nSo it is.\n\n${trailer}\n` })], pullRequest: null });
const ofAuthor = (name: string, email: string) =>
  readProvenance({ commits: [commit({ author: { name, email } })], pullRequest: null });
const ofPullRequest = (changes: Partial<PullRequest>) =>
  readProvenance({ commits: [], pullRequest: pullRequest(changes) });
const ofBot = (login: string) => ofPullRequest({ author: { login, id: null, type: 'Bot' } });

describe('trailers of tools', () => {
  it.each([
    ['Co-authored-by: aider (some-model-4) <aider@aider.chat>', 'aider', ['some-model-4']],
    ['Co-authored-by: aider (some-model-4) <noreply@aider.dev>', 'aider', ['some-model-4']],
    [`Co-authored-by: Amazon Q <208079219+amazon-q-developer[bot]@${AT}>`, 'amazon-q', []],
    ['Amp-Thread-ID: https://ampcode.com/threads/T-0badc0de-0000-4000-8000-000000000000', 'amp', []],
    ['Co-authored-by: Amp <amp@ampcode.com>', 'amp', []],
    ['Co-Authored-By: claude-flow <ruv@ruv.net>', 'claude-flow', []],
    ['Co-authored-by: Cosine <agent@cosine.sh>', 'cosine', []],
    ['Assisted-by: Crush:some-model-5', 'crush', ['some-model-5']],
    ['Assisted-by: Some Model 5 via Crush <crush@charm.land>', 'crush', ['Some Model 5']],
    ['💘 Generated with Crush', 'crush', []],
    ['Entire-Agent: Claude Code', 'claude-code', []],
    [`Co-authored-by: factory-droid[bot] <138933559+factory-droid[bot]@${AT}>`, 'factory-droid', []],
    ['Co-authored-by: Droid <droid@factory.ai>', 'factory-droid', []],
    ['Co-Authored-By: Firebender <help@firebender.com>', 'firebender', []],
    ['Co-authored-by: Junie <junie@jetbrains.com>', 'junie', []],
    ['Co-authored-by: openhands <openhands@all-hands.dev>', 'openhands', []],
    ['Co-Authored-By: opencode <noreply@opencode.ai>', 'opencode', []],
    ['🤖 Generated with [opencode](https://opencode.ai)', 'opencode', []],
    ['Co-authored-by: Qwen-Coder <qwen-coder@alibabacloud.com>', 'qwen-code', []],
    ['Replit-Commit-Author: Agent', 'replit-agent', []],
    ['Replit-Commit-Author: Assistant', 'replit-agent', []],
    ['Co-authored-by: Roo Code <roomote@roocode.com>', 'roo-code', []],
    ['Co-Authored-By: Oz <oz-agent@warp.dev>', 'warp', []],
    ['Co-Authored-By: Warp <agent@warp.dev>', 'warp', []],
    ['Co-authored-by: goose <noreply@anthropic.com>', 'goose', []],
  ])('%s', (trailer, tool, models) => {
    const { verdict, tools, models: read } = ofTrailer(trailer);
    expect([verdict, tools.includes(tool), read]).toEqual(['assisted', true, models]);
  });

  it.each([
    'Replit-Commit-Author: Deployment',
    'Entire-Checkpoint: 0badc0de12ab',
    'Co-authored-by: Cascade <noreply@windsurf.com>',
    'Co-authored-by: Cline <noreply@cline.bot>',
    'Co-authored-by: Zed <agent@zed.dev>',
    'Co-authored-by: Rui Velo <ruv@ruv.net>',
    'Co-authored-by: Jo Staff <jo@tabnine.com>',
    'Co-authored-by: Jo Staff <jo@factory.ai>',
    'Co-authored-by: opencode <opencode@sst.dev>',
    'Co-authored-by: Gemini CLI <gemini-cli@google.com>',
    'Assisted-by: Aiden Cline <aiden@example.org>',
  ])('%s is no evidence by itself', (trailer) => {
    expect(ofTrailer(trailer)).toMatchObject({ verdict: 'no-evidence', tools: [] });
  });

  it('that are weak count in company of another sort', () => {
    const commits = [commit({ message: 'Add\n\nCo-authored-by: Cline <noreply@cline.bot>\n' })];
    const labelled = readProvenance({ commits, pullRequest: pullRequest({ labels: ['cline'] }) });
    expect(labelled).toMatchObject({ verdict: 'assisted', tools: ['cline'] });
  });
});

describe('authors', () => {
  it.each([
    ['Ada Example (aider)', 'ada@example.org', 'aider'],
    ['Gitar', 'noreply@gitar.ai', 'gitar'],
    ['engine-labs-app[bot]', `140088366+engine-labs-app[bot]@${AT}`, 'engine-labs'],
    ['google-labs-jules[bot]', `161369871+google-labs-jules[bot]@${AT}`, 'jules'],
    ['gpt-engineer-app[bot]', `159125892+gpt-engineer-app[bot]@${AT}`, 'lovable'],
    ['lovable-dev[bot]', `1+lovable-dev[bot]@${AT}`, 'lovable'],
    ['Lovable', 'noreply@lovable.dev', 'lovable'],
    ['v0', 'it+v0agent@vercel.com', 'v0'],
    ['v0[bot]', `2+v0[bot]@${AT}`, 'v0'],
    ['kiro-agent[bot]', `3+kiro-agent[bot]@${AT}`, 'kiro'],
    ['SWE-agent', 'noemail@swe-agent.com', 'swe-agent'],
    ['gemini-code-assist[bot]', `176961590+gemini-code-assist[bot]@${AT}`, 'gemini'],
    ['Gemini CLI', 'gemini-cli-robot@google.com', 'gemini'],
  ])('%s <%s>', (name, email, tool) => {
    expect(ofAuthor(name, email)).toMatchObject({ verdict: 'assisted', tools: [tool] });
  });

  it.each([
    ['Jules Verne', 'jules@example.org'],
    ['Devin Example', 'devin@cognition.example'],
    ['Aiden Cline', `5+aidencline@${AT}`],
    ['Goose', 'goose@example.org'],
    ['Kiro Example', 'kiro@example.org'],
    ['Ada (aider) Example', 'ada@example.org'],
  ])('people: %s <%s>', (name, email) => {
    expect(ofAuthor(name, email)).toMatchObject({ verdict: 'no-evidence', tools: [] });
  });
});

describe('accounts that open pull requests', () => {
  it.each([
    ['amazon-q-developer[bot]', 'amazon-q'],
    ['augmentcode[bot]', 'augment'],
    ['engine-labs-app[bot]', 'engine-labs'],
    ['factory-droid[bot]', 'factory-droid'],
    ['gemini-cli[bot]', 'gemini'],
    ['google-labs-jules[bot]', 'jules'],
    ['gpt-engineer-app[bot]', 'lovable'],
    ['kiro-agent[bot]', 'kiro'],
    ['opencode-agent[bot]', 'opencode'],
    ['roomote[bot]', 'roo-code'],
    ['sweep-ai[bot]', 'sweep'],
    ['v0[bot]', 'v0'],
  ])('%s', (login, tool) => {
    expect(ofBot(login)).toMatchObject({ verdict: 'assisted', tools: [tool] });
  });

  it.each(['cline[bot]', 'continue[bot]', 'sourcegraph-cody[bot]', 'stackblitz[bot]', 'jetbrains-ai[bot]'])(
    '%s is a hint alone',
    (login) => {
      expect(ofBot(login)).toMatchObject({ verdict: 'no-evidence', tools: [] });
    },
  );
});

describe('bodies and branches', () => {
  it.each([
    [
      '*PR created automatically by Jules for task [123456](https://jules.google.com/task/123456) started by @ada*',
      'jules',
    ],
    ['Pull Request opened by [Augment Code](https://www.augmentcode.com/) with guidance from the PR author', 'augment'],
    ['Created by @kiro-agent on behalf of @ada', 'kiro'],
    ['Session: https://app.kiro.dev/session/abcd-1234', 'kiro'],
  ])('%s', (body, tool) => {
    expect(ofPullRequest({ body })).toMatchObject({ verdict: 'assisted', tools: [tool] });
  });

  it('a thread counts inside a disclosure, and is a hint elsewhere', () => {
    const thread = 'https://ampcode.com/threads/T-0badc0de-0000-4000-8000-000000000000';
    expect(ofPullRequest({ body: `## AI disclosure\n\nSee ${thread}` })).toMatchObject({ tools: ['amp'] });
    expect(ofPullRequest({ body: `As was said in ${thread}.` })).toMatchObject({ verdict: 'no-evidence' });
  });

  it.each([
    ['sweep/add-thing', ['sweep']],
    ['jules/add-thing', []],
    ['v0/add-thing', []],
    ['opencode/add-thing', []],
  ])('%s', (headRef, tools) => {
    expect(ofPullRequest({ headRef }).tools).toEqual(tools);
  });

  it('what aider once wrote before its subjects is a hint', () => {
    const message = 'aider: Add a thing\n';
    expect(readProvenance({ commits: [commit({ message })], pullRequest: null }).verdict).toBe('no-evidence');
    const committer = { name: 'Ada Example (aider)', email: 'ada@example.org' };
    expect(readProvenance({ commits: [commit({ message, committer })], pullRequest: null }).tools).toEqual(['aider']);
  });
});
