#!/usr/bin/env node
/**
 * Starts the command line: a published package's bundle, a checkout's sources. Both need a newer Node than many machines
 * have; where this one is too old, the Node that is installed beside the package as a package is started instead. Plain
 * JavaScript for any Node from 20, and nothing is imported that is not used.
 */
import { existsSync } from 'node:fs';
import module, { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const OLDEST = [24, 15];
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const sources = join(root, 'src', 'apps', 'cli', 'main.ts');
const isCheckout = existsSync(sources);

if (isNewEnough(process.versions.node)) await run(isCheckout ? sources : join(root, 'dist', 'cli.js'));
else await startOwnNode();

async function run(entry) {
  const cache = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
  module.enableCompileCache(join(cache, 'countersign', 'compiled'));
  const { main } = await import(pathToFileURL(entry).href).catch(explainMissing);
  process.exit(await main(process.argv.slice(2), root));
}

/** A checkout that was updated, or never installed. */
function explainMissing(error) {
  if (!isCheckout || error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
  console.error('countersign: not everything that it needs is installed.\n  Run `npm ci` here.');
  process.exit(2);
}

function isNewEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldestMajor, oldestMinor] = OLDEST;
  return major > oldestMajor || (major === oldestMajor && minor >= oldestMinor);
}

async function startOwnNode() {
  let node;
  try {
    node = createRequire(import.meta.url).resolve('node/bin/node');
  } catch {
    return giveUp('none is installed beside it');
  }
  const { spawn } = await import('node:child_process');
  const flags = ['--disable-warning=ExperimentalWarning', fileURLToPath(import.meta.url)];
  const child = spawn(node, [...flags, ...process.argv.slice(2)], { stdio: 'inherit' });
  const forward = (signal) => child.kill(signal);
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, forward);
  child.on('error', (error) => giveUp(`the one beside it does not start (${error.message})`));
  child.on('exit', (code, signal) => {
    for (const each of signals) process.off(each, forward);
    if (signal === null) process.exit(code ?? 3);
    process.kill(process.pid, signal);
  });
}

function giveUp(why) {
  console.error(`countersign: it runs on Node ${OLDEST.join('.')} or later; this is ${process.version}, and ${why}.`);
  const remedy = isCheckout
    ? 'Run `npm ci` here without `ignore-scripts` (`npm config get ignore-scripts` shows the setting).'
    : 'Update Node, or put one beside this package: `npm install --save-dev node@24`.';
  console.error(`  ${remedy}`);
  process.exit(2);
}
