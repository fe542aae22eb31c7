/** Whether somebody may do something is decided by what a language model answers. */
import { isAnswerOfModel } from '#analysis/dataflow/sinks/model-calls.ts';
import { isClear, refusalOf } from '#analysis/dataflow/access/refusals.ts';
import { hasWord, speaksOfAccess } from '#analysis/dataflow/models/access-words.ts';
import { operandsOf } from '#analysis/dataflow/link/operands.ts';
import { type FunctionRef, nodeOf, type Program, valueIn } from '#analysis/dataflow/link/program.ts';
import type { NodeId } from '#analysis/module-facts.ts';
import { changedFunctions, placeIn, symbolIn } from '../call-places.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  meta: {
    title: 'Who may do what is decided by what a language model answers',
    area: 'prompts',
    severity: 'high',
    confidence: 'medium',
    cwe: [285, 807],
    owasp: 'A01:2021',
  },
  needs: 'program',
  check({ side, program }, report) {
    for (const ref of changedFunctions(program)) {
      for (const branch of ref.fn.branches) {
        const refusal = refusalOf(ref, branch);
        if (refusal === null || !isClear(refusal.kind) || !isAsked(program, ref, branch.condition)) continue;
        report({
          place: placeIn(ref, side, branch.span),
          symbol: symbolIn(ref),
          message: 'A caller is let in or refused by what a language model answered',
          remedy: REMEDY,
        });
      }
      for (const { key, value, span } of grants(ref)) {
        if (!isAsked(program, ref, value)) continue;
        report({
          place: placeIn(ref, side, span),
          symbol: symbolIn(ref),
          message: `\`${key}\` is what a language model answered`,
          remedy: REMEDY,
        });
      }
    }
  },
});

const REMEDY =
  'Decide by what you know of the caller: their session, their role, whose object it is. A model may ask for something, and is refused like anybody else.';

const GRANTS: ReadonlySet<string> = new Set([
  'role',
  'roles',
  'permissions',
  'scopes',
  'isadmin',
  'authorized',
  'approved',
  'allowed',
]);

function* grants(ref: FunctionRef) {
  for (const node of ref.fn.nodes) {
    if (node.kind === 'update' && node.name !== null && isGrant(node.name))
      yield { key: node.name, value: node.value, span: node.span };
  }
}

function isGrant(name: string): boolean {
  return (
    GRANTS.has(name.toLowerCase()) || (speaksOfAccess(name) && hasWord(name, new Set(['is', 'can', 'may', 'has'])))
  );
}

function isAsked(program: Program, ref: FunctionRef, id: NodeId): boolean {
  return operandsOf(valueIn(ref, id), { throughCalls: false }).some((part) => {
    const { kind } = nodeOf(part);
    return (
      (kind === 'call' || kind === 'member' || kind === 'await') &&
      isAnswerOfModel(program, part) &&
      !isAboutItself(part)
    );
  });
}

/** Why it stopped, and whether it answered at all, is no decision. */
function isAboutItself(part: Parameters<typeof nodeOf>[0]): boolean {
  const node = nodeOf(part);
  return (
    node.kind !== 'member' ||
    /^(?:finish_?reason|finishReason|stop_reason|status|error|length|usage|choices|output)$/.test(node.name)
  );
}
