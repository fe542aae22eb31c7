/** Calls that write to a log. Data: a new logger is a row. */

/** Packages whose loggers write what their methods are given. */
export const LOGGER_PACKAGES: readonly { readonly name: string; readonly source: string }[] = [
  { name: 'pino', source: 'getpino.io/#/docs/api' },
  { name: 'winston', source: 'github.com/winstonjs/winston#logging' },
  { name: 'bunyan', source: 'github.com/trentm/node-bunyan#log-method-api' },
  { name: 'log4js', source: 'log4js-node.github.io/log4js-node/api.html' },
  { name: 'loglevel', source: 'github.com/pimterry/loglevel#documentation' },
  { name: 'signale', source: 'github.com/klaudiosinani/signale' },
  { name: 'consola', source: 'github.com/unjs/consola' },
  { name: 'tslog', source: 'tslog.js.org' },
  { name: 'roarr', source: 'github.com/gajus/roarr' },
  { name: 'npmlog', source: 'github.com/npm/npmlog' },
  { name: 'electron-log', source: 'github.com/megahertz/electron-log' },
  { name: 'fancy-log', source: 'github.com/gulpjs/fancy-log' },
  { name: 'debug', source: 'github.com/debug-js/debug' },
  { name: '@nestjs/common.Logger', source: 'docs.nestjs.com/techniques/logger' },
  { name: '@google-cloud/logging', source: 'cloud.google.com/nodejs/docs/reference/logging' },
  { name: 'firebase-functions', source: 'firebase.google.com/docs/functions/writing-and-viewing-logs' },
  { name: 'nestjs-pino', source: 'github.com/iamolegga/nestjs-pino' },
  { name: '@aws-lambda-powertools/logger', source: 'docs.powertools.aws.dev/lambda/typescript' },
];

/** Methods of loggers. */
export const LOG_METHODS: ReadonlySet<string> = new Set([
  ...['log', 'info', 'warn', 'warning', 'error', 'debug', 'trace', 'fatal', 'silly', 'verbose', 'http', 'notice'],
  ...['critical', 'alert', 'emerg', 'emergency', 'success', 'dir', 'table', 'write', 'print', 'child'],
]);

/** Of these, the methods of a logger that is known by its name alone. */
export const LEVEL_METHODS: ReadonlySet<string> = new Set([
  ...['log', 'info', 'warn', 'warning', 'error', 'debug', 'trace', 'fatal', 'silly', 'verbose', 'notice', 'critical'],
  ...['alert', 'emerg'],
]);

export const CONSOLE_METHODS: ReadonlySet<string> = new Set([
  ...['log', 'info', 'warn', 'error', 'debug', 'trace', 'dir', 'table', 'group', 'assert'],
]);

/** Plain functions that log by their name. */
export const LOG_FUNCTIONS: ReadonlySet<string> = new Set([
  ...['log', 'debug', 'logger', 'logError', 'logInfo', 'logWarn', 'logWarning', 'logDebug', 'logMessage', 'trace'],
]);

/** Plain functions that log by what they are. */
export const PLAIN_LOGGERS: ReadonlySet<string> = new Set([
  ...['debug()', 'fancy-log', 'util.log', 'util.debuglog()', 'node:util.debuglog()', 'npmlog'],
]);
