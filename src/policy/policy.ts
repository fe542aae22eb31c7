/**
 * What a repository asks of a change, once its file has been read: which areas wait for whom, which findings block,
 * which rules run. Plain data; maps rather than objects, so that no name from a file can reach a prototype.
 */
import { AREAS, type AreaName, type BuiltInArea } from '#domain/area.ts';
import { SEVERITIES, type Severity } from '#domain/finding.ts';
import { defaultCodePolicy, type CodePolicy } from './code-policy.ts';
import { defaultDependencyPolicy, type DependencyPolicy } from './dependency-policy.ts';
import { NO_TOOL_POLICY, type ToolPolicy } from './tool-policy.ts';

export const MODES = ['observe', 'enforce'] as const;
export type Mode = (typeof MODES)[number];

/** Strictest last. `assisted`: where AI assisted, or where a declaration was asked for and not given. */
export const COUNTERSIGNS = ['never', 'assisted', 'always'] as const;
export type Countersign = (typeof COUNTERSIGNS)[number];

/** Strictest first: a finding of at least that severity blocks. */
export const BLOCKS = [...SEVERITIES, 'never'] as const;
export type Block = (typeof BLOCKS)[number];

/** Strictest last. `sensitive`: for changes that touch an area where a countersign can be asked. */
export const DECLARATIONS = ['never', 'sensitive', 'always'] as const;
export type Declaration = (typeof DECLARATIONS)[number];

/** What a change counts as whose author had to say and did not. Strictest last. */
export const UNDECLARED = ['human', 'assisted'] as const;
export type Undeclared = (typeof UNDECLARED)[number];

export interface ProvenancePolicy {
  readonly declaration: Declaration;
  readonly undeclared: Undeclared;
  readonly tools: ToolPolicy;
}

export interface AreaPolicy {
  /** Globs from the repository's root. Of a built-in area they add to those that it has; an own area has these alone. */
  readonly paths: readonly string[];
  readonly countersign: Countersign;
  readonly block: Block;
}

export interface RulePolicy {
  readonly off: boolean;
  /** Null: the rule's own. */
  readonly severity: Severity | null;
  /** The severity counts only where it is graver than the rule's own. Comes from merging, never from a file. */
  readonly raiseOnly: boolean;
}

export interface Policy {
  readonly version: 1;
  readonly mode: Mode;
  /** Every built-in area, then own ones in the order of the file. */
  readonly areas: ReadonlyMap<AreaName, AreaPolicy>;
  /** Only rules that the file names. */
  readonly rules: ReadonlyMap<string, RulePolicy>;
  readonly provenance: ProvenancePolicy;
  readonly dependencies: DependencyPolicy;
  readonly agents: {
    /** Servers that agents may use. One list for each policy that has one: a server has to be on all of them. */
    readonly servers: readonly (readonly string[])[];
  };
  readonly code: CodePolicy;
}

/** Areas where a mistake opens a door wait for an owner whoever wrote the change; in the others AI assistance does. */
const DEFAULT_COUNTERSIGN: Readonly<Record<BuiltInArea, Countersign>> = {
  auth: 'always',
  data: 'assisted',
  dependencies: 'assisted',
  infrastructure: 'assisted',
  prompts: 'assisted',
  logging: 'assisted',
  integrations: 'assisted',
  crypto: 'assisted',
  secrets: 'always',
  workflows: 'always',
  agents: 'always',
  governance: 'always',
};

const DEFAULT_BLOCK: Block = 'high';

/** An area that nobody configured. Who names an area of their own means it to be looked at: `always`. */
export function defaultArea(name: AreaName): AreaPolicy {
  const countersign = isBuiltIn(name) ? DEFAULT_COUNTERSIGN[name] : 'always';
  return { paths: [], countersign, block: DEFAULT_BLOCK };
}

/** What holds where a repository says nothing: it watches, with every area at its default. */
export function defaultPolicy(): Policy {
  return {
    version: 1,
    mode: 'observe',
    areas: new Map(AREAS.map((name) => [name, defaultArea(name)])),
    rules: new Map(),
    provenance: { declaration: 'never', undeclared: 'assisted', tools: NO_TOOL_POLICY },
    dependencies: defaultDependencyPolicy(),
    agents: { servers: [] },
    code: defaultCodePolicy(),
  };
}

export function isBuiltIn(name: string): name is BuiltInArea {
  return (AREAS as readonly string[]).includes(name);
}

/** The policy of an area, also of one that no policy knows. */
export function areaPolicy(policy: Policy, name: AreaName): AreaPolicy {
  return policy.areas.get(name) ?? defaultArea(name);
}

/** Globs that a policy adds, by area, in the order of the policy; areas without any are left out. */
export function areaPaths(policy: Policy): ReadonlyMap<AreaName, readonly string[]> {
  return new Map(
    [...policy.areas].filter(([, area]) => area.paths.length > 0).map(([name, area]) => [name, area.paths]),
  );
}

/**
 * What the rules are run with: off, or a severity that replaces the rule's own. `ownSeverity` is needed where a merge
 * asks for "at least": a rule that is graver by itself keeps what it says.
 */
export function ruleSettings(
  policy: Policy,
  ownSeverity: (ruleId: string) => Severity | undefined,
): ReadonlyMap<string, { readonly off?: boolean; readonly severity?: Severity }> {
  const settings = new Map<string, { off?: boolean; severity?: Severity }>();
  for (const [id, rule] of policy.rules) {
    if (rule.off) settings.set(id, { off: true });
    else if (rule.severity !== null && !staysAsItIs(rule, ownSeverity(id)))
      settings.set(id, { severity: rule.severity });
  }
  return settings;
}

function staysAsItIs(rule: RulePolicy, own: Severity | undefined): boolean {
  if (!rule.raiseOnly || rule.severity === null || own === undefined) return false;
  return SEVERITIES.indexOf(own) >= SEVERITIES.indexOf(rule.severity);
}
