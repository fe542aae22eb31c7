import { describe, expect, it } from '@jest/globals';
import { readGitAiNote } from './git-ai-note.ts';

const META = {
  schema_version: 'authorship/3.0.0',
  base_commit_sha: 'a'.repeat(40),
  prompts: { '0badc0de12345678': { agent_id: { tool: 'cursor', id: 'x', model: 'some-model-4' } } },
  sessions: { s_1: { agent_id: { tool: 'claude', model: 'some-model-5' } } },
  humans: { h_12: { author: 'Ada Example' } },
};
const note = (attestations: string, metadata: unknown = META) =>
  `${attestations}\n---\n${JSON.stringify(metadata, null, 2)}`;

describe('notes of git-ai', () => {
  it('say which session wrote which lines, and which tool it was', () => {
    const text = note('src/a.ts\n  0badc0de12345678 1-3,7\n  h_12 4-6\n"src/b c.ts"\n  s_1::t_2 2');
    expect(readGitAiNote(text)).toEqual({
      kind: 'read',
      lines: [
        {
          path: 'src/a.ts',
          ranges: [
            { start: 1, end: 3 },
            { start: 7, end: 7 },
          ],
          tool: 'cursor',
          model: 'some-model-4',
          assisted: true,
        },
        { path: 'src/a.ts', ranges: [{ start: 4, end: 6 }], tool: null, model: null, assisted: false },
        { path: 'src/b c.ts', ranges: [{ start: 2, end: 2 }], tool: 'claude', model: 'some-model-5', assisted: true },
      ],
    });
  });

  it('that are metadata alone name the tools', () => {
    const read = readGitAiNote(JSON.stringify({ schema_version: 'authorship/2.0.0', prompts: META.prompts }));
    expect(read).toMatchObject({ kind: 'read', lines: [{ path: '', tool: 'cursor', ranges: [] }] });
  });

  it('pass over what is not understood', () => {
    const text = note('a.ts\n  0badc0de12345678 9-3,x,0,5\n  nonsense\n\tunknown 8\n__proto__\n  constructor 1', {
      prompts: META.prompts,
    });
    expect(readGitAiNote(text)).toMatchObject({
      kind: 'read',
      lines: [
        { path: 'a.ts', ranges: [{ start: 5, end: 5 }], tool: 'cursor' },
        { path: 'a.ts', ranges: [{ start: 8, end: 8 }], tool: null, assisted: true },
        { path: '__proto__', ranges: [{ start: 1, end: 1 }], tool: null },
      ],
    });
  });

  it.each([
    ['prose', 'Reviewed by Ada.'],
    ['broken JSON', 'a.ts\n  s_1 1\n---\n{'],
    ['other JSON', '[1, 2]'],
    ['too long a text', 'x'.repeat(5_000_000)],
    ['too many ranges', note(`a.ts\n${'  s_1 1,3,5,7,9\n'.repeat(20_000)}`)],
  ])('are not read where they are %s', (_, text) => {
    expect(readGitAiNote(text).kind).toBe('not-read');
  });
});
