/** Reads a folder of labelled sets: `<set>.jsonl` or `<set>.jsonl.gz`, one case a line, and what is disputed about them. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { LabelledCase } from './judgement.ts';

export interface LabelledSet {
  readonly name: string;
  readonly file: string;
}

export interface Dispute {
  readonly set: string;
  readonly pattern: string;
}

const SET_FILE = /^(.+)\.jsonl(\.gz)?$/;

/** By name. Throws where the folder cannot be read. */
export function findSets(folder: string): LabelledSet[] {
  return readdirSync(folder)
    .sort()
    .flatMap((file) => {
      const name = SET_FILE.exec(file)?.[1];
      return name === undefined ? [] : [{ name, file: join(folder, file) }];
    });
}

/** Throws with the line where one is not a case. */
export function readCases(set: LabelledSet): LabelledCase[] {
  const bytes = readFileSync(set.file);
  const text = (set.file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line, index) => {
      const value = JSON.parse(line) as Partial<LabelledCase>;
      if (typeof value.id !== 'string') throw new TypeError(`${set.file}:${index + 1}: a case has an id`);
      return value as LabelledCase;
    });
}

/** `disputed.txt`: `set: part of an id, another   reason`. Prose that names no case leaves nothing out. */
export function readDisputes(folder: string): Dispute[] {
  const file = join(folder, 'disputed.txt');
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line) => {
      const [, set, rest] = /^([\w-]+): (.*)$/.exec(line) ?? [];
      if (set === undefined || rest === undefined) return [];
      const [patterns = ''] = rest.split(/ {2,}/);
      return patterns.split(', ').map((pattern) => ({ set, pattern: pattern.trim() }));
    });
}

/** Whether a case's id is named by a dispute; `*` in one stands for anything. */
export function isDisputed(caseId: string, set: string, disputes: readonly Dispute[]): boolean {
  return disputes.some((dispute) => dispute.set === set && containsInOrder(caseId, dispute.pattern.split('*')));
}

function containsInOrder(text: string, parts: readonly string[]): boolean {
  let from = 0;
  for (const part of parts) {
    const at = text.indexOf(part, from);
    if (at < 0) return false;
    from = at + part.length;
  }
  return true;
}
