/** Whether webhooks can be taken: the store answers, and nobody is stopping. Asked often, and by anybody. */
import type { Logger } from 'pino';
import { StoreError } from '#review/store/store-error.ts';
import type { Answer } from './http/answer.ts';
import { faultOf } from './fault.ts';

export interface Readiness {
  answer(): Promise<Answer>;
  /** From now on it is not. */
  end(): void;
}

const KEPT_MS = 1_000;
const PATIENCE_MS = 3_000;

const READY: Answer = { status: 200, body: 'ready' };
const STOPPING: Answer = { status: 503, body: 'stopping' };
const NOT_READY: Answer = { status: 503, body: 'the store does not answer' };

export function createReadiness(
  ping: () => Promise<void>,
  { log, now }: { readonly log: Logger; readonly now: () => number },
): Readiness {
  let ended = false;
  let kept: { readonly at: number; readonly answer: Promise<Answer> } | null = null;

  async function ask(): Promise<Answer> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<Answer>((resolve) => {
      timer = setTimeout(() => resolve(NOT_READY), PATIENCE_MS);
    });
    const pinged = ping().then(
      () => READY,
      (error: unknown) => {
        const known = error instanceof StoreError ? { code: error.code, remedy: error.remedy } : faultOf(error);
        log.error({ err: known }, 'the store does not answer');
        return NOT_READY;
      },
    );
    return Promise.race([pinged, late]).finally(() => clearTimeout(timer));
  }

  return {
    async answer() {
      if (ended) return STOPPING;
      if (kept === null || now() - kept.at > KEPT_MS || now() < kept.at) kept = { at: now(), answer: ask() };
      return kept.answer;
    },
    end() {
      ended = true;
    },
  };
}
