#!/usr/bin/env node
/**
 * Starts the App's server: a published package's bundle, a checkout's sources. Where this Node is too old, the one that is
 * installed beside the package is started instead, and is told of every signal: whoever stops this process stops that one.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const OLDEST = [24, 15];
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const sources = join(root, 'src', 'apps', 'server', 'main.ts');
const entry = existsSync(sources) ? sources : join(root, 'dist', 'server.js');

if (isNewEnough(process.versions.node)) await import(pathToFileURL(entry).href);
else startOwnNode();

function isNewEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldestMajor, oldestMinor] = OLDEST;
  return major > oldestMajor || (major === oldestMajor && minor >= oldestMinor);
}

function startOwnNode() {
  let node;
  try {
    node = createRequire(import.meta.url).resolve('node/bin/node');
  } catch {
    return giveUp('none is installed beside it');
  }
  const child = spawn(node, [entry], { stdio: 'inherit' });
  child.on('error', (error) => giveUp(error.code ?? error.message));
  // From a terminal the child gets it too, and knows that the second one is the same.
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('close', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
}

function giveUp(reason) {
  process.stderr.write(
    `countersign: needs Node ${OLDEST.join('.')} or newer; this is ${process.versions.node}, and ${reason}.\n` +
      '  Install a newer Node, or install without `ignore-scripts`, which brings one along.\n',
  );
  process.exit(2);
}
