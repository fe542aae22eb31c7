/** Waiting for something that others bring about, without waiting longer than it takes. */

export interface Waiting {
  waitFor(what: string, holds: () => boolean, timeoutMs?: number): Promise<void>;
  /** Something has happened. */
  lookAgain(): void;
}

const LOOK_EVERY_MS = 50;
const TIMEOUT_MS = 10_000;

export function createWaiting(): Waiting {
  const looks = new Set<() => void>();
  return {
    lookAgain() {
      for (const look of looks) look();
    },
    waitFor: (what, holds, timeoutMs = TIMEOUT_MS) =>
      new Promise((resolve, reject) => {
        const deadline = performance.now() + timeoutMs;
        const end = (finish: () => void): void => {
          clearInterval(timer);
          looks.delete(look);
          finish();
        };
        const look = (): void => {
          try {
            if (holds()) end(resolve);
            else if (performance.now() > deadline)
              end(() => reject(new Error(`${timeoutMs} ms were not enough for: ${what}`)));
          } catch (error) {
            end(() => reject(Error.isError(error) ? error : new Error(String(error))));
          }
        };
        const timer = setInterval(look, LOOK_EVERY_MS);
        looks.add(look);
        look();
      }),
  };
}
