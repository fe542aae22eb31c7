/** Policies that allow everything: all actions on all resources, or all actions of a service that gives them. */
import { defineRule } from '../rule.ts';
import { reportFlaws, type Flaw } from './flaw.ts';
import { policiesIn, type Policy } from './policies.ts';
import type { Statement } from './policy-statements.ts';
import { isEveryAction, wildAction } from './wildcards.ts';

export const rule = defineRule({
  meta: {
    title: 'A policy allows more than anyone needs',
    area: 'infrastructure',
    severity: 'high',
    confidence: 'high',
    cwe: [250, 732, 269],
    owasp: 'A01:2021',
  },
  needs: 'infrastructure',
  check(input, report) {
    const policies = policiesIn(input.resources, input.scope).filter(({ role }) => role !== 'resource');
    const seen = new Set<string>();
    const flaws = policies.flatMap((policy) =>
      policy.statements.flatMap((statement, index) => {
        const key = `${policy.holder.address} ${index}`;
        const flaw = seen.has(key) ? null : flawOf(policy, statement, index);
        seen.add(key);
        return flaw === null ? [] : [flaw];
      }),
    );
    reportFlaws(input, report, flaws);
  },
});

function flawOf(policy: Policy, statement: Statement, index: number): Flaw | null {
  const { holder, owner } = policy;
  if (policy.role === 'trust') return trustFlaw(policy, statement, index);
  const action = statement.allows ? wildAction(statement) : null;
  if (action === null || (holder === owner && isAboutSomebody(statement))) return null;
  const isEverything = isEveryAction(action);
  const lowered = statement.conditions.length > 0;
  return {
    resource: holder,
    span: statement.actionSpan,
    message: `${holder.address} allows ${isEverything ? 'every action' : `every action of ${action.split(':')[0] ?? ''}`} on everything`,
    remedy: 'Name the actions and the resources that are needed; what was used is listed by IAM Access Analyzer.',
    severity: isEverything ? 'high' : POWERFUL.has(action.split(':')[0] ?? '') ? 'high' : 'medium',
    ...(lowered ? { confidence: 'medium' as const } : {}),
    adjustments: [
      ...(isEverything || POWERFUL.has(action.split(':')[0] ?? '') ? [] : ['severity lowered: it is one service only']),
      ...(lowered ? ['confidence lowered: it has conditions'] : []),
    ],
    identity: `statement ${statement.sid ?? index}`,
    evidence: holder === owner ? [] : [{ path: owner.path, span: owner.header, message: `used by ${owner.address}` }],
  };
}

/** Who may do everything here may take the rest. */
const POWERFUL: ReadonlySet<string> = new Set([
  'iam',
  'sts',
  'organizations',
  'kms',
  'lambda',
  'ec2',
  's3',
  'secretsmanager',
]);

/** A statement with principals is of a thing's own policy: on everything means on that thing. */
function isAboutSomebody({ everyone, accounts }: Statement): boolean {
  return everyone || accounts.length > 0;
}

/** Who takes a role needs one action or two for it; a star there is a policy that was meant for something else. */
function trustFlaw({ holder, owner }: Policy, statement: Statement, index: number): Flaw | null {
  if (!statement.allows || !statement.actions.some(isEveryAction)) return null;
  return {
    resource: holder,
    span: statement.actionSpan,
    message: `${holder.address} allows every action to who may take the role`,
    remedy: 'Allow sts:AssumeRole alone, and what the role may do in a policy of its own.',
    severity: 'medium',
    adjustments: ['severity lowered: what the role itself may do is said elsewhere'],
    identity: `statement ${statement.sid ?? index}`,
    evidence: holder === owner ? [] : [{ path: owner.path, span: owner.header, message: `used by ${owner.address}` }],
  };
}
