/** A repository of two trees, in memory, for tests of what is made from one. Lines are compared as one hunk a file. */
import { createHash } from 'node:crypto';
import type { FileChange, FileVersion } from '#domain/change.ts';
import type { Commit, Revision } from '#domain/snapshot.ts';
import type { Blob, SourceRepository, Tree } from '#review/ports.ts';

export type MemoryTree = Readonly<Record<string, string | Uint8Array>>;

export interface MemoryRepository extends SourceRepository {
  readonly range: { readonly base: Revision; readonly head: Revision; readonly target: Revision };
  /** The ids of each batch that was asked for. */
  readonly batches: readonly (readonly string[])[];
}

export interface MemoryOptions {
  readonly commits?: readonly Commit[];
  /** Replaces what was found to differ. */
  readonly changes?: (found: readonly FileChange[]) => readonly FileChange[];
  /** Paths whose content is not there. */
  readonly missing?: readonly string[];
}

export function createMemoryRepository(
  base: MemoryTree,
  head: MemoryTree,
  options: MemoryOptions = {},
): MemoryRepository {
  const trees = new Map<string, MemoryTree>([
    ['1'.repeat(40), base],
    ['2'.repeat(40), head],
  ]);
  const [baseSha = '', headSha = ''] = trees.keys();
  const blobs = new Map<string, Uint8Array>();
  for (const tree of trees.values()) {
    for (const [path, content] of Object.entries(tree)) {
      if (options.missing?.includes(path) !== true) blobs.set(oidOf(content), Buffer.from(content as string));
    }
  }
  const batches: (readonly string[])[] = [];
  return {
    identity: 'memory',
    differing: () => Promise.resolve(null),
    blame: () => Promise.resolve(null),
    aiNotes: () => Promise.resolve(new Map()),
    range: {
      base: { sha: baseSha, ref: 'main' },
      head: { sha: headSha, ref: 'HEAD' },
      target: { sha: baseSha, ref: 'main' },
    },
    batches,
    changes: () => Promise.resolve(options.changes?.(compare(base, head)) ?? compare(base, head)),
    commits: (_base, _head, { maxCount }) => Promise.resolve((options.commits ?? []).slice(-maxCount)),
    tree: ({ sha }) => Promise.resolve(asTree(trees.get(sha) ?? {})),
    blobs(oids, limits) {
      batches.push(oids);
      const found = new Map<string, Blob>();
      let total = 0;
      for (const oid of oids) {
        const bytes = blobs.get(oid);
        if (bytes === undefined || found.has(oid)) continue;
        const fits = bytes.length <= limits.maxBytes && total + bytes.length <= (limits.maxTotalBytes ?? Infinity);
        if (fits) total += bytes.length;
        found.set(oid, { oid, size: bytes.length, bytes: fits ? bytes : null });
      }
      return Promise.resolve(found);
    },
  };
}

function oidOf(content: string | Uint8Array): string {
  return createHash('sha1').update(content).digest('hex');
}

function asTree(files: MemoryTree): Tree {
  const oids = new Map(Object.entries(files).map(([path, content]) => [path, oidOf(content)]));
  return { oid: (path) => oids.get(path) ?? null, paths: oids.keys().toArray() };
}

function compare(base: MemoryTree, head: MemoryTree): FileChange[] {
  const paths = [...new Set([...Object.keys(base), ...Object.keys(head)])].sort();
  return paths.flatMap((path) => {
    const [before, after] = [version(base, path), version(head, path)];
    if (before?.oid === after?.oid) return [];
    const status = before === null ? 'added' : after === null ? 'removed' : 'modified';
    return [{ status, base: before, head: after, hunks: [{ base: lines(base[path]), head: lines(head[path]) }] }];
  });
}

function version(tree: MemoryTree, path: string): FileVersion | null {
  const content = Object.hasOwn(tree, path) ? tree[path] : undefined;
  return content === undefined ? null : { path, oid: oidOf(content), kind: 'file', executable: false };
}

function lines(content: string | Uint8Array | undefined): { start: number; end: number } {
  const text = content === undefined ? '' : Buffer.from(content as string).toString('latin1');
  return { start: 1, end: text === '' ? 0 : text.replace(/\n$/, '').split('\n').length };
}
