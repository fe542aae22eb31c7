/** The command line: finds the command, runs it, and turns whatever goes wrong into a sentence and an exit code. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '#domain/user-error.ts';
import { nearest } from '#policy/nearest.ts';
import { createInk } from '#review/render/ink.ts';
import { inertLines, visible } from '#review/render/neutralise.ts';
import { parseArguments } from './arguments.ts';
import { bomCommand } from './bom-command.ts';
import type { Command } from './command.ts';
import { EXIT } from './exit-codes.ts';
import { commandHelp, generalHelp } from './help.ts';
import { hookInstallCommand } from './hook-install-command.ts';
import { initCommand } from './init-command.ts';
import { policyCheckCommand } from './policy-check-command.ts';
import { provenanceCommand } from './provenance-command.ts';
import { reviewCommand } from './review-command.ts';
import { rulesCommand } from './rules-command.ts';
import type { Terminal } from './terminal.ts';
import { createTerminal } from './terminal.ts';

const COMMANDS: readonly Command[] = [
  reviewCommand,
  provenanceCommand,
  rulesCommand,
  initCommand,
  policyCheckCommand,
  hookInstallCommand,
  bomCommand,
];

/** `root` is the folder of the package or checkout. Answers the exit code; never rejects. */
export async function main(argv: readonly string[], root: string): Promise<number> {
  const terminal = createTerminal();
  // What escapes every caller would otherwise end as exit code 1, which says that the change did not pass.
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (error: unknown) => process.exit(explain(error, terminal)));
  }
  try {
    return await dispatch(argv, root, terminal);
  } catch (error) {
    return explain(error, terminal);
  }
}

async function dispatch(argv: readonly string[], root: string, terminal: Terminal): Promise<number> {
  const [first] = argv;
  if (first === undefined) {
    terminal.say(generalHelp(COMMANDS, terminal.stderr.width));
    return EXIT.usage;
  }
  const version = readVersion(root);
  if (first === '--version' || first === '-V') {
    await terminal.print(`countersign ${version}\n`);
    return EXIT.passed;
  }
  const asksForHelp = first === 'help';
  const words = asksForHelp ? argv.slice(1) : argv;
  if (words.length === 0 || isHelp(words[0])) {
    await terminal.print(generalHelp(COMMANDS, terminal.width));
    return EXIT.passed;
  }
  const { command, rest } = findCommand(words);
  if (asksForHelp || beforeDashes(rest).some(isHelp)) {
    await terminal.print(commandHelp(command, terminal.width));
    return EXIT.passed;
  }
  return command.run(parseArguments(command, rest), { terminal, root, version });
}

function findCommand(argv: readonly string[]): { command: Command; rest: readonly string[] } {
  for (const length of [2, 1]) {
    const name = argv.slice(0, length).join(' ');
    const command = COMMANDS.find((each) => each.name === name);
    if (command !== undefined) return { command, rest: argv.slice(length) };
  }
  const [asked = ''] = argv;
  const below = COMMANDS.filter((each) => each.name.startsWith(`${asked} `)).map((each) => each.name);
  if (below.length > 0) {
    throw new UserError('usage', `"${asked}" alone says too little.`, `There is: countersign ${below.join(', ')}.`);
  }
  const near = nearest(
    asked,
    COMMANDS.map((each) => each.name.split(' ', 1)[0] ?? ''),
  );
  const hint = near === null ? '' : `Did you mean ${near}? `;
  throw new UserError('usage', `There is no command "${asked}".`, `${hint}countersign --help lists them.`);
}

function beforeDashes(args: readonly string[]): readonly string[] {
  const dashes = args.indexOf('--');
  return dashes < 0 ? args : args.slice(0, dashes);
}

function isHelp(arg: string | undefined): boolean {
  return arg === '--help' || arg === '-h';
}

function readVersion(root: string): string {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  return version;
}

/** What people can put right is theirs; everything else is our failure, and says so. */
function explain(thrown: unknown, terminal: Terminal): number {
  const error = notInstalled(thrown) ?? thrown;
  const ink = createInk(terminal.stderr.colour);
  const isUsers = error instanceof UserError;
  const message = error instanceof Error ? error.message : String(error);
  const lines = [
    `${ink('countersign:', 'bold', 'red')} ${isUsers ? '' : 'failed, and nothing was decided: '}${shown(message)}`,
    isUsers ? shown(error.remedy) : 'This is a fault of Countersign. COUNTERSIGN_DEBUG=1 shows where it happened.',
  ].filter((line) => line !== '');
  terminal.say(`${inertLines(lines.join('\n  '))}\n`);
  if (terminal.env['COUNTERSIGN_DEBUG'] && error instanceof Error) terminal.say(`${stackOf(error)}\n`);
  return isUsers ? EXIT.usage : EXIT.incomplete;
}

/** Null for anything but a package that is not there: a checkout that was updated, and not installed again. */
function notInstalled(thrown: unknown): UserError | null {
  if (!(thrown instanceof Error && 'code' in thrown && thrown.code === 'ERR_MODULE_NOT_FOUND')) return null;
  const [, name = 'a package'] = /package '([^']{1,100})'/.exec(thrown.message) ?? [];
  return new UserError('not-installed', `${name} is needed and is not installed.`, 'Run npm ci where Countersign is.', {
    cause: thrown,
  });
}

/** Line breaks of ours stay; what a path or a revision holds becomes visible. */
function shown(text: string): string {
  return text
    .split('\n')
    .map((line) => visible(line))
    .join('\n  ');
}

function stackOf(error: Error): string {
  const cause = error.cause instanceof Error ? `\ncaused by ${error.cause.stack ?? ''}` : '';
  return inertLines(shown(`${error.stack ?? ''}${cause}`));
}
