/** Calls that give a text to a shell, or say which program runs. */
import { sink, type SinkModel } from './sink-model.ts';

const NODE = 'nodejs.org/api/child_process.html';

export const COMMAND_SINKS: readonly SinkModel[] = [
  sink(['child_process', 'node:child_process'], ['exec', 'execSync'], [0], NODE),
  sink(['child_process', 'node:child_process'], ['spawn', 'spawnSync', 'execFile', 'execFileSync', 'fork'], [0], NODE),
  sink(
    ['child-process-promise', 'promisify-child-process', 'mz/child_process'],
    ['exec', 'spawn', 'execFile'],
    [0],
    'npm: child-process-promise',
  ),
  sink(['shelljs'], ['exec'], [0], 'github.com/shelljs/shelljs#execcommand--options--callback'),
  sink(
    ['execa'],
    ['command', 'commandSync', 'execaCommand', 'execaCommandSync', 'shell', 'shellSync'],
    [0],
    'github.com/sindresorhus/execa',
  ),
  sink(['execa'], ['execa', 'execaSync', ''], [0], 'github.com/sindresorhus/execa'),
  sink(['cross-spawn', 'cross-spawn-async'], ['', 'sync', 'spawn'], [0], 'github.com/moxystudio/node-cross-spawn'),
  sink(
    ['exec', 'exec-async', 'remote-exec', 'shell-exec', 'exec-sh', 'node-cmd'],
    ['', 'run', 'runSync', 'promise', 'get'],
    [0],
    'npm: node-cmd, exec-sh, shell-exec',
  ),
  sink(['ssh2', 'node-ssh', 'ssh2-exec'], ['exec', 'execCommand'], [0], 'github.com/mscdex/ssh2#client-methods'),
  sink(['dockerode'], ['exec'], [0], 'github.com/apocas/dockerode', ['Cmd']),
];
