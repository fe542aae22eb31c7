import { describe, expect, it } from '@jest/globals';
import { readTraces } from './agent-trace.ts';

const record = (changes: object = {}) =>
  JSON.stringify({
    ...{ version: '0.1.0', id: '0badc0de-0000-4000-8000-000000000000', timestamp: '2030-01-01T00:00:00Z' },
    vcs: { type: 'git', revision: 'a'.repeat(40) },
    tool: { name: 'claude-code', version: '2.1.0' },
    files: [
      {
        path: 'src/a.ts',
        conversations: [
          { contributor: { type: 'ai', model_id: 'acme/some-model-5' }, ranges: [{ start_line: 1, end_line: 4 }] },
          { contributor: { type: 'human' }, ranges: [{ start_line: 9, end_line: 9 }] },
        ],
      },
    ],
    ...changes,
  });

describe('agent traces', () => {
  it('say which lines an agent wrote at which commit', () => {
    expect(readTraces(`${record()}\n\n`)).toEqual({
      records: [
        {
          line: 1,
          revision: 'a'.repeat(40),
          files: [
            {
              path: 'src/a.ts',
              ranges: [{ start: 1, end: 4 }],
              tool: 'claude-code',
              model: 'acme/some-model-5',
              assisted: true,
            },
            { path: 'src/a.ts', ranges: [{ start: 9, end: 9 }], tool: 'claude-code', model: null, assisted: false },
          ],
        },
      ],
      notRead: [],
    });
  });

  it('without what is optional are read', () => {
    const bare = JSON.stringify({
      files: [{ path: 'a', conversations: [{ ranges: [{ start_line: 2, end_line: 2 }] }] }],
    });
    expect(readTraces(bare).records).toMatchObject([
      { revision: null, files: [{ tool: null, model: null, assisted: true }] },
    ]);
    expect(readTraces(record({ files: [{ path: 'a' }] })).records).toMatchObject([{ files: [] }]);
  });

  it('that are none are said, line by line', () => {
    const { records, notRead } = readTraces(`{\n${record()}\n{"files": 3}\n"x"\n`);
    expect(records.map(({ line }) => line)).toEqual([2]);
    expect(notRead.map(({ line }) => line)).toEqual([1, 3, 4]);
  });

  it('of any size take bounded time', () => {
    const { records, notRead } = readTraces(`${'{"files":[]}\n'.repeat(30_000)}${'x'.repeat(5_000_000)}`);
    expect(records.length).toBeLessThanOrEqual(20_000);
    expect(notRead[0]?.reason).toContain('longer');
  });
});
