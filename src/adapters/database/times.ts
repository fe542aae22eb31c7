/** Times in the tables are milliseconds since 1970; at the ports they are ISO 8601, UTC. */

export function toIso(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

/** @throws RangeError where the text is no time */
export function toMilliseconds(iso: string): number {
  const milliseconds = Date.parse(iso);
  if (Number.isNaN(milliseconds)) throw new RangeError(`"${iso}" is no time`);
  return milliseconds;
}
