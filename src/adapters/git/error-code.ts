/** Which system error this is. Errors of Node's own modules are not always `instanceof Error`: their `code` tells. */
export function hasErrorCode(error: unknown, ...codes: readonly string[]): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && codes.some((code) => code === error.code);
}
