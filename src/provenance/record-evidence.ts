/** Records that tools keep of their own work, as evidence: one for each tool and commit, or each tool and trace. */
import type { NotRead, SignalSource } from '#domain/provenance.ts';
import type { Lineage } from '#domain/snapshot.ts';
import { readTraces, type TraceRecord } from './agent-trace.ts';
import type { Evidence } from './evidence.ts';
import { readGitAiNote } from './git-ai-note.ts';
import type { RecordedLines } from './machine-record.ts';
import { recordedTool } from './record-tools.ts';
import { quotable } from './text-line.ts';

export interface Records {
  readonly evidence: readonly Evidence[];
  readonly notRead: readonly NotRead[];
  /** Lines by the commit that they are of; null: of the head. */
  readonly byCommit: ReadonlyMap<string | null, readonly RecordedLines[]>;
}

/** @param shas of the range; a trace of another commit says nothing about this change */
export function readRecords(lineage: Lineage, shas: ReadonlySet<string>): Records {
  const evidence: Evidence[] = [];
  const notRead: NotRead[] = [...lineage.notRead];
  const byCommit = new Map<string | null, RecordedLines[]>();
  const keep = (commit: string | null, lines: readonly RecordedLines[], source: SignalSource): void => {
    byCommit.set(commit, [...(byCommit.get(commit) ?? []), ...lines]);
    evidence.push(...evidenceOf(lines, source));
  };
  for (const [sha, text] of lineage.notes) {
    const read = readGitAiNote(text);
    const source = { kind: 'note', sha } as const;
    if (read.kind === 'read') keep(sha, read.lines, source);
    else notRead.push({ source, reason: read.reason });
  }
  if (lineage.traces !== null) {
    const traces = readTraces(lineage.traces);
    for (const record of traces.records) {
      if (isOfRange(record, shas)) keep(record.revision, record.files, { kind: 'trace', line: record.line });
    }
    notRead.push(...traces.notRead.map(({ line, reason }) => ({ source: { kind: 'trace', line } as const, reason })));
  }
  return { evidence, notRead, byCommit };
}

/** A trace is written before its commit is made: it names the commit or the one before. */
function isOfRange({ revision }: TraceRecord, shas: ReadonlySet<string>): boolean {
  return revision !== null && shas.has(revision);
}

function evidenceOf(lines: readonly RecordedLines[], source: SignalSource): Evidence[] {
  const seen = new Map<string, Evidence>();
  for (const { tool: name, model, assisted, path } of lines) {
    if (!assisted) continue;
    const tool = recordedTool(name);
    const id = `${tool ?? ''}\0${model ?? ''}`;
    if (seen.has(id)) continue;
    const where = path === '' ? '' : `: ${path}`;
    const text = quotable(`${name ?? 'a tool'}${model === null ? '' : ` (${model})`}${where}`);
    const common = { says: 'assisted', strength: 'declared', source, text, sort: 'record' } as const;
    seen.set(id, { ...common, tool, model: model === null ? null : quotable(model) });
  }
  return [...seen.values()];
}
