/**
 * The run's last word as one plain line, for whoever reads the end of a log: `N passed, N failed`. A suite that did not
 * run is a failure. Written on exit, because Jest's own summary comes after every other reporter's.
 *
 * A run that has said everything and still does not end, because a test left something open, would wait for its host's
 * patience. It is ended after a while, with the names of what is open; whether the tests passed is another matter.
 */
import { getActiveResourcesInfo } from 'node:process';

const PATIENCE_MS = 20_000;

export default class ClosingLine {
  onRunComplete(_contexts, results) {
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    process.once('exit', () => process.stdout.write(`\n${results.numPassedTests} passed, ${failed} failed\n`));
    setTimeout(() => endWhatDoesNotEnd(failed === 0 ? 0 : 1), PATIENCE_MS).unref();
  }
}

function endWhatDoesNotEnd(exitCode) {
  process.stderr.write(`\nThe tests have ended, and something that they opened has not: ${openThings().join(', ')}\n`);
  process.exit(exitCode);
}

function openThings() {
  return [...getActiveResourcesInfo(), ...(process._getActiveHandles?.() ?? []).map(described)];
}

/** A handle by its class and what tells it from others: a child's command, a socket's ends. */
function described(handle) {
  const of = handle.spawnargs ?? [
    handle.localAddress,
    handle.localPort,
    handle.remoteAddress,
    handle.remotePort,
    handle.fd,
  ];
  return `${handle.constructor?.name ?? 'handle'}(${of.filter((part) => part !== undefined).join(' ')})`;
}
