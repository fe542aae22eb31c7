/** Program source to measure on: what lies in the checkout's own `node_modules`, which everyone has and nobody wrote for this. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dialectOf } from '#analysis/dialects.ts';
import type { Dialect } from '#analysis/file-facts.ts';
import { ROOT } from '../rule-files.ts';

export interface CorpusFile {
  /** From the root of the corpus, as a repository would have it. */
  readonly path: string;
  readonly dialect: Dialect;
  readonly text: string;
}

export interface Corpus {
  readonly files: readonly CorpusFile[];
  readonly lines: number;
  readonly bytes: number;
}

const SOURCE = /(?<!\.d|\.min)\.(?:[cm]?[jt]s|[jt]sx)$/;
const MAX_BYTES = 300_000;
/** Code that people wrote has shorter lines than this on average. */
const MAX_LINE = 120;

/** About as many lines as asked for, drawn evenly from all packages; the same ones for the same `node_modules`. */
export function collectCorpus(lines: number): Corpus {
  const modules = join(ROOT, 'node_modules');
  const paths = sourcesIn(modules).sort((a, b) => compare(shuffled(a), shuffled(b)));
  const files: CorpusFile[] = [];
  let lineCount = 0;
  let bytes = 0;
  for (const path of paths) {
    if (lineCount >= lines) break;
    const text = readFileSync(join(modules, path), 'utf8');
    const own = text.split('\n').length;
    if (text.length === 0 || text.length > MAX_BYTES || text.length / own > MAX_LINE) continue;
    const dialect = dialectOf(path, '');
    if (dialect === null) continue;
    files.push({ path: `packages/${path}`, dialect, text });
    lineCount += own;
    bytes += Buffer.byteLength(text);
  }
  files.sort((a, b) => compare(a.path, b.path));
  return { files, lines: lineCount, bytes };
}

/** Links are not followed: `node_modules/.bin` would give everything twice. */
function sourcesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && SOURCE.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
}

function shuffled(path: string): string {
  return createHash('sha1').update(path).digest('hex');
}

function compare(a: string, b: string): number {
  return a < b ? -1 : 1;
}
