/** Reads `git diff-tree -z --raw -p` as it comes: records, each ended by NUL, then a patch a record, in their order. */
import { createPatchReader, type FilePatch } from './file-patches.ts';
import { createRecordReader, type RawRecord } from './raw-records.ts';

export interface DiffStream {
  push(chunk: Buffer): void;
  end(): { readonly records: readonly RawRecord[]; readonly patches: readonly FilePatch[] };
}

export function createDiffStream(): DiffStream {
  const records = createRecordReader();
  const patches = createPatchReader();
  let pending: Buffer[] = [];
  let inRecords = true;
  return {
    push(chunk) {
      let at = 0;
      while (inRecords && at < chunk.length) {
        const end = chunk.indexOf(0, at);
        pending.push(chunk.subarray(at, end === -1 ? chunk.length : end));
        if (end === -1) return;
        inRecords = records.push(Buffer.concat(pending));
        pending = [];
        at = end + 1;
      }
      patches.push(chunk.subarray(at));
    },
    end: () => ({ records: records.records, patches: patches.end() }),
  };
}
