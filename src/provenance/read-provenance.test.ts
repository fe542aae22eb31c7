import { describe, expect, it } from '@jest/globals';
import type { Provenance } from '#domain/provenance.ts';
import type { Account, Commit, PullRequest } from '#domain/snapshot.ts';
import { readProvenance } from './read-provenance.ts';

const person = { name: 'Ada Example', email: 'ada@example.org' };
let count = 0;

function commit(message: string, changes: Partial<Commit> = {}): Commit {
  count += 1;
  const sha = String(count).padStart(40, '0');
  return {
    sha,
    parents: [],
    author: person,
    committer: person,
    authoredAt: '2026-01-01T00:00:00Z',
    message,
    ...changes,
  };
}

function pullRequest(changes: Partial<PullRequest>): PullRequest {
  const author: Account = { login: 'ada', id: 7, type: 'User' };
  return {
    repository: 'acme/shop',
    number: 1,
    title: 'Fix',
    body: '',
    author,
    labels: [],
    headRef: 'fix',
    baseRef: 'main',
    draft: false,
    ...changes,
  };
}

const ofMessage = (message: string) => readProvenance({ commits: [commit(message)], pullRequest: null });
const ofTrailer = (trailer: string) => ofMessage(`Add export\n\nWhy it is so.\n\n${trailer}\n`);
const ofBody = (body: string) => readProvenance({ commits: [], pullRequest: pullRequest({ body }) });
const ofBranch = (headRef: string) => readProvenance({ commits: [], pullRequest: pullRequest({ headRef }) });
const ofAuthor = (name: string, email: string) =>
  readProvenance({ commits: [commit('Fix', { author: { name, email } })], pullRequest: null });
const ofAccount = (author: Account) => readProvenance({ commits: [], pullRequest: pullRequest({ author }) });

function expectAssisted(provenance: Provenance, tools: readonly string[], models: readonly string[] = []): void {
  expect(provenance).toMatchObject({ verdict: 'assisted', tools, models });
}

