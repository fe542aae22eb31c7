/** What a command is. Commands are cheap to name: whatever a run needs, its `run` imports. */
import type { ParsedArguments, Syntax } from './arguments.ts';
import type { Terminal } from './terminal.ts';

export interface Command extends Syntax {
  /** For the list of commands. */
  readonly summary: string;
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
