/** What a command is. Commands are cheap to name: whatever a run needs, its `run` imports. */
import type { ParsedArguments } from './arguments.ts';
import type { Terminal } from './terminal.ts';

export interface OptionSpec {
  /** Without dashes. */
  readonly name: string;
  /** What stands for its value in the help, `DIR`; null for a switch. */
  readonly value: string | null;
  readonly help: string;
}

export interface Command {
  /** As typed: `review`, `hook install`. */
  readonly name: string;
  /** For the list of commands. */
  readonly summary: string;
  /** What may follow the options, `[ID]`; empty where nothing may. */
  readonly positional: string;
  readonly options: readonly OptionSpec[];
  /** Paragraphs below the options. */
  readonly details: readonly string[];
  /** Answers the exit code. */
  readonly run: (given: ParsedArguments, context: Context) => Promise<number>;
}

export interface Context {
  readonly terminal: Terminal;
  /** The folder of this package or checkout. */
  readonly root: string;
  readonly version: string;
}
