/** Requests that carry a token. A 401 has no effect, so a request is sent again after it, once, with a fresh token. */
import type { Authentication } from './connection.ts';

/** `refresh`: the token given before was refused. The same one again means that there is no other. */
export type TokenSource = (refresh: boolean) => Promise<string>;

interface Endpoint {
  readonly headers: Readonly<Record<string, unknown>>;
}

interface Request {
  (endpoint: Endpoint): Promise<unknown>;
  readonly endpoint: { merge(route: unknown, parameters: unknown): Endpoint };
}

export function tokenAuthentication(tokens: TokenSource): Authentication {
  let known: readonly string[] = [];

  async function send(request: Request, endpoint: Endpoint, token: string): Promise<unknown> {
    if (!known.includes(token)) known = [token, ...known].slice(0, REMEMBERED);
    return request({ ...endpoint, headers: { ...endpoint.headers, authorization: `token ${token}` } });
  }

  async function hook(request: Request, route: unknown, parameters: unknown): Promise<unknown> {
    const endpoint = request.endpoint.merge(route, parameters);
    const token = await tokens(false);
    try {
      return await send(request, endpoint, token);
    } catch (error) {
      if ((error as { readonly status?: unknown } | null)?.status !== 401) throw error;
      const fresh = await tokens(true);
      if (fresh === token) throw error;
      return send(request, endpoint, fresh);
    }
  }

  return {
    strategy: () => ({ hook }),
    options: {},
    redact: (text) => known.reduce((rest, token) => rest.replaceAll(token, '[redacted]'), text),
  };
}

/** Tokens of before are redacted, too: an answer can be late. */
const REMEMBERED = 4;
