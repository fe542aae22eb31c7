/** Where GitHub answers otherwise than its description says. Each has been seen, and none is for our comfort. */
import type { ErrorObject } from 'ajv';

interface Correction {
  /** JSON pointer of a field that may be null, against the description. */
  readonly nullable: RegExp;
  readonly because: string;
}

const CORRECTIONS: readonly Correction[] = [
  {
    nullable: /\/(?:line|position|start_line)$/,
    because: 'a comment whose lines have changed since has no place any more; the webhooks say so',
  },
  { nullable: /\/original_line$/, because: 'a comment on a whole file has no line; the webhooks say so' },
  { nullable: /\/head\/repo$/, because: 'the fork may be gone; the webhooks say so' },
];

export function isKnownDeviation({ instancePath, data }: ErrorObject): boolean {
  return data === null && CORRECTIONS.some(({ nullable }) => nullable.test(instancePath));
}
