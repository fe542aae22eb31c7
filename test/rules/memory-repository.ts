/** A repository that consists of a case's files: base and head, nothing else. */
import { createHash } from 'node:crypto';
import type { FileChange, FileVersion } from '#domain/change.ts';
import type { Revision } from '#domain/snapshot.ts';
import type { Side } from '#domain/span.ts';
import type { Blob, SourceRepository, Tree } from '#review/ports.ts';
import type { CaseFile } from './cases.ts';

export const BASE: Revision = { sha: 'a'.repeat(40), ref: 'base' };
export const HEAD: Revision = { sha: 'b'.repeat(40), ref: 'head' };

export function createMemoryRepository(files: readonly CaseFile[]): SourceRepository {
  const trees = { base: createTree(files, 'base'), head: createTree(files, 'head') };
  const blobs = new Map(files.flatMap(({ base, head }) => [base, head].flatMap(blobOf)));
  return {
    changes: () => Promise.resolve(files.map(changeOf).filter((change) => change !== null)),
    commits: () => Promise.resolve([]),
    tree: ({ sha }) => Promise.resolve(sha === BASE.sha ? trees.base : trees.head),
    blobs: (oids) => Promise.resolve(new Map(oids.flatMap((oid) => entryOf(blobs, oid)))),
  };
}

function createTree(files: readonly CaseFile[], side: Side): Tree {
  const oids = new Map<string, string>();
  for (const file of files) {
    const text = file[side];
    if (text !== null) oids.set(pathOn(file, side), oidOf(text));
  }
  return { oid: (path) => oids.get(path) ?? null, paths: [...oids.keys()] };
}

function pathOn(file: CaseFile, side: Side): string {
  return side === 'base' ? (file.from ?? file.path) : file.path;
}

function blobOf(text: string | null): [string, Blob][] {
  if (text === null) return [];
  const bytes = new TextEncoder().encode(text);
  return [[oidOf(text), { oid: oidOf(text), size: bytes.length, bytes }]];
}

function entryOf(blobs: ReadonlyMap<string, Blob>, oid: string): [string, Blob][] {
  const blob = blobs.get(oid);
  return blob === undefined ? [] : [[oid, blob]];
}

/** Null for a file that the change leaves alone. */
function changeOf(file: CaseFile): FileChange | null {
  const base = versionOf(file, 'base');
  const head = versionOf(file, 'head');
  if (base !== null && head !== null && base.oid === head.oid && base.path === head.path) return null;
  const moved = base !== null && head !== null && base.path !== head.path;
  const status = base === null ? 'added' : head === null ? 'removed' : moved ? 'renamed' : 'modified';
  return { status, base, head, hunks: file.hunks };
}

function versionOf(file: CaseFile, side: Side): FileVersion | null {
  const text = file[side];
  return text === null ? null : { path: pathOn(file, side), oid: oidOf(text), kind: 'file', executable: false };
}

function oidOf(text: string): string {
  return createHash('sha1').update(text).digest('hex');
}
