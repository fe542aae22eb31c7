/**
 * One request for JSON, with a time-out and a bound on the answer. Answers are values here, failures too: nothing is
 * thrown for what the other side does, and no header is ever in a reason.
 */
import type { z } from 'zod';

export type JsonAnswer<T> =
  | { readonly kind: 'found'; readonly value: T }
  /** The source says that there is no such thing. */
  | { readonly kind: 'absent' }
  | { readonly kind: 'failed'; readonly reason: string };

export interface JsonRequestOptions {
  readonly timeoutMs: number;
  readonly maxBytes: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** A body makes it a POST. */
  readonly body?: unknown;
}

export async function requestJson<T>(
  url: URL,
  schema: z.ZodType<T>,
  options: JsonRequestOptions,
): Promise<JsonAnswer<T>> {
  const { timeoutMs, maxBytes, headers = {}, body } = options;
  try {
    const response = await fetch(url, {
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
      headers: {
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      // Credentials would go along to wherever a redirect leads.
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (response.status === 404 || response.status === 410) return { kind: 'absent' };
    if (!response.ok) return { kind: 'failed', reason: `it answered ${response.status}` };
    const text = await readBounded(response, maxBytes);
    if (text === null) return { kind: 'failed', reason: 'its answer is too large' };
    const parsed = schema.safeParse(JSON.parse(text));
    return parsed.success
      ? { kind: 'found', value: parsed.data }
      : { kind: 'failed', reason: 'its answer has another form' };
  } catch (error) {
    return { kind: 'failed', reason: reasonOf(error) };
  }
}

async function readBounded(response: Response, maxBytes: number): Promise<string | null> {
  if (response.body === null) return '';
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body) {
    const bytes = part as Uint8Array;
    size += bytes.length;
    if (size > maxBytes) return null;
    parts.push(bytes);
  }
  return new TextDecoder().decode(Buffer.concat(parts));
}

function reasonOf(error: unknown): string {
  if (!Error.isError(error)) return 'it could not be asked';
  if (error.name === 'TimeoutError') return 'it took too long';
  if (error instanceof SyntaxError) return 'its answer is no JSON';
  return 'it could not be reached';
}
