#!/usr/bin/env node
/**
 * Starts the command line. A published package runs its bundle in the Node at hand. A checkout runs its sources, which
 * needs a Node that reads TypeScript: the machine's where it is new enough, else the project's own. Plain JavaScript
 * for any Node from 20, and nothing is imported that is not used.
 */
import { existsSync } from 'node:fs';
import module, { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const OLDEST_FOR_SOURCES = [24, 15];
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const sources = join(root, 'src', 'apps', 'cli', 'main.ts');

if (!existsSync(sources)) await run(join(root, 'dist', 'cli.js'));
else if (isNewEnough(process.versions.node)) await run(sources);
else await startOwnNode();

async function run(entry) {
  const cache = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
  module.enableCompileCache?.(join(cache, 'countersign', 'compiled'));
  const { main } = await import(pathToFileURL(entry).href);
  process.exit(await main(process.argv.slice(2), root));
}

function isNewEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [wantedMajor, wantedMinor] = OLDEST_FOR_SOURCES;
  return major > wantedMajor || (major === wantedMajor && minor >= wantedMinor);
}

async function startOwnNode() {
  let node;
  try {
    node = createRequire(import.meta.url).resolve('node/bin/node');
  } catch {
    return giveUp(`This checkout needs Node ${OLDEST_FOR_SOURCES.join('.')} or later, and its own is not installed.`);
  }
  const { spawn } = await import('node:child_process');
  const flags = ['--disable-warning=ExperimentalWarning', fileURLToPath(import.meta.url)];
  const child = spawn(node, [...flags, ...process.argv.slice(2)], { stdio: 'inherit' });
  const forward = (signal) => child.kill(signal);
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, forward);
  child.on('error', (error) => giveUp(`This checkout's own Node does not start (${error.message}).`));
  child.on('exit', (code, signal) => {
    for (const each of signals) process.off(each, forward);
    if (signal === null) process.exit(code ?? 3);
    process.kill(process.pid, signal);
  });
}

function giveUp(what) {
  console.error(`countersign: ${what}`);
  console.error('  Run `npm ci` in it, without `ignore-scripts` (`npm config get ignore-scripts` shows the setting).');
  process.exit(2);
}
