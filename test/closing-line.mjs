/**
 * The run's last word as one plain line, for whoever reads the end of a log: `N passed, N failed`. A suite that did not
 * run is a failure. Written on exit, because Jest's own summary comes after every other reporter's.
 */
export default class ClosingLine {
  onRunComplete(_contexts, results) {
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    process.once('exit', () => process.stdout.write(`\n${results.numPassedTests} passed, ${failed} failed\n`));
  }
}
