/** Who or what wrote a range of commits, without looking at what they do. */
import type { Provenance } from '#domain/provenance.ts';
import { readProvenance } from '#provenance/read-provenance.ts';
import type { GatherRange } from './gather/gathered.ts';
import { readLineage } from './gather/lineage.ts';
import { MAX_COMMITS } from './gather/limits.ts';
import type { SourceRepository } from './ports.ts';

export interface RangeProvenance {
  readonly provenance: Provenance;
  /** At most `MAX_COMMITS`, the newest. */
  readonly commits: number;
}

export async function readRangeProvenance(
  repository: SourceRepository,
  { base, head }: GatherRange,
): Promise<RangeProvenance> {
  const [changes, commits, headTree] = await Promise.all([
    repository.changes(base, head),
    repository.commits(base, head, { maxCount: MAX_COMMITS }),
    repository.tree(head),
  ]);
  const lineage = await readLineage({ repository, base, head, headTree, commits, changes, pullRequest: null });
  return { provenance: readProvenance({ commits, pullRequest: null, lineage, changes }), commits: commits.length };
}
