/** A decision about access that says yes to what it does not know. */
import { speaksOfAccess, wordsOf } from '#analysis/dataflow/models/access-words.ts';
import type { FunctionRef } from '#analysis/dataflow/link/program.ts';
import type { Branch, Exit } from '#analysis/module-facts.ts';
import type { Place, Side, Span } from '#domain/span.ts';
import { defineRule, type RuleReport } from '../rule.ts';

export const rule = defineRule({
  meta: {
    title: 'A decision about access permits what it does not know',
    area: 'auth',
    severity: 'high',
    confidence: 'high',
    cwe: [863, 1188],
    owasp: 'A01:2021',
  },
  needs: 'program',
  check({ side, program }, report) {
    for (const module of program.changed) {
      for (const fn of module.facts.functions) {
        if (!decidesAccess(fn.name ?? '')) continue;
        const ref = { module, fn };
        const found = permittingDefault(ref);
        if (found !== null) report(tell(ref, found, side));
      }
    }
  },
});

const DECIDING: ReadonlySet<string> = new Set([
  'can',
  'may',
  'allow',
  'allows',
  'authorize',
  'authorise',
  'permit',
  'permits',
]);

/** Words of questions about the thing itself: a role that is licensed is a role that exists. */
const OTHERWISE: ReadonlySet<string> = new Set([
  ...['licensed', 'valid', 'enabled', 'supported', 'available', 'visible', 'known', 'defined', 'empty', 'equal'],
]);

/** `canEdit`, `isAllowed`, `hasPermission`, `checkAccess`; a text for a role is no decision. */
function decidesAccess(name: string): boolean {
  if (name === 'canActivate') return true;
  const [first = ''] = wordsOf(name);
  if (wordsOf(name).some((word) => OTHERWISE.has(word))) return false;
  return DECIDING.has(first) || (/^(?:is|has|check|verify|ensure|assert|require)$/.test(first) && speaksOfAccess(name));
}

/** The default case of a `switch` returns yes, while another case may say no. */
function permittingDefault(ref: FunctionRef): { readonly branch: Branch; readonly exit: Exit } | null {
  const { branches, nodes } = ref.fn;
  for (const branch of branches) {
    if (branch.form !== 'case' || nodes[branch.condition]?.kind !== 'unknown') continue;
    const exits = exitsOf(ref, branch);
    const [exit] = exits;
    if (exit === undefined || exits.length !== 1 || !isYes(ref, exit)) continue;
    const others = branches.filter((one) => one.form === 'case' && one !== branch && one.point === branch.point);
    const mayRefuse = (
      others.length > 0 ? others : branches.filter((one) => one.form === 'case' && one !== branch)
    ).some((one) => exitsOf(ref, one).some((other) => !isYes(ref, other)));
    if (mayRefuse) return { branch, exit };
  }
  return null;
}

function exitsOf(ref: FunctionRef, { whenTrue }: Branch): readonly Exit[] {
  return ref.fn.exits.slice(whenTrue.exits.from, whenTrue.exits.to);
}

function isYes(ref: FunctionRef, { kind, value }: Exit): boolean {
  const node = kind === 'return' && value !== null ? ref.fn.nodes[value] : undefined;
  return node?.kind === 'literal' && node.value === true;
}

function tell(ref: FunctionRef, { branch, exit }: { branch: Branch; exit: Exit }, side: Side): RuleReport {
  const at = (span: Span): Place => ({ path: ref.module.path, side, span });
  const name = ref.fn.name ?? ref.fn.symbol;
  return {
    place: at(exit.span),
    symbol: ref.fn.symbol,
    message: `\`${name}\` permits every case that it does not name, those that are added later among them`,
    remedy: 'Return `false` by default, and name each case that is permitted.',
    evidence: [{ place: at(branch.span), message: 'what is not named comes here' }],
  };
}