describe('trailers', () => {
  it.each([
    ['Co-Authored-By: Claude Opus 4.6 <noreply@anthropic.com>', 'claude-code', ['Claude Opus 4.6']],
    [
      'Co-Authored-By: Claude Sonnet 4.5 (1M context) <noreply@anthropic.com>',
      'claude-code',
      ['Claude Sonnet 4.5 (1M context)'],
    ],
    ['Co-Authored-By: Claude 3.5 Sonnet <noreply@anthropic.com>', 'claude-code', ['Claude 3.5 Sonnet']],
    ['Co-Authored-By: Claude <noreply@anthropic.com>', 'claude-code', []],
    ['co-authored-by: claude noreply@anthropic.com', 'claude-code', []],
    ['Co-Authored-By: Claude Code 2.1.1 / Claude Opus 4.7 <noreply@anthropic.com>', 'claude-code', ['Claude Opus 4.7']],
    ['Signed-off-by: Claude <noreply@anthropic.com>', 'claude-code', []],
    ['Claude-Session: https://claude.ai/code/session_01AbCdEf', 'claude-code', []],
    ['Co-authored-by: Copilot <223556219+Copilot@users.noreply.github.com>', 'github-copilot', []],
    ['Co-authored-by: Copilot <175728472+Copilot@users.noreply.github.com>', 'github-copilot', []],
    ['Co-authored-by: GitHub Copilot <copilot@github.com>', 'github-copilot', []],
    [
      'Co-authored-by: Copilot Autofix powered by AI <62310815+github-advanced-security[bot]@users.noreply.github.com>',
      'github-copilot',
      [],
    ],
    [
      'Agent-Logs-Url: https://github.com/acme/shop/sessions/0b2f6a1c-0000-4000-8000-000000000000',
      'github-copilot',
      [],
    ],
    ['Copilot-Session: 0b2f6a1c-0000-4000-8000-000000000000', 'github-copilot', []],
    ['Co-authored-by: Cursor Agent <cursoragent@cursor.com>', 'cursor', []],
    ['Made-with: Cursor', 'cursor', []],
    ['Co-authored-by: Codex <noreply@openai.com>', 'openai-codex', []],
    [
      'Co-authored-by: chatgpt-codex-connector[bot] <199175422+chatgpt-codex-connector[bot]@users.noreply.github.com>',
      'openai-codex',
      [],
    ],
    [
      'Co-authored-by: devin-ai-integration[bot] <158243242+devin-ai-integration[bot]@users.noreply.github.com>',
      'devin',
      [],
    ],
    ['Assisted-by: Claude:claude-opus-4 coccinelle sparse', 'claude-code', ['claude-opus-4']],
    ['Assisted-by: Codex:gpt-5.2 [clang-tidy]', 'openai-codex', ['gpt-5.2']],
    ['Assisted-by: GitHub Copilot', 'github-copilot', []],
    [
      'Generated-by: Claude Sonnet 4.6 following [the guidelines](https://example.org)',
      'claude-code',
      ['Claude Sonnet 4.6'],
    ],
    ['AI-assisted: yes, Cursor', 'cursor', []],
  ] as const)('of a tool: %s', (trailer, tool, models) => {
    expectAssisted(ofTrailer(trailer), [tool], models);
  });

  it.each([
    'Assisted-by: Olmo:olmo-3',
    'AI-assisted: yes',
    'AI-generated: partly',
    'Generated-by: GPT-4o',
    'Generated-by: Codestral',
  ])('of a tool that has no table: %s', (trailer) => {
    expect(ofTrailer(trailer)).toMatchObject({ verdict: 'assisted', tools: [] });
  });

  it.each([
    'Assisted-by: Jane <jane@example.org>',
    'Assisted-by: Jane Doe',
    'Assisted-by: Claude',
    'Assisted-by: Devin',
    'Assisted-by: Claude Dupont <claude@example.org>',
    'Assisted-by: https://example.org/thread',
    'Assisted-by: Jane: for the idea',
    'Generated-by: protoc 3.21',
    'Generated-by: openapi-generator:7.1',
    'Co-authored-by: Claude Dupont <claude.dupont@example.org>',
    'Co-authored-by: Devin Miller <devin@example.org>',
    'Co-authored-by: Cursor <cursor@example.org>',
    'Co-authored-by: Jo <jo@anthropic.com>',
    'Co-authored-by: Jo <jo@openai.com>',
    'Co-authored-by: Jo <jo@cursor.com>',
    'Co-authored-by: Copilot <1+Copilot@users.noreply.github.com>',
    'Co-authored-by: Security <62310815+github-advanced-security[bot]@users.noreply.github.com>',
    'Reviewed-by: Claude <noreply@anthropic.com>',
    'Co-authored-by: unknown <>',
    'Made-with: love',
    'AI-assisted: n/a',
    'AI-assisted: <tool>',
    'Tool: Cursor',
  ])('of people and other things: %s', (trailer) => {
    expect(ofTrailer(trailer)).toMatchObject({ verdict: 'no-evidence', tools: [], models: [] });
  });

  it('are found where git does not look: indented, before a machine block, several in a squash', () => {
    const trailer = 'Co-Authored-By: Claude <noreply@anthropic.com>';
    expectAssisted(ofMessage(`Fix\n\nBody.\n\n    ${trailer}\n`), ['claude-code']);
    expectAssisted(ofMessage(`Fix\n\n${trailer}\n\n=== Do not change ===\n{\n "cmd": "fmt"\n}\n`), ['claude-code']);
    const squash = `Feature (#12)\n\n* one\n\n${trailer}\n\n* two\n\nCo-authored-by: Cursor <cursoragent@cursor.com>\n\n---------\n\nCo-authored-by: Jane <jane@example.org>\n`;
    expectAssisted(ofMessage(squash), ['claude-code', 'cursor']);
    expectAssisted(ofMessage(`Fix\r\n\r\n${trailer}\r\n`), ['claude-code']);
  });

  it('are no evidence where a message quotes or shows them', () => {
    const trailer = 'Co-Authored-By: Claude <noreply@anthropic.com>';
    expect(ofMessage(`Document trailers\n\n> ${trailer}\n\nSee above.\n`).verdict).toBe('no-evidence');
    expect(ofMessage(`Document trailers\n\n\`\`\`\n${trailer}\n\`\`\`\n\nSee above.\n`).verdict).toBe('no-evidence');
    expect(ofMessage(`Document trailers\n\nThe tool writes this:\n\n    ${trailer}\n\nSee above.\n`).verdict).toBe(
      'no-evidence',
    );
    expect(ofMessage(`Document "${trailer}"\n\nAbout the line ${trailer} in messages.\n`).verdict).toBe('no-evidence');
    expect(ofMessage(`Revert "Add ${trailer}"\n\nThis reverts commit 0123456.\n`).verdict).toBe('no-evidence');
  });
});

