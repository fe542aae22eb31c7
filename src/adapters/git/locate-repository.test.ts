import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createScratchRepository } from '../../../test/repositories/scratch-repository.ts';
import { locateRepository } from './locate-repository.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'countersign-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

/** A `PATH` on which git is a script that says this. */
function withGit(script: string): NodeJS.ProcessEnv {
  const file = join(dir, 'git');
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return { PATH: `${dir}:${process.env['PATH']}` };
}

describe('where the repository is', () => {
  it('is an error that helps outside of one', async () => {
    const environment = process.env;
    await expect(locateRepository({ dir, environment })).rejects.toMatchObject({ code: 'not-a-repository' });
    const absent = join(dir, 'absent');
    await expect(locateRepository({ dir: absent, environment })).rejects.toMatchObject({ code: 'not-a-repository' });
  });

  it('needs git, and one that is not too old', async () => {
    const without = { PATH: join(dir, 'empty') };
    await expect(locateRepository({ dir, environment: without })).rejects.toMatchObject({ code: 'git-missing' });
    const old = withGit(
      'case "$*" in version) echo git version 2.31.4;; *) printf "false\\nfalse\\nsha1\\n/x\\n";; esac',
    );
    await expect(locateRepository({ dir, environment: old })).rejects.toMatchObject({
      code: 'git-too-old',
      message: /2\.31\.4/,
    });
  });

  it('is not read where it belongs to someone else, unless the user trusts it', async () => {
    const foreign = [
      'case "$*" in',
      `version) echo git version 2.39.5;;`,
      `*--get-all*) printf '%s\\0' "$TRUSTED";;`,
      `*) case "$GIT_CONFIG_VALUE_$((GIT_CONFIG_COUNT-1))" in *) ;; esac`,
      `   if env | grep -q '=/trusted$' && env | grep -q '=safe.directory$'`,
      `   then printf 'false\\nfalse\\nsha1\\n/trusted/.git\\n'`,
      `   else echo "fatal: detected dubious ownership in repository at '/trusted'" >&2; exit 128; fi;;`,
      'esac',
    ].join('\n');
    const environment = withGit(foreign);
    await expect(locateRepository({ dir, environment })).rejects.toMatchObject({
      code: 'unsafe-repository',
      remedy: /safe\.directory/,
    });
    const trusting = { ...environment, TRUSTED: '/trusted' };
    expect(await locateRepository({ dir, environment: trusting })).toMatchObject({ gitDir: '/trusted/.git' });
  });

  it('says what git complains about where the configuration is broken', async () => {
    const repository = createScratchRepository();
    repository.write('.git/config', '[core\n');
    const located = locateRepository({ dir: repository.dir, environment: process.env });
    await expect(located).rejects.toMatchObject({ code: 'repository-unreadable', message: /bad config line 1/ });
    repository.dispose();
  });

  it('does not mind what a hook’s environment says', async () => {
    const repository = createScratchRepository();
    const environment = { ...process.env, GIT_DIR: '/nonexistent', GIT_WORK_TREE: '/', GIT_OBJECT_DIRECTORY: '/x' };
    expect(await locateRepository({ dir: repository.dir, environment })).toMatchObject({
      gitDir: join(repository.dir, '.git'),
    });
    repository.dispose();
  });
});
