/** The records of `git diff --raw -z`: which paths differ, and how. */
import type { ChangeStatus, EntryKind, FileVersion } from '#domain/change.ts';
import { GitError } from './git-process.ts';
import { decodePath } from './path-encoding.ts';

export interface RawRecord {
  readonly status: ChangeStatus;
  readonly base: FileVersion | null;
  readonly head: FileVersion | null;
}

const META = /^:(\d{6}) (\d{6}) ([0-9a-f]+) ([0-9a-f]+) ([A-Z])\d*$/;

export interface RecordReader {
  /** Takes the next field. False where it is the empty one that ends the records. */
  push(field: Uint8Array): boolean;
  readonly records: readonly RawRecord[];
}

export function createRecordReader(): RecordReader {
  const records: RawRecord[] = [];
  let fields: string[] = [];
  return {
    records,
    push(field) {
      if (fields.length === 0 && field.length === 0) return false;
      fields.push(decodePath(field));
      const [meta = '', ...paths] = fields;
      const parts = META.exec(meta);
      if (parts === null) throw new GitError('diff', null, `unexpected record: ${meta.slice(0, 100)}`);
      const letter = parts[5] ?? '';
      if (paths.length < (letter === 'R' || letter === 'C' ? 2 : 1)) return true;
      records.push(parseRecord(parts, paths));
      fields = [];
      return true;
    },
  };
}

function parseRecord(parts: RegExpExecArray, paths: readonly string[]): RawRecord {
  const [, baseMode = '', headMode = '', baseOid = '', headOid = '', letter = ''] = parts;
  const basePath = paths[0] ?? '';
  const base = version(basePath, baseMode, baseOid);
  const head = version(paths[1] ?? basePath, headMode, headOid);
  return { status: statusOf(letter, baseOid === headOid), base, head };
}

function version(path: string, mode: string, oid: string): FileVersion | null {
  if (mode === '000000') return null;
  return { path, oid, kind: kindOf(mode), executable: mode === '100755' };
}

function kindOf(mode: string): EntryKind {
  if (mode === '120000') return 'symlink';
  return mode === '160000' ? 'submodule' : 'file';
}

function statusOf(letter: string, sameContent: boolean): ChangeStatus {
  switch (letter) {
    case 'A':
    case 'C':
      return 'added';
    case 'D':
      return 'removed';
    case 'R':
      return 'renamed';
    case 'T':
      return 'type-changed';
    default:
      return sameContent ? 'mode-changed' : 'modified';
  }
}
