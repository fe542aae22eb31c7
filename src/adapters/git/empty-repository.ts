/**
 * Makes a bare repository with nothing in it: no hook, attribute, remote or template, and no configuration but what
 * git needs to recognise it.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ObjectFormat } from './locate-repository.ts';

export async function makeEmptyRepository(gitDir: string, format: ObjectFormat): Promise<void> {
  await mkdir(join(gitDir, 'objects', 'info'), { recursive: true });
  await Promise.all([
    mkdir(join(gitDir, 'objects', 'pack')),
    mkdir(join(gitDir, 'refs')),
    mkdir(join(gitDir, 'info')),
    writeFile(join(gitDir, 'HEAD'), 'ref: refs/heads/none\n'),
    writeFile(join(gitDir, 'config'), configuration(format)),
  ]);
}

function configuration(format: ObjectFormat): string {
  const core = (version: number): string => `[core]\n\trepositoryformatversion = ${version}\n\tbare = true\n`;
  return format === 'sha1' ? core(0) : `${core(1)}[extensions]\n\tobjectformat = sha256\n`;
}
