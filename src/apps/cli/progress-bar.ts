/** How far the work is, on standard error: only where a person watches, and only once it takes longer than a second. */
import type { Progress } from '#review/ports.ts';
import type { Terminal } from './terminal.ts';

export interface ProgressBar extends Progress {
  /** Takes it off the screen. */
  clear(): void;
}

const SILENT_MS = 1_000;
const BETWEEN_MS = 100;
const BAR_WIDTH = 24;

export function createProgressBar(terminal: Terminal): ProgressBar {
  if (!terminal.stderr.isTty) return { step: () => undefined, clear: () => undefined };
  const started = Date.now();
  let drawnAt = started + SILENT_MS - BETWEEN_MS;
  let isShown = false;
  return {
    step(stage, done, total) {
      const now = Date.now();
      if (now - drawnAt < BETWEEN_MS) return;
      drawnAt = now;
      isShown = true;
      terminal.say(`\r${barOf(stage, done, total).slice(0, terminal.stderr.width - 1)}\u001b[K`);
    },
    clear() {
      if (isShown) terminal.say('\r\u001b[K');
      isShown = false;
    },
  };
}

function barOf(stage: string, done: number, total: number): string {
  const part = total > 0 ? Math.min(1, done / total) : 0;
  const filled = Math.round(part * BAR_WIDTH);
  const count = total > 1 ? ` ${done}/${total}` : '';
  return `${'█'.repeat(filled)}${'░'.repeat(BAR_WIDTH - filled)} ${stage}${count}`;
}