it('is read of every commit, however many there are', () => {
  const trailer = commit('Add export\n\nCo-Authored-By: Claude <noreply@anthropic.com>\n');
  const commits = [trailer, ...Array.from({ length: 400 }, () => commit('Fix'))];
  expect(readProvenance({ commits, pullRequest: null })).toMatchObject({ verdict: 'assisted', tools: ['claude-code'] });
});

describe('authors and committers', () => {
  it.each([
    ['Claude', 'noreply@anthropic.com', 'claude-code'],
    ['Claude Opus 5 (1M context)', 'NoReply@Anthropic.com', 'claude-code'],
    ['copilot-swe-agent[bot]', '198982749+Copilot@users.noreply.github.com', 'github-copilot'],
    ['cursor[bot]', '206951365+cursor[bot]@users.noreply.github.com', 'cursor'],
    ['Codex', 'codex@openai.com', 'openai-codex'],
    ['Devin AI', '158243242+devin-ai-integration[bot]@users.noreply.github.com', 'devin'],
  ])('%s <%s> is %s', (name, email, tool) => {
    expect(ofAuthor(name, email)).toMatchObject({ verdict: 'assisted', tools: [tool] });
  });

  it.each([
    ['Claude Dupont', 'claude@example.org'],
    ['Claude', 'claude@example.org'],
    ['Claude Bot', 'claude@bots.example.org'],
    ['Devin Example', 'devin.example@example.org'],
    ['Julian Cursor', 'jules@example.org'],
    ['Sylvain Rabot', 'sylvain@example.org'],
    ['Aidan', 'ai@example.org'],
    ['Someone', 'someone@anthropic.com'],
    ['Someone', '12+copilot-fan@users.noreply.github.com'],
    ['codex', 'codex@example.com'],
    ['', ''],
    ['aicoder', 'aicoder@'],
  ])('%s <%s> is nobody but a person', (name, email) => {
    expect(ofAuthor(name, email)).toMatchObject({ verdict: 'no-evidence', tools: [] });
  });

  it('say little when an agent only committed', () => {
    const committer = { name: 'Devin AI', email: '158243242+devin-ai-integration[bot]@users.noreply.github.com' };
    const rebased = [commit('Fix', { committer })];
    expect(readProvenance({ commits: rebased, pullRequest: null })).toMatchObject({
      verdict: 'no-evidence',
      tools: [],
    });
    const onItsBranch = readProvenance({ commits: rebased, pullRequest: pullRequest({ headRef: 'devin/fix' }) });
    expectAssisted(onItsBranch, ['devin']);
  });

  it('tell known bots that are not AI', () => {
    const bot = { name: 'dependabot[bot]', email: '49699333+dependabot[bot]@users.noreply.github.com' };
    const provenance = readProvenance({
      commits: [
        commit('Bump cursor-agent from 1 to 2\n\nSigned-off-by: dependabot[bot] <support@github.com>', { author: bot }),
      ],
      pullRequest: pullRequest({
        author: { login: 'dependabot[bot]', id: 49699333, type: 'Bot' },
        headRef: 'dependabot/npm/claude-2',
      }),
    });
    expect(provenance).toMatchObject({ verdict: 'no-evidence', tools: [] });
    expect(provenance.signals.map(({ says, tool, source }) => [says, tool, source.kind])).toEqual([
      ['automation', 'dependabot', 'pull-request-author'],
      ['automation', 'dependabot', 'commit'],
    ]);
  });

  it('are not asked about notes that git commits by itself', () => {
    const codex = { name: 'Codex', email: 'codex@openai.com' };
    const notes = commit('Merged notes from refs/notes/review/origin into refs/notes/review', { author: codex });
    expect(readProvenance({ commits: [notes], pullRequest: null }).verdict).toBe('no-evidence');
  });
});

