/** Help, laid out from the commands themselves. */
import { wrapIndented } from '#review/render/wrap.ts';
import type { Command } from './command.ts';

const ABOUT =
  'Reviews a change: how much of it AI wrote, which sensitive areas it touches, what appeared and what was broken, and who must countersign.';

export function generalHelp(commands: readonly Command[], width: number): string {
  const widest = Math.max(...commands.map((command) => command.name.length));
  return [
    wrapIndented(ABOUT, width, ''),
    '',
    'Usage: countersign COMMAND [options]',
    '',
    'Commands',
    ...commands.map(({ name, summary }) => row(name, summary, widest, width)),
    '',
    'Options',
    row('--help', 'Of the whole, or of a command', widest, width),
    row('--version', 'The version of this program', widest, width),
    '',
    wrapIndented('Exit codes: 0 passed, 1 not passed (by --fail-on), 2 usage or policy error, 3 incomplete', width, ''),
    '',
  ].join('\n');
}

export function commandHelp(command: Command, width: number): string {
  const options = command.options.map(({ name, value, help }) => [
    value === null ? `--${name}` : `--${name} ${value}`,
    help,
  ]);
  const widest = Math.max(0, ...options.map(([option = '']) => option.length));
  const usage = ['countersign', command.name, options.length > 0 ? '[options]' : '', command.positional];
  return [
    wrapIndented(`${command.summary}.`, width, ''),
    '',
    `Usage: ${usage.filter((part) => part !== '').join(' ')}`,
    ...(options.length === 0 ? [] : ['', 'Options']),
    ...options.map(([option = '', help = '']) => row(option, help, widest, width)),
    ...command.details.flatMap((paragraph) => ['', wrapIndented(paragraph, width, '')]),
    '',
  ].join('\n');
}

function row(left: string, right: string, widest: number, width: number): string {
  return wrapIndented(right, width, ' '.repeat(widest + 4), `  ${left.padEnd(widest)}  `);
}
