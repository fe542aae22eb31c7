/**
 * A repository of our own, empty but for a pointer to the objects of the one that is reviewed. Contents are read
 * through it, so that no configuration, attribute, hook, filter, replacement or graft of the reviewed repository is
 * ever in force, and nothing is written there: what is not committed becomes objects here. It lives in a temporary
 * folder until it is closed.
 */
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, parse, resolve } from 'node:path';
import { makeEmptyRepository } from './empty-repository.ts';
import { hasErrorCode } from './error-code.ts';
import { createGitProcess, type RunGit } from './git-process.ts';
import type { ObjectFormat } from './locate-repository.ts';
import { safeEnvironment } from './safe-environment.ts';

export interface Workbench {
  readonly gitDir: string;
  readonly objectFormat: ObjectFormat;
  /** Runs git in the workbench: no working tree, no index, all objects of the reviewed repository. */
  readonly git: RunGit;
  /** Removes the folder. Whatever was read before stays valid. */
  close(): Promise<void>;
}

export interface WorkbenchSource {
  /** Folder of the objects to read, absolute. */
  readonly objects: string;
  /** The file that lists where a shallow clone ends; it need not exist. */
  readonly shallowFile: string;
  readonly objectFormat: ObjectFormat;
}

export async function openWorkbench(source: WorkbenchSource, environment: NodeJS.ProcessEnv): Promise<Workbench> {
  const gitDir = await mkdtemp(join(temporaryFolder(environment), 'countersign-workbench-'));
  try {
    await furnish(gitDir, source);
  } catch (error) {
    await rm(gitDir, { recursive: true, force: true });
    throw error;
  }
  const git = createGitProcess({
    cwd: parse(resolve(gitDir)).root,
    environment: safeEnvironment({
      inherited: environment,
      variables: { GIT_DIR: gitDir, GIT_ATTR_SOURCE: emptyTree(source.objectFormat) },
    }),
  });
  const close = (): Promise<void> => rm(gitDir, { recursive: true, force: true, maxRetries: 3 });
  return { gitDir, objectFormat: source.objectFormat, git, close };
}

/** Git knows the empty tree without its being stored. */
export function emptyTree(format: ObjectFormat): string {
  return format === 'sha1'
    ? '4b825dc642cb6eb9a060e54bf8d69288fbee4904'
    : '6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321';
}

function temporaryFolder(environment: NodeJS.ProcessEnv): string {
  const named = environment['TMPDIR'];
  return named === undefined || named === '' ? tmpdir() : resolve(named);
}

async function furnish(gitDir: string, source: WorkbenchSource): Promise<void> {
  await makeEmptyRepository(gitDir, source.objectFormat);
  await Promise.all([
    writeFile(join(gitDir, 'objects', 'info', 'alternates'), `${quoted(source.objects)}\n`),
    copyFile(source.shallowFile, join(gitDir, 'shallow')).catch(ignoreAbsent),
  ]);
}

/** A line of `alternates`: in C quotes where it would be read as something else. */
function quoted(path: string): string {
  if (!/^["#]|[\n\r]/.test(path)) return path;
  const escaped = path.replace(/["\\]/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\r', '\\r');
  return `"${escaped}"`;
}

function ignoreAbsent(error: unknown): void {
  if (!hasErrorCode(error, 'ENOENT')) throw error;
}
