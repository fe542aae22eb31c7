/** What to put away when somebody interrupts the process; it then ends by that signal, as if nobody had listened. */

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Answers a function that stops listening. */
export function onInterruption(putAway: () => Promise<unknown>): () => void {
  const interrupted = (signal: NodeJS.Signals): void => {
    stop();
    const end = (): void => void process.kill(process.pid, signal);
    putAway().then(end, end);
  };
  const stop = (): void => {
    for (const signal of SIGNALS) process.off(signal, interrupted);
  };
  for (const signal of SIGNALS) process.on(signal, interrupted);
  return stop;
}
