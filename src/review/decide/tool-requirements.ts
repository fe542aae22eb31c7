/** Tools and models that took part and that the policy does not allow: each blocks, or waits for somebody. */
import type { Provenance } from '#domain/provenance.ts';
import type { Requirement } from '#domain/verdict.ts';
import type { Policy } from '#policy/policy.ts';
import { objectionsTo, type ToolObjection, type UsedTool } from '#policy/tool-policy.ts';
import { titleOf } from '#provenance/tools/title.ts';
import { approvalOf, ownersOf, type Owners } from './approval.ts';

export function toolRequirements(provenance: Provenance, policy: Policy, owners: Owners): Requirement[] {
  if (provenance.verdict !== 'assisted' && provenance.verdict !== 'contradicted') return [];
  return objectionsTo(usedTools(provenance), policy.provenance.tools).map((objection) =>
    requirement(objection, owners),
  );
}

/** What counted, pairs of tool and model as they were named together. */
function usedTools({ signals, tools, models }: Provenance): UsedTool[] {
  const used = new Map<string, UsedTool>();
  const add = (tool: string | null, model: string | null): void => {
    if (tool !== null || model !== null) used.set(JSON.stringify([tool, model]), { tool, model });
  };
  for (const { says, tool, model } of signals) {
    if (says !== 'assisted' || (tool !== null && !tools.includes(tool))) continue;
    add(tool, model !== null && models.includes(model) ? model : null);
  }
  return [...used.values()];
}

function requirement({ used, then, because }: ToolObjection, owners: Owners): Requirement {
  const name = [used.tool === null ? '' : titleOf(used.tool), used.model ?? '']
    .filter((part) => part !== '')
    .join(', ');
  const approval = then === 'countersign' ? approvalOf(null, owners) : null;
  return {
    id: `tool:${used.tool ?? ''}:${used.model ?? ''}`,
    kind: 'tool',
    area: null,
    state: approval === null ? 'unmet' : 'met',
    outcome: then === 'block' ? 'blocked' : 'needs-countersign',
    reason: `AI took part that the policy does not allow: ${name}${because === null ? '' : ` (${because})`}.`,
    satisfiedBy:
      then === 'block'
        ? 'Have the change made without it, or have the policy allow it.'
        : approval === null
          ? `An approval by ${ownersOf(null, owners)}.`
          : `Approved by ${approval.by}.`,
    findings: [],
    paths: [],
  };
}
