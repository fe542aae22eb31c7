/** A repository that consists of a case's files; what differs is what the page says, line by line. */
import type { FileChange } from '#domain/change.ts';
import type { Side } from '#domain/span.ts';
import { createMemoryRepository, type MemoryRepository } from '../repositories/memory-repository.ts';
import type { CaseFile } from './cases.ts';

export function createCaseRepository(files: readonly CaseFile[]): MemoryRepository {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const moved = new Map(files.flatMap(({ path, from }) => (from === undefined ? [] : [[from, path] as const])));
  const changes = (found: readonly FileChange[]): FileChange[] => {
    const versions = new Map(found.flatMap(({ base }) => (base === null ? [] : [[base.path, base] as const])));
    return found.flatMap((change): FileChange[] => {
      if (change.head === null && moved.has(change.base?.path ?? '')) return [];
      const file = byPath.get(change.head?.path ?? change.base?.path ?? '');
      if (file === undefined) return [];
      const from = file.from === undefined ? undefined : versions.get(file.from);
      const rename = from === undefined ? {} : ({ status: 'renamed', base: from } as const);
      return [{ ...change, ...rename, hunks: file.hunks }];
    });
  };
  return createMemoryRepository(treeOf(files, 'base'), treeOf(files, 'head'), { changes });
}

function treeOf(files: readonly CaseFile[], side: Side): Record<string, string> {
  return Object.fromEntries(
    files.flatMap((file) => {
      const text = file[side];
      return text === null ? [] : [[side === 'base' ? (file.from ?? file.path) : file.path, text]];
    }),
  );
}
