/** Reads what was typed after a command, strictly: an unknown option is an error that names the nearest one. */
import { parseArgs } from 'node:util';
import { UserError } from '#domain/user-error.ts';
import { nearest } from '#policy/nearest.ts';

/** What may be typed after a command's name. */
export interface Syntax {
  /** The command as typed: `review`, `hook install`. */
  readonly name: string;
  /** What may follow the options, `[ID]`; empty where nothing may. */
  readonly positional: string;
  readonly options: readonly OptionSpec[];
}

export interface OptionSpec {
  /** Without dashes. */
  readonly name: string;
  /** What stands for its value in the help, `DIR`; null for a switch. */
  readonly value: string | null;
  readonly help: string;
}

export interface ParsedArguments {
  /** The value of an option, or null where it was not given. */
  text(name: string): string | null;
  flag(name: string): boolean;
  readonly positionals: readonly string[];
}

/** @throws UserError `usage` */
export function parseArguments(command: Syntax, args: readonly string[]): ParsedArguments {
  const specs = new Map(command.options.map((option) => [option.name, option]));
  const options = Object.fromEntries(
    command.options.map(({ name, value }) => [
      name,
      { type: value === null ? ('boolean' as const) : ('string' as const) },
    ]),
  );
  const { tokens } = parseArgs({ args: [...args], options, strict: false, allowPositionals: true, tokens: true });
  const texts = new Map<string, string>();
  const flags = new Set<string>();
  const positionals: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value);
    if (token.kind !== 'option') continue;
    const spec = specs.get(token.name);
    if (spec === undefined || token.rawName !== `--${token.name}`) throw unknownOption(token.rawName, command);
    if (spec.value === null) {
      if (token.value !== undefined) throw usage(`${token.rawName} takes no value.`, command);
      flags.add(spec.name);
    } else {
      texts.set(spec.name, valueOf(spec.name, spec.value, token, command));
    }
  }
  if (positionals.length > (command.positional === '' ? 0 : 1)) {
    const extra = positionals.at(command.positional === '' ? 0 : 1) ?? '';
    throw usage(`${command.name} does not know what to do with "${extra}".`, command);
  }
  return { text: (name) => texts.get(name) ?? null, flag: (name) => flags.has(name), positionals };
}

interface ValueToken {
  readonly value: string | undefined;
  readonly inlineValue: boolean | undefined;
}

/** `--head --staged` reads as it does in the help: the one value that may look like an option. */
const VALUES_LIKE_OPTIONS: ReadonlySet<string> = new Set(['head --staged']);

function valueOf(name: string, placeholder: string, { value, inlineValue }: ValueToken, command: Syntax): string {
  const swallowed = value?.startsWith('-') === true && value !== '-' && inlineValue !== true;
  if (value === undefined || value === '' || (swallowed && !VALUES_LIKE_OPTIONS.has(`${name} ${value}`))) {
    throw usage(`--${name} needs a value: --${name} ${placeholder}.`, command);
  }
  return value;
}

/** The value of an option that takes one of a few words. @throws UserError `usage` */
export function oneOfOption<Word extends string>(
  given: ParsedArguments,
  name: string,
  words: readonly Word[],
  fallback: Word,
): Word {
  const value = given.text(name);
  if (value === null) return fallback;
  const known = words.find((word) => word === value);
  if (known !== undefined) return known;
  const near = nearest(value, words);
  throw new UserError(
    'usage',
    `--${name} cannot be "${value}".`,
    `${near === null ? '' : `Did you mean ${near}? `}It takes one of: ${words.join(', ')}.`,
  );
}

function unknownOption(raw: string, command: Syntax): UserError {
  const near = nearest(raw, ['--help', ...command.options.map((option) => `--${option.name}`)]);
  const hint = near === null ? '' : `Did you mean ${near}? `;
  return new UserError('usage', `${command.name} has no option ${raw}.`, `${hint}${seeHelp(command)}`);
}

function usage(message: string, command: Syntax): UserError {
  return new UserError('usage', message, seeHelp(command));
}

function seeHelp(command: Syntax): string {
  return `countersign ${command.name} --help lists what it takes.`;
}