describe('the account that opened the pull request', () => {
  it.each([
    [{ login: 'Copilot', id: 198982749, type: 'Bot' }, 'github-copilot'],
    [{ login: 'Copilot', id: null, type: 'Bot' }, 'github-copilot'],
    [{ login: 'claude[bot]', id: null, type: 'unknown' }, 'claude-code'],
    [{ login: 'renamed', id: 158243242, type: 'Bot' }, 'devin'],
  ] as const)('%j is %s', (account, tool) => {
    expectAssisted(ofAccount(account), [tool]);
  });

  it.each([
    { login: 'copilot', id: 5, type: 'User' },
    { login: 'cursor', id: null, type: 'unknown' },
    { login: 'claude', id: 9, type: 'User' },
    { login: 'some-app[bot]', id: 10, type: 'Bot' },
  ] as const)('%j is nobody known', (account) => {
    expect(ofAccount(account)).toMatchObject({ verdict: 'no-evidence', signals: [] });
  });
});

describe('branches', () => {
  it.each([
    ['claude/fix-issue-12-qWz7k', 'claude-code'],
    ['claude/review-hooks-Xk4TB', 'claude-code'],
    ['claude/investigate-k2f9s', 'claude-code'],
    ['claude/issue-7-20260101-1200', 'claude-code'],
    ['refs/heads/devin/1771599999-export', 'devin'],
    ['acme:devin/1771599999-export', 'devin'],
  ])('%s is a strong mark of %s', (branch, tool) => {
    expectAssisted(ofBranch(branch), [tool]);
  });

  it.each([
    'claude/fix-login',
    'claude/add-tests',
    'claude/bump-node20',
    'claude/upgrade-OAuth2',
    'claude/fix-GitHub',
    'claude/port-README',
    'codex/coverage',
    'cursor/blink',
    'copilot/x',
    'devin/fix',
  ])('%s is a weak one, which alone says nothing', (branch) => {
    const provenance = ofBranch(branch);
    expect(provenance).toMatchObject({ verdict: 'no-evidence', tools: [] });
    expect(provenance.signals).toMatchObject([{ strength: 'weak', says: 'assisted', source: { kind: 'branch' } }]);
  });

  it.each([
    'feat/claude-presets',
    'cursor-extension',
    'fix/codex-name',
    'ada/devin/1771599999-x',
    'agent/review',
    'dependabot/npm/devin-1',
  ])('%s is none', (branch) => {
    expect(ofBranch(branch).signals).toEqual([]);
  });

  it('that are weak count beside a declaration that names no tool', () => {
    const provenance = readProvenance({
      commits: [commit('Fix\n\nAI-assisted: yes\n')],
      pullRequest: pullRequest({ headRef: 'codex/coverage' }),
    });
    expectAssisted(provenance, ['openai-codex']);
  });
});

