/** Calls that open, write, move or send the file that a path names. */
import { sink, type SinkModel } from './sink-model.ts';

const FS = [
  ...['readFile', 'readFileSync', 'writeFile', 'writeFileSync', 'appendFile', 'appendFileSync', 'createReadStream'],
  ...['createWriteStream', 'open', 'openSync', 'unlink', 'unlinkSync', 'rm', 'rmSync', 'rmdir', 'rmdirSync', 'readdir'],
  ...[
    'readdirSync',
    'mkdir',
    'mkdirSync',
    'stat',
    'statSync',
    'lstat',
    'access',
    'chmod',
    'chmodSync',
    'chown',
    'truncate',
  ],
  ...['readlink', 'watch', 'watchFile', 'opendir', 'openAsBlob', 'readJson', 'readJSON', 'readJsonSync', 'writeJson'],
  ...['writeJSON', 'outputFile', 'outputFileSync', 'remove', 'removeSync', 'ensureDir', 'ensureFile', 'emptyDir'],
];

export const PATH_SINKS: readonly SinkModel[] = [
  sink(
    ['fs', 'node:fs', 'fs/promises', 'node:fs/promises', 'fs-extra', 'graceful-fs', 'mz/fs'],
    FS,
    [0],
    'nodejs.org/api/fs.html; github.com/jprichardson/node-fs-extra',
  ),
  sink(
    ['fs', 'node:fs', 'fs/promises', 'node:fs/promises', 'fs-extra', 'graceful-fs'],
    [
      'copyFile',
      'copyFileSync',
      'rename',
      'renameSync',
      'link',
      'symlink',
      'cp',
      'cpSync',
      'copy',
      'copySync',
      'move',
      'moveSync',
    ],
    [0, 1],
    'nodejs.org/api/fs.html',
  ),
  sink(
    ['rimraf', 'del', 'write-file-atomic', 'load-json-file', 'write-json-file'],
    ['', 'sync'],
    [0],
    'the README of each package',
  ),
  sink(['send'], [''], [1], 'github.com/pillarjs/send#sendreq-path-options'),
];
