/**
 * Two policies that both hold, as for a branch that is not the default one: of each field the stricter counts, so
 * that neither branch can loosen what the other asks. Commutative and associative but for the order of own areas.
 */
import { SEVERITIES, type Severity } from '#domain/finding.ts';
import { stricterCode } from './code-policy.ts';
import { stricterDependencies } from './dependency-policy.ts';
import {
  BLOCKS,
  COUNTERSIGNS,
  defaultArea,
  DECLARATIONS,
  MODES,
  UNDECLARED,
  type AreaPolicy,
  type Policy,
  type RulePolicy,
} from './policy.ts';
import { stricterTools } from './tool-policy.ts';

/**
 * The stricter of both, field by field: enforcing over observing; an area of either, with the paths of both, the
 * more demanding countersign and the lower threshold; a rule is off only where both turn it off, and lowered only as
 * far as both lower it.
 */
export function stricter(a: Policy, b: Policy): Policy {
  const areas = new Set([...a.areas.keys(), ...b.areas.keys()]);
  const rules = new Set([...a.rules.keys(), ...b.rules.keys()]);
  return {
    version: 1,
    mode: later(MODES, a.mode, b.mode),
    areas: new Map([...areas].map((name) => [name, stricterArea(a.areas.get(name), b.areas.get(name), name)])),
    rules: new Map([...rules].map((id) => [id, stricterRule(a.rules.get(id), b.rules.get(id))])),
    agents: { servers: [...a.agents.servers, ...b.agents.servers] },
    provenance: {
      declaration: later(DECLARATIONS, a.provenance.declaration, b.provenance.declaration),
      undeclared: later(UNDECLARED, a.provenance.undeclared, b.provenance.undeclared),
      tools: stricterTools(a.provenance.tools, b.provenance.tools),
    },
    dependencies: stricterDependencies(a.dependencies, b.dependencies),
    code: stricterCode(a.code, b.code),
  };
}

/** An area that only one of them knows stays as that one has it. */
function stricterArea(a: AreaPolicy | undefined, b: AreaPolicy | undefined, name: string): AreaPolicy {
  if (a === undefined || b === undefined) return a ?? b ?? defaultArea(name);
  return {
    paths: [...new Set([...a.paths, ...b.paths])],
    countersign: later(COUNTERSIGNS, a.countersign, b.countersign),
    block: earlier(BLOCKS, a.block, b.block),
  };
}

const AS_IT_IS: RulePolicy = { off: false, severity: null, raiseOnly: false };

function stricterRule(a: RulePolicy = AS_IT_IS, b: RulePolicy = AS_IT_IS): RulePolicy {
  if (a.off) return b;
  if (b.off) return a;
  if (a.severity === null && b.severity === null) return AS_IT_IS;
  const severity = graver(a.severity, b.severity);
  const bothReplace = a.severity !== null && b.severity !== null && !a.raiseOnly && !b.raiseOnly;
  return { off: false, severity, raiseOnly: !bothReplace };
}

function graver(a: Severity | null, b: Severity | null): Severity | null {
  if (a === null || b === null) return a ?? b;
  return later(SEVERITIES, a, b);
}

function later<T>(order: readonly T[], a: T, b: T): T {
  return order.indexOf(a) >= order.indexOf(b) ? a : b;
}

function earlier<T>(order: readonly T[], a: T, b: T): T {
  return order.indexOf(a) <= order.indexOf(b) ? a : b;
}