describe('bodies of pull requests', () => {
  const uuid = '0b2f6a1c-0000-4000-8000-000000000000';
  it.each([
    ['🤖 Generated with [Claude Code](https://claude.com/claude-code)', 'claude-code'],
    ['Generated with [Claude Code](https://claude.ai/code)', 'claude-code'],
    ['https://claude.ai/code/session_01AbCdEfGh', 'claude-code'],
    ['Made with [Cursor](https://cursor.com)', 'cursor'],
    [
      `<a href="https://cursor.com/background-agent?bcId=bc-${uuid}&amp;cursor_ref=pr_footer"><img src="x"></a>`,
      'cursor',
    ],
    [`<div><a href='https://cursor.com/agents/bc-${uuid}'>Open</a></div>`, 'cursor'],
    ['------\n[Codex Task](https://chatgpt.com/codex/tasks/task_e_0123456789abcdef0123456789abcdef)', 'openai-codex'],
    [
      'Link to Devin session: https://app.devin.ai/sessions/0123456789abcdef0123456789abcdef\nRequested by: @ada',
      'devin',
    ],
    ['Link to Devin session:\n\nhttps://app.devin.ai/sessions/0123456789abcdef0123456789abcdef.', 'devin'],
    ['Co-authored-by: Codex <codex@openai.com>', 'openai-codex'],
    ['### Was this authored using generative AI tooling?\nGenerated-by: Claude (Claude Sonnet 4.6)', 'claude-code'],
    ['<details><summary>Log</summary>\n\nMade with [Cursor](https://cursor.com)\n\n</details>', 'cursor'],
  ])('with the mark %j', (mark, tool) => {
    expect(ofBody(`## Summary\n\nAdds the export.\n\n${mark}\n`)).toMatchObject({ verdict: 'assisted', tools: [tool] });
    expect(ofBody(mark.replaceAll('\n', '\r\n'))).toMatchObject({ verdict: 'assisted', tools: [tool] });
  });

  it.each([
    ['a mention', 'Cursor and Claude Code read `AGENTS.md`, so add one.'],
    ['a footer in code', 'It appends `🤖 Generated with [Claude Code](https://claude.com/claude-code)`.'],
    ['a footer in a fence', '```\n🤖 Generated with [Claude Code](https://claude.com/claude-code)\n```'],
    ['a footer in an unclosed fence', '```\nMade with [Cursor](https://cursor.com)'],
    ['a footer in a quote', '> 🤖 Generated with [Claude Code](https://claude.com/claude-code)'],
    ['a footer in a comment', '<!--\n🤖 Generated with [Claude Code](https://claude.com/claude-code)\n-->'],
    ['a footer struck out', '~~Generated with [Claude Code](https://claude.com/claude-code)~~'],
    ['a footer as an example', 'The footer reads:\n\n🤖 Generated with [Claude Code](https://claude.com/claude-code)'],
    ['a footer in HTML that quotes', '<blockquote>\n\nMade with [Cursor](https://cursor.com)\n\n</blockquote>'],
    ['a footer in preformatted text', '<pre>\nCo-authored-by: Codex &lt;codex@openai.com&gt;\n</pre>'],
    [
      'a footer in a sentence',
      'We no longer append Generated with [Claude Code](https://claude.com/claude-code) to it.',
    ],
    ['the words without the link', 'Made with Cursor'],
    ['a review badge', '[review](https://app.devin.ai/review/acme/shop/1)'],
    ['an example link', '<a href="https://cursor.com/agents/example">Open</a>'],
    ['a home page', 'See https://claude.ai/code and https://chatgpt.com/codex'],
    ['a trailer in a comment', '<!-- Generated-by: Claude -->'],
    ['an unticked box with a footer', '- [ ] Generated with [Claude Code](https://claude.com/claude-code)'],
    ['a tool that is the subject', '## AI tools\n\nThe importer was written for Claude and used with Copilot.'],
  ])('with %s are no evidence', (_, body) => {
    expect(ofBody(body)).toMatchObject({ verdict: 'no-evidence', tools: [] });
  });

  it('are read without the indentation that all of it has', () => {
    const pasted = '    - tests pass\n    ------\n    https://chatgpt.com/codex/tasks/task_e_0123456789abcdef\n';
    expectAssisted(ofBody(pasted), ['openai-codex']);
  });

  it('name the line that they were read from', () => {
    const body = 'Summary\n\n- one\n- two\n\nMade with [Cursor](https://cursor.com)\n';
    expect(ofBody(body).signals).toMatchObject([
      { source: { kind: 'pull-request-body', line: 6 }, text: 'Made with Cursor' },
    ]);
  });
});

