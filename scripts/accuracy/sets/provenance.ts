/**
 * provenance: commit messages, pull request bodies, identities and branch names, each read and labelled by hand. Every case
 * is read alone, as a change that has nothing but it; weak marks count in company only, so cases of theirs are told apart.
 */
import { z } from 'zod';
import type { Provenance } from '#domain/provenance.ts';
import type { Commit, Identity, PullRequest } from '#domain/snapshot.ts';
import { readProvenance, type ProvenanceInput } from '#provenance/read-provenance.ts';
import { TOOLS } from '#provenance/tools/all-tools.ts';
import type { Judgement, Outcome, SetRunner } from '../judgement.ts';

const expectation = z.object({
  assisted: z.union([z.boolean(), z.literal('unknown')]),
  tools: z.array(z.string()),
  models: z.array(z.string()),
  verdict: z.string(),
  strength: z.string().optional(),
});
const commitFields = z.object({
  author_name: z.string(),
  author_email: z.string(),
  committer_name: z.string(),
  committer_email: z.string(),
  author_date: z.string(),
});
const identityFields = z.object({
  name: z.string(),
  email: z.string(),
  role: z.enum(['author', 'co-author']),
  login: z.string().optional(),
});
const labelledText = z.discriminatedUnion('kind', [
  z.object({
    id: z.string(),
    kind: z.literal('commit'),
    text: z.string(),
    fields: commitFields,
    expected: expectation,
  }),
  z.object({ id: z.string(), kind: z.literal('pr_body'), text: z.string(), expected: expectation }),
  z.object({ id: z.string(), kind: z.literal('identity'), fields: identityFields, expected: expectation }),
  z.object({ id: z.string(), kind: z.literal('branch'), text: z.string(), expected: expectation }),
]);

type LabelledText = z.infer<typeof labelledText>;

/** Names of the set for what is one tool to us. */
const SAME_TOOL: ReadonlyMap<string, string> = new Map([
  ['claude', 'claude-code'],
  ['claude-agent-xcode', 'claude-code'],
]);

const KNOWN_TOOLS: ReadonlySet<string> = new Set(TOOLS.map(({ tool }) => tool));

const NOBODY: Identity = { name: 'Ada Example', email: 'ada@example.com' };
const MIDDAY = '2030-01-01T12:00:00Z';

export const runner: SetRunner = {
  async run(cases) {
    const judgements = cases.flatMap((one) => {
      const text = labelledText.parse(one);
      return judge(text, readProvenance(inputOf(text)));
    });
    return {
      judgements,
      notes: ['`tools` and `models`: named exactly as expected, or missed'],
    };
  },
};

function judge(one: LabelledText, provenance: Provenance): Judgement[] {
  const { expected, id } = one;
  const isAssisted = provenance.verdict === 'assisted' || provenance.verdict === 'contradicted';
  const tools = provenance.tools.length === 0 ? '' : ` (${provenance.tools.join(', ')})`;
  const detail = `${expected.verdict} expected, ${provenance.verdict}${tools} read`;
  const said = (group: string, outcome: Outcome): Judgement => ({ caseId: id, group, outcome, detail });
  if (expected.assisted === 'unknown') return [said('unknown', isAssisted ? 'wrong' : 'silent')];
  if (!expected.assisted) {
    const judgements = [said('not assisted', isAssisted ? 'wrong' : 'silent')];
    if (expected.verdict === 'denied')
      judgements.push(said('denied', provenance.verdict === 'denied' ? 'found' : 'missed'));
    return judgements;
  }
  if (expected.strength === 'weak') return [said('assisted, weak mark alone', isAssisted ? 'found' : 'missed')];
  if (expected.tools.some((tool) => !KNOWN_TOOLS.has(ourName(tool)))) {
    return [said('assisted, tools without a table', isAssisted ? 'found' : 'missed')];
  }
  const judgements = [said(`assisted, ${one.kind}`, isAssisted ? 'found' : 'missed')];
  if (expected.tools.length > 0) judgements.push(said('tools', sameSet(expected.tools.map(ourName), provenance.tools)));
  if (expected.models.length > 0) judgements.push(said('models', sameSet(expected.models, provenance.models)));
  return judgements;
}

function ourName(tool: string): string {
  return SAME_TOOL.get(tool) ?? tool;
}

function sameSet(expected: readonly string[], read: readonly string[]): Outcome {
  const wanted = new Set(expected);
  return wanted.size === new Set(read).size && read.every((one) => wanted.has(one)) ? 'found' : 'missed';
}

/** A change that has nothing but this text. */
function inputOf(one: LabelledText): ProvenanceInput {
  switch (one.kind) {
    case 'commit': {
      const { author_name, author_email, committer_name, committer_email } = one.fields;
      const author = { name: author_name, email: author_email };
      const committer = { name: committer_name, email: committer_email };
      return { commits: [commit(one.text, author, committer)], pullRequest: null };
    }
    case 'pr_body':
      return { commits: [], pullRequest: pullRequest({ body: one.text }) };
    case 'branch':
      return { commits: [], pullRequest: pullRequest({ headRef: one.text }) };
    case 'identity':
      return inputOfIdentity(one.fields);
  }
}

function inputOfIdentity({ name, email, role, login }: z.infer<typeof identityFields>): ProvenanceInput {
  const isAuthor = role === 'author';
  const message = isAuthor ? 'Change a thing\n' : `Change a thing\n\nCo-authored-by: ${name} <${email}>\n`;
  const author = isAuthor ? { name, email } : NOBODY;
  const commits = [commit(message, author, NOBODY)];
  if (login === undefined) return { commits, pullRequest: null };
  const type = /\[bot\]$/.test(login) || /\[bot\]$/.test(name) ? 'Bot' : 'User';
  return { commits, pullRequest: pullRequest({ author: { login, id: null, type } }) };
}

function commit(message: string, author: Identity, committer: Identity): Commit {
  return { sha: 'c'.repeat(40), parents: [], author, committer, authoredAt: MIDDAY, message };
}

function pullRequest(given: Partial<PullRequest>): PullRequest {
  const empty = { repository: null, number: null, title: '', body: '', author: null, labels: [] };
  return { ...empty, headRef: 'topic', baseRef: 'main', draft: false, ...given };
}
