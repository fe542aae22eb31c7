/** Two published versions of a package, as the files of a change. Fetched with npm where they are not at hand; never run. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Hunk } from '#domain/change.ts';
import type { CaseFile } from '../../../test/rules/cases.ts';

export interface PackagePair {
  readonly package: string;
  readonly from: string;
  readonly to: string;
}

/** A file of both versions; equal sides are a file that the release leaves alone. */
export interface VersionedFile {
  readonly path: string;
  readonly base: string | null;
  readonly head: string | null;
}

const MAX_FILE_BYTES = 1024 * 1024;

/** Where a version's files lie: unpacked in `folder`, or fetched there. */
function locateVersion(name: string, version: string, folder: string): string {
  const place = join(folder, name, version);
  if (existsSync(place)) return place;
  mkdirSync(place, { recursive: true });
  try {
    const quiet = { stdio: ['ignore', 'pipe', 'ignore'] as ['ignore', 'pipe', 'ignore'], encoding: 'utf8' as const };
    const packed = execFileSync('npm', ['pack', `${name}@${version}`, '--silent', '--ignore-scripts'], {
      cwd: place,
      ...quiet,
    });
    const file = packed.trim().split('\n').at(-1) ?? '';
    execFileSync('tar', ['-xzf', file, '--strip-components=1'], { cwd: place, ...quiet });
    rmSync(join(place, file));
  } catch (error) {
    rmSync(place, { recursive: true, force: true });
    throw new Error(`${name}@${version} could not be fetched`, { cause: error });
  }
  return place;
}

export function readPair(pair: PackagePair, folder: string): VersionedFile[] {
  const base = readTree(locateVersion(pair.package, pair.from, folder));
  const head = readTree(locateVersion(pair.package, pair.to, folder));
  const paths = [...new Set([...base.keys(), ...head.keys()])].sort();
  return paths.map((path) => ({ path, base: base.get(path) ?? null, head: head.get(path) ?? null }));
}

function readTree(folder: string): Map<string, string> {
  const files = new Map<string, string>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const full = join(entry.parentPath, entry.name);
    const path = full.slice(folder.length + 1);
    if (!entry.isFile() || path.split('/').includes('node_modules')) continue;
    const bytes = readFileSync(full);
    if (bytes.length <= MAX_FILE_BYTES && !bytes.subarray(0, 8000).includes(0)) files.set(path, bytes.toString('utf8'));
  }
  return files;
}

/** The file as part of a change; `within` keeps only the hunks that lie there. */
export function asCaseFile(file: VersionedFile, within: Hunk | null): CaseFile {
  if (file.base === file.head) return { ...file, hunks: [] };
  const hunks = hunksBetween(file.base ?? '', file.head ?? '');
  return { ...file, hunks: within === null ? hunks : hunks.filter((hunk) => lies(hunk, within)) };
}

function lies(hunk: Hunk, within: Hunk): boolean {
  const inside = (side: 'base' | 'head'): boolean =>
    hunk[side].start >= within[side].start && hunk[side].end <= Math.max(within[side].end, within[side].start);
  return inside('base') && inside('head');
}

function hunksBetween(base: string, head: string): Hunk[] {
  const folder = join(process.cwd(), '.cache', 'areas-diff');
  mkdirSync(folder, { recursive: true });
  const files = [join(folder, 'base'), join(folder, 'head')] as const;
  writeBoth(files, base, head);
  const diff = diffOf(files);
  return [...diff.matchAll(/^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/gm)].map(([, a, b, c, d]) => ({
    base: rangeOf(Number(a), b === undefined ? 1 : Number(b)),
    head: rangeOf(Number(c), d === undefined ? 1 : Number(d)),
  }));
}

/** git names the line before an empty range; ours begins behind it. */
function rangeOf(start: number, count: number): Hunk['base'] {
  return count === 0 ? { start: start + 1, end: start } : { start, end: start + count - 1 };
}

function writeBoth([one, other]: readonly [string, string], base: string, head: string): void {
  writeFileSync(one, base);
  writeFileSync(other, head);
}

/** git answers 1 where files differ, which is no failure. */
function diffOf(files: readonly [string, string]): string {
  const args = ['diff', '--no-index', '--no-color', '-U0', '--no-renames', '--', ...files];
  const { status, stdout } = spawnSync('git', args, { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (status !== 0 && status !== 1) throw new Error('git diff failed');
  return stdout;
}