describe('what it amounts to', () => {
  const claude = commit('Fix\n\nCo-Authored-By: Claude <noreply@anthropic.com>\n');
  const denial = '- [x] No AI tools were used for this change.';

  it('is nothing where nothing is said, and never undeclared', () => {
    expect(readProvenance({ commits: [], pullRequest: null })).toEqual({
      verdict: 'no-evidence',
      tools: [],
      models: [],
      signals: [],
      lines: null,
      notRead: [],
    });
  });

  it('is a denial, or a contradiction where a mark is beside it', () => {
    expect(ofBody(denial).verdict).toBe('denied');
    const both = readProvenance({ commits: [claude], pullRequest: pullRequest({ body: denial }) });
    expect(both).toMatchObject({ verdict: 'contradicted', tools: ['claude-code'] });
    expect(both.signals.map((signal) => signal.says)).toEqual(['denied', 'assisted']);
  });

  it('takes a denial in a commit for that commit', () => {
    const denying = commit('Fix\n\nAI-assisted: no\n');
    expect(readProvenance({ commits: [denying], pullRequest: null }).verdict).toBe('denied');
    expect(readProvenance({ commits: [denying, commit('Other')], pullRequest: null }).verdict).toBe('no-evidence');
    expect(readProvenance({ commits: [denying, claude], pullRequest: null }).verdict).toBe('assisted');
    const self = commit('Fix\n\nAI-assisted: no\nCo-Authored-By: Claude <noreply@anthropic.com>\n');
    expect(readProvenance({ commits: [self], pullRequest: null }).verdict).toBe('contradicted');
  });

  it('does not change with what is added to deny it', () => {
    const weights = { 'no-evidence': 0, denied: 0, undeclared: 0, assisted: 1, contradicted: 1 };
    for (const body of ['', denial, 'No AI was used.', '- [x] AI tools were used: Cursor', 'words']) {
      const without = readProvenance({ commits: [], pullRequest: pullRequest({ body }) });
      const more = readProvenance({ commits: [claude], pullRequest: pullRequest({ body }) });
      expect(weights[more.verdict]).toBe(1);
      expect(weights[more.verdict]).toBeGreaterThanOrEqual(weights[without.verdict]);
    }
  });

  it('shows short texts in which nothing takes effect', () => {
    const long = `Assisted-by: Claude:opus ${'x'.repeat(1_000)}`;
    const hostile = 'AI-assisted: yes \u001b[31m\u202Eevil\u2066 ';
    for (const signal of [...ofTrailer(long).signals, ...ofTrailer(hostile).signals]) {
      expect(Array.from(signal.text).length).toBeLessThanOrEqual(200);
      expect(signal.text).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    }
    expect(ofTrailer(hostile).signals).toHaveLength(1);
  });

  it('keeps at most 500 signals, and counts them all', () => {
    const commits = Array.from({ length: 600 }, () =>
      commit('Fix\n\nCo-Authored-By: Claude <noreply@anthropic.com>\n'),
    );
    const last = commit('Fix\n\nMade-with: Cursor\n');
    const provenance = readProvenance({ commits: [...commits, last], pullRequest: null });
    expect(provenance.signals).toHaveLength(500);
    expect(provenance.tools).toEqual(['claude-code', 'cursor']);
  });
});

describe('hostile text', () => {
  it.each([
    ['lines', 'a\n'.repeat(500_000)],
    ['one line', 'Co-authored-by: '.repeat(200_000)],
    ['angles', `Co-authored-by: ${'<'.repeat(1_000_000)}`],
    ['links', '[a](https://example.org/'.repeat(100_000)],
    ['dashes', `${'a-'.repeat(500_000)}: x`],
  ])('in a message takes moderate time: %s', (_, text) => {
    readProvenance({ commits: [commit(`x\n\n${text}`)], pullRequest: null });
  });

  it.each([
    ['quotes', '>'.repeat(200_000)],
    ['brackets', '['.repeat(200_000)],
    ['tags', '<a '.repeat(80_000)],
    ['open comments', '<!--'.repeat(60_000)],
    ['emphasis', '*a '.repeat(80_000)],
    ['boxes', '- [x] AI tools were used:\n'.repeat(10_000)],
    ['nested lists', Array.from({ length: 500 }, (_, depth) => `${' '.repeat(depth * 2)}- a`).join('\n')],
  ])('in a body takes moderate time: %s', (_, body) => {
    ofBody(body);
  });

  it('of names that objects have by birth is text', () => {
    expect(ofTrailer('__proto__: constructor\nconstructor: toString').verdict).toBe('no-evidence');
  });
});
