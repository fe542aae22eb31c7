/** Sensitive areas, and how a change came to touch one. */
import type { Place } from './span.ts';

export const AREAS = [
  'auth',
  'data',
  'dependencies',
  'infrastructure',
  'prompts',
  'logging',
  'integrations',
  'crypto',
  'secrets',
  'workflows',
  'agents',
  'governance',
] as const;

export type BuiltInArea = (typeof AREAS)[number];

/** A built-in area or one that a policy defines. */
export type AreaName = BuiltInArea | (string & {});

export interface AreaReason {
  readonly kind: 'path' | 'content' | 'finding';
  /** For people: "path matches **\/auth/**", "calls jsonwebtoken.verify". */
  readonly detail: string;
  readonly place: Place | null;
  readonly path: string;
}

export interface AreaTouch {
  readonly area: AreaName;
  readonly paths: readonly string[];
  readonly reasons: readonly AreaReason[];
  /**
   * Of infrastructure: the change touches who may do what (IAM policies, role bindings, security groups, container
   * privileges). By default such a touch always asks for a countersign, where other infrastructure does not.
   */
  readonly permissions?: boolean;
}
