/** What people outside can do with storage, gravest last. */
import type { Severity } from '#domain/finding.ts';

export type Reach = 'allowed-below' | 'read' | 'write';

export const SEVERITY_OF_REACH: Readonly<Record<Reach, Severity>> = {
  'allowed-below': 'medium',
  read: 'high',
  write: 'critical',
};
