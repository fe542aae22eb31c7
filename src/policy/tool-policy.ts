/**
 * Which AI tools and models a policy allows, and what follows where another one took part. Names are the ids that
 * reports use (`claude-code`); models are compared as they are named, with a star for anything.
 */
import { matchesStars } from './package-pattern.ts';

export const CONSEQUENCES = ['countersign', 'block'] as const;
export type Consequence = (typeof CONSEQUENCES)[number];

export interface ToolEntry {
  /** Null: any tool. */
  readonly tool: string | null;
  /** Null: any model. */
  readonly model: string | null;
  /** Of a denied one. */
  readonly then: Consequence;
  readonly because: string | null;
}

export interface ToolPolicy {
  /** Each list must hold a tool that takes part; more than one where two policies both hold. */
  readonly allow: readonly (readonly ToolEntry[])[];
  readonly deny: readonly ToolEntry[];
  /** What follows for a tool that is on no list of `allow`. */
  readonly otherwise: Consequence;
}

export const NO_TOOL_POLICY: ToolPolicy = { allow: [], deny: [], otherwise: 'countersign' };

export interface UsedTool {
  readonly tool: string | null;
  readonly model: string | null;
}

export interface ToolObjection {
  readonly used: UsedTool;
  readonly then: Consequence;
  readonly because: string | null;
}

/** What the policy has against each of these, gravest first for one that several entries name. */
export function objectionsTo(used: readonly UsedTool[], policy: ToolPolicy): ToolObjection[] {
  return used.flatMap((one) => {
    const denied = policy.deny.filter((entry) => isNamed(entry, one));
    const missing = policy.allow.some((list) => !list.some((entry) => isAllowed(entry, one)));
    const all = [
      ...denied.map(({ then, because }) => ({ used: one, then, because })),
      ...(missing ? [{ used: one, then: policy.otherwise, because: null }] : []),
    ];
    const gravest = all.find(({ then }) => then === 'block') ?? all[0];
    return gravest === undefined ? [] : [gravest];
  });
}

export function stricterTools(a: ToolPolicy, b: ToolPolicy): ToolPolicy {
  const deny = [...a.deny, ...b.deny];
  const graver = a.otherwise === 'block' || b.otherwise === 'block' ? 'block' : 'countersign';
  return { allow: [...a.allow, ...b.allow], deny, otherwise: graver };
}

function isNamed(entry: ToolEntry, used: UsedTool): boolean {
  if (entry.tool !== null && entry.tool !== used.tool) return false;
  return (
    entry.model === null || (used.model !== null && matchesStars(entry.model.toLowerCase(), used.model.toLowerCase()))
  );
}

/** What is not named does not speak against what is: a tool whose model nobody wrote down is allowed by its name. */
function isAllowed(entry: ToolEntry, used: UsedTool): boolean {
  if (entry.tool !== null && used.tool !== null && entry.tool !== used.tool) return false;
  if (entry.model === null || used.model === null)
    return entry.tool !== null || used.model === null || used.tool === null;
  return matchesStars(entry.model.toLowerCase(), used.model.toLowerCase());
}
