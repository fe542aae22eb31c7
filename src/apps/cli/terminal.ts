/** The two streams of the process, and what they can show. Whoever stops reading early is not an error. */
import type { WriteStream } from 'node:tty';

export interface Terminal {
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  /** Whether standard output is to be coloured. */
  readonly colour: boolean;
  /** Columns to lay out for. */
  readonly width: number;
  readonly stderr: { readonly isTty: boolean; readonly width: number; readonly colour: boolean };
  /** To standard output; resolved once it is written, or nobody reads any more. */
  print(text: string): Promise<void>;
  /** To standard error. */
  say(text: string): void;
}

const DEFAULT_WIDTH = 100;
/** Prose in longer lines is hard to read. */
const WIDEST = 120;
const NARROWEST = 40;

export function createTerminal(): Terminal {
  const { env, stdout, stderr } = process;
  let readerIsGone = false;
  for (const stream of [stdout, stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
      readerIsGone = true;
    });
  }
  return {
    env,
    cwd: process.cwd(),
    colour: wantsColour(env, stdout),
    width: widthOf(stdout),
    stderr: { isTty: stderr.isTTY, width: widthOf(stderr), colour: wantsColour(env, stderr) },
    print: (text) =>
      new Promise((resolve) => {
        if (readerIsGone) resolve();
        else stdout.write(text, () => resolve());
      }),
    say: (text) => void stderr.write(text),
  };
}

/** `NO_COLOR` wins over `FORCE_COLOR`, and both over what the stream is. */
function wantsColour(env: NodeJS.ProcessEnv, stream: WriteStream): boolean {
  if (isSet(env['NO_COLOR'])) return false;
  const force = env['FORCE_COLOR'];
  if (isSet(force)) return force !== '0' && force !== 'false';
  return stream.isTTY && env['TERM'] !== 'dumb';
}

function isSet(value: string | undefined): value is string {
  return value !== undefined && value !== '';
}

function widthOf(stream: WriteStream): number {
  const columns = stream.isTTY ? stream.columns : DEFAULT_WIDTH;
  return Math.min(WIDEST, Math.max(NARROWEST, columns > 0 ? columns : DEFAULT_WIDTH));
}
