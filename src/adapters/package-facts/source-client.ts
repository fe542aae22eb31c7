/**
 * Asks one source many things: a few at a time, each answer kept until it may have changed, and nothing more once the
 * source has failed several times in a row, so that one that is down costs seconds and not minutes.
 */
import type { z } from 'zod';
import type { PackageAnswerCache } from '#review/store/package-answers.ts';
import { type JsonAnswer, requestJson } from './json-request.ts';

export interface SourceClient {
  get<T>(path: string, schema: z.ZodType<T>): Promise<JsonAnswer<T>>;
  post<T>(path: string, body: unknown, schema: z.ZodType<T>): Promise<JsonAnswer<T>>;
}

export interface SourceClientOptions {
  /** With a slash at its end. */
  readonly url: string;
  readonly cache: PackageAnswerCache;
  readonly headers?: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  /** How long what was found is kept, and how long that there is nothing. */
  readonly keepMs: { readonly found: number; readonly absent: number };
  readonly maxBytes?: number;
}

const MAX_BYTES = 32 * 1024 * 1024;
const AT_ONCE = 8;
const FAILURES_IN_A_ROW = 4;

export function createSourceClient(options: SourceClientOptions): SourceClient {
  const { url, cache, timeoutMs, keepMs, headers = {}, maxBytes = MAX_BYTES } = options;
  const turn = createTurns(AT_ONCE);
  let failures = 0;
  let lastReason = '';

  async function ask<T>(path: string, schema: z.ZodType<T>, body?: unknown): Promise<JsonAnswer<T>> {
    return turn(async () => {
      if (failures >= FAILURES_IN_A_ROW) return { kind: 'failed', reason: lastReason };
      const request = { timeoutMs, maxBytes, headers, ...(body === undefined ? {} : { body }) };
      const answer = await requestJson(new URL(path, url), schema, request);
      failures = answer.kind === 'failed' ? failures + 1 : 0;
      if (answer.kind === 'failed') lastReason = answer.reason;
      return answer;
    });
  }

  return {
    async get(path, schema) {
      const key = url + path;
      const kept = readKept((await cache.get([key]).catch(() => new Map<string, string>())).get(key), schema);
      if (kept !== null) return kept;
      const answer = await ask(path, schema);
      if (answer.kind !== 'failed') {
        const keep = answer.kind === 'found' ? keepMs.found : keepMs.absent;
        await cache.put(new Map([[key, JSON.stringify(answer)]]), keep).catch(() => undefined);
      }
      return answer;
    },
    post: (path, body, schema) => ask(path, schema, body),
  };
}

/** What an older version kept in another form is asked for again. */
function readKept<T>(kept: string | undefined, schema: z.ZodType<T>): JsonAnswer<T> | null {
  if (kept === undefined) return null;
  try {
    const answer = JSON.parse(kept) as JsonAnswer<unknown>;
    if (answer.kind !== 'found') return answer.kind === 'absent' ? answer : null;
    const parsed = schema.safeParse(answer.value);
    return parsed.success ? { kind: 'found', value: parsed.data } : null;
  } catch {
    return null;
  }
}

function createTurns(atOnce: number): <T>(run: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (run) => {
    if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
    running += 1;
    try {
      return await run();
    } finally {
      running -= 1;
      waiting.shift()?.();
    }
  };
}
