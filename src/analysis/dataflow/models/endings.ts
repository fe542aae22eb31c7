/** Functions that never come back: they throw, or end the process. Data, with where that is documented. */

export const ENDING_SYMBOLS: ReadonlySet<string> = new Set([
  // nextjs.org/docs/app/api-reference/functions: they throw
  ...['redirect', 'permanentRedirect', 'notFound', 'forbidden', 'unauthorized'].map(
    (name) => `next/navigation.${name}`,
  ),
  // svelte.dev/docs/kit/@sveltejs-kit#error: from version 2 on it throws
  ...['error', 'redirect'].map((name) => `@sveltejs/kit.${name}`),
  // nodejs.org/api/process.html
  ...['process.exit', 'process.abort', 'node:process.exit'],
]);

/** `ctx.throw(403)`, `throwForbidden()`, `abort(401)`, `fail('…')`: named after not coming back. */
export const ENDING_NAME = /^(?:throw|raise|abort|fail|panic|die|bail)(?:$|[A-Z_])/;
