/** Which answer belongs to which path and method. */
import type { IncomingMessage } from 'node:http';
import type { Answer } from './http/answer.ts';

export type Handler = (request: IncomingMessage, url: URL) => Promise<Answer>;
export type Routes = Readonly<Record<string, Readonly<Partial<Record<'GET' | 'POST', Handler>>>>>;

const NOT_FOUND: Answer = { status: 404, body: 'There is nothing here.' };

export async function route(routes: Routes, request: IncomingMessage): Promise<Answer> {
  const url = URL.parse(request.url ?? '/', 'http://server.invalid');
  if (url === null || !Object.hasOwn(routes, url.pathname)) return NOT_FOUND;
  const methods = routes[url.pathname] ?? {};
  const handler = request.method === 'POST' ? methods.POST : isReading(request.method) ? methods.GET : undefined;
  if (handler !== undefined) return handler(request, url);
  const allow = [...(methods.GET ? ['GET', 'HEAD'] : []), ...(methods.POST ? ['POST'] : [])].join(', ');
  return { status: 405, body: `Only ${allow}.`, headers: { allow } };
}

function isReading(method: string | undefined): boolean {
  return method === 'GET' || method === 'HEAD';
}
