/** Where GitHub answers otherwise than its description says. Each has been seen, and none is for our comfort. */
import type { ErrorObject } from 'ajv';

interface Correction {
  /** JSON pointer of the field. */
  readonly place: RegExp;
  /** What is there against the description. */
  readonly allows: 'null' | 'text' | 'object';
  readonly because: string;
}

const CORRECTIONS: readonly Correction[] = [
  {
    place: /\/(?:line|position|start_line)$/,
    allows: 'null',
    because: 'a comment whose lines have changed since has no place any more; the webhooks say so',
  },
  {
    place: /\/original_line$/,
    allows: 'null',
    because: 'a comment on a whole file has no line; the webhooks say so',
  },
  { place: /\/head\/repo$/, allows: 'null', because: 'the fork may be gone; the webhooks say so' },
  {
    place: /\/app\/events\/\d+$/,
    allows: 'text',
    because: 'the list of events is older than some events, `merge_group` among them',
  },
  {
    place: /^\/\d+\/account$/,
    allows: 'object',
    because: 'the account of an installation is a user or an enterprise; for the list of them it says both at once',
  },
];

export function isKnownDeviation({ instancePath, data }: ErrorObject): boolean {
  const kind = data === null ? 'null' : typeof data === 'string' ? 'text' : typeof data;
  return CORRECTIONS.some(({ place, allows }) => place.test(instancePath) && allows === kind);
}
