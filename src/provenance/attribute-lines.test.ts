import { describe, expect, it } from '@jest/globals';
import type { FileChange } from '#domain/change.ts';
import type { BlamedLines, Commit, Lineage, PullRequest } from '#domain/snapshot.ts';
import { asksWhoBroughtLines, provenanceWithLines } from './read-provenance.ts';

const ADA = { name: 'Ada Example', email: 'ada@example.org' };
const [HAND, MADE] = ['a'.repeat(40), 'b'.repeat(40)] as const;

function commit(sha: string, message: string): Commit {
  return { sha, parents: [], author: ADA, committer: ADA, authoredAt: '2030-01-01T00:00:00Z', message };
}

const COMMITS = [commit(HAND, 'By hand\n'), commit(MADE, 'Add\n\nCo-Authored-By: Claude <noreply@anthropic.com>\n')];
const NONE: Lineage = { blame: null, notes: new Map(), traces: null, notRead: [] };

function change(path: string, start: number, end: number): FileChange {
  const head = { path, oid: 'c'.repeat(40), kind: 'file', executable: false } as const;
  return { status: 'added', base: null, head, hunks: [{ base: { start: 1, end: 0 }, head: { start, end } }] };
}

function blamed(start: number, count: number, sha: string, line = start): BlamedLines {
  return { start, count, commit: sha, path: 'a.ts', line };
}

const BLAME = new Map([['a.ts', [blamed(1, 4, HAND), blamed(5, 6, MADE, 1)]]]);

function read(lineage: Partial<Lineage>, commits: readonly Commit[] = COMMITS, pullRequest: PullRequest | null = null) {
  const input = { commits, pullRequest, changes: [change('a.ts', 1, 10)], lineage: { ...NONE, ...lineage } };
  return { ...provenanceWithLines(input), asks: asksWhoBroughtLines(input) };
}

describe('added lines', () => {
  it('come from the commits that brought them', () => {
    const { provenance, originAt, asks } = read({ blame: BLAME });
    expect(asks).toBe(true);
    expect(provenance.lines).toEqual({
      unit: 'lines',
      total: 10,
      byTool: { 'claude-code': 6 },
      handWritten: 4,
      undetermined: 0,
    });
    expect(originAt('a.ts', 4)).toEqual({ kind: 'hand-written', tools: [], commit: HAND });
    expect(originAt('a.ts', 5)).toEqual({ kind: 'assisted', tools: ['claude-code'], commit: MADE });
    expect([originAt('a.ts', 11), originAt('b.ts', 1)]).toEqual([null, null]);
  });

  it('need no question where all commits say the same', () => {
    const { provenance, originAt, asks } = read({}, COMMITS.slice(1));
    expect(asks).toBe(false);
    expect(provenance.lines).toMatchObject({ unit: 'lines', total: 10, byTool: { 'claude-code': 10 } });
    expect(originAt('a.ts', 3)).toEqual({ kind: 'assisted', tools: ['claude-code'], commit: MADE });
    expect(read({}, COMMITS.slice(0, 1)).provenance.lines).toMatchObject({ byTool: {}, handWritten: 10 });
  });

  it('are told by commit where there are too many', () => {
    const { provenance, originAt } = read({ blame: null });
    expect(provenance.lines).toEqual({
      unit: 'commits',
      total: 2,
      byTool: { 'claude-code': 1 },
      handWritten: 1,
      undetermined: 0,
    });
    expect(originAt('a.ts', 5)).toBeNull();
  });

  it('are nobody’s by hand in a change that says that AI took part', () => {
    const about = {
      repository: null,
      number: null,
      title: '',
      author: null,
      labels: [],
      headRef: 'x',
      baseRef: 'main',
    };
    const pullRequest = { ...about, draft: false, body: '## AI disclosure\n\nI used Codex for the tests.' };
    const { provenance, originAt } = read({ blame: BLAME }, COMMITS, pullRequest);
    expect(provenance.lines).toMatchObject({ byTool: { 'claude-code': 6 }, handWritten: 0, undetermined: 4 });
    expect(originAt('a.ts', 1)?.kind).toBe('undetermined');
  });

  it('of which a tool keeps a record are its own, whatever the commit says', () => {
    const metadata = JSON.stringify({ prompts: { s1: { agent_id: { tool: 'cursor', model: 'some-model' } } } });
    const notes = new Map([[HAND, `a.ts\n  s1 2-3\n---\n${metadata}`]]);
    const { provenance, originAt, asks } = read({ blame: BLAME, notes });
    expect(asks).toBe(true);
    expect(provenance).toMatchObject({ verdict: 'assisted', tools: ['claude-code', 'cursor'] });
    expect(provenance.lines).toMatchObject({ byTool: { 'claude-code': 6, cursor: 2 }, handWritten: 2 });
    expect(originAt('a.ts', 2)).toEqual({ kind: 'assisted', tools: ['cursor'], commit: HAND });
    expect(provenance.signals).toContainEqual(
      expect.objectContaining({ source: { kind: 'note', sha: HAND }, tool: 'cursor' }),
    );
  });

  it('that a record says a person wrote stay what their commit says', () => {
    const notes = new Map([[MADE, 'a.ts\n  h_1 1-6\n---\n{"humans":{"h_1":{"author":"Ada Example"}}}']]);
    expect(read({ blame: BLAME, notes }).provenance.lines).toMatchObject({ byTool: { 'claude-code': 6 } });
  });

  it('that a record claims and nobody added count for nothing', () => {
    const metadata = JSON.stringify({ prompts: { s1: { agent_id: { tool: 'cursor' } } } });
    const notes = new Map([[HAND, `a.ts\n  s1 900-999\ngone.ts\n  s1 1\n---\n${metadata}`]]);
    expect(read({ blame: BLAME, notes }).provenance.lines).toMatchObject({
      byTool: { 'claude-code': 6 },
      handWritten: 4,
    });
  });

  it('of traces count for the commits of the change alone', () => {
    const files = [
      { path: 'a.ts', conversations: [{ contributor: { type: 'ai' }, ranges: [{ start_line: 1, end_line: 1 }] }] },
    ];
    const trace = (revision: string) =>
      JSON.stringify({ version: '0.1.0', vcs: { revision }, tool: { name: 'amp' }, files });
    const { provenance } = read({ blame: BLAME, traces: `${trace(HAND)}\n${trace('f'.repeat(40))}\nnone` });
    expect(provenance.lines).toMatchObject({ byTool: { amp: 1, 'claude-code': 6 }, handWritten: 3 });
    expect(provenance.signals.filter(({ source }) => source.kind === 'trace')).toHaveLength(1);
    expect(provenance.notRead).toEqual([{ source: { kind: 'trace', line: 3 }, reason: 'It is no trace record.' }]);
  });

  it('of nothing committed are not attributed', () => {
    expect(read({ blame: null }, []).provenance.lines).toBeNull();
  });
});

describe('what could not be read', () => {
  it('is said', () => {
    const notes = new Map([[HAND, 'no note']]);
    const long = commit('d'.repeat(40), `Add\n\n${'x'.repeat(300_000)}\n\nMade-with: Cursor\n`);
    const { provenance } = read({ notes, notRead: [{ source: { kind: 'trace', line: 1 }, reason: 'gone' }] }, [long]);
    expect(provenance.notRead.map(({ source }) => source.kind)).toEqual(['commit', 'trace', 'note']);
    expect(provenance.tools).toEqual(['cursor']);
  });
});
