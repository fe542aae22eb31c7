import { describe, expect, it } from '@jest/globals';
import { historyByMonth } from './history.ts';

const ADA = { name: 'Ada Example', email: 'ada@example.org' };
const sized = (authoredAt: string, trailer: string, added: number) => ({
  commit: { sha: 'a'.repeat(40), parents: [], author: ADA, committer: ADA, authoredAt, message: `Add\n\n${trailer}\n` },
  added,
});

describe('a history by month', () => {
  it('counts commits and lines by tool, and nobody', () => {
    const months = historyByMonth([
      sized('2030-02-01T00:30:00+02:00', 'Made-with: Cursor', 10),
      sized('2030-02-03T00:00:00Z', 'Signed-off-by: Ada Example <ada@example.org>', 5),
      sized('2030-02-04T00:00:00Z', 'AI-assisted: yes', 2),
      sized('2030-02-05T00:00:00Z', 'Co-Authored-By: Claude <noreply@anthropic.com>', 3),
      sized('soon', '', 1),
    ]);
    expect(months).toEqual([
      { month: '2030-01', commits: 1, assistedCommits: 1, addedLines: 10, byTool: { cursor: 10 } },
      { month: '2030-02', commits: 3, assistedCommits: 2, addedLines: 10, byTool: { 'claude-code': 3, unnamed: 2 } },
      { month: 'unknown', commits: 1, assistedCommits: 0, addedLines: 1, byTool: {} },
    ]);
    expect(JSON.stringify(months)).not.toContain('Ada');
  });
});
