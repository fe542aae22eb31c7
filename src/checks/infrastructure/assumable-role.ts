/** Roles that people nobody chose can take: everyone, or a whole other account without a word that it must know. */
import { defineRule } from '../rule.ts';
import { reportFlaws, type Flaw } from './flaw.ts';
import { policiesIn, restricts, type Policy } from './policies.ts';
import type { Condition, Statement } from './policy-statements.ts';

export const rule = defineRule({
  meta: {
    title: 'A role can be taken by people nobody chose',
    area: 'infrastructure',
    severity: 'high',
    confidence: 'high',
    cwe: [284, 732, 287],
    owasp: 'A01:2021',
  },
  needs: 'infrastructure',
  check(input, report) {
    const policies = policiesIn(input.resources, input.scope).filter(({ role }) => role === 'trust');
    reportFlaws(
      input,
      report,
      policies.flatMap((policy) => policy.statements.flatMap((statement, index) => flawOf(policy, statement, index))),
    );
  },
});

function flawOf({ owner, holder }: Policy, statement: Statement, index: number): Flaw[] {
  if (!statement.allows) return [];
  const common = {
    resource: holder,
    span: statement.principalSpan,
    identity: `statement ${statement.sid ?? index}`,
    evidence: holder === owner ? [] : [{ path: owner.path, span: owner.header, message: `used by ${owner.address}` }],
  };
  if (statement.everyone) {
    if (statement.conditions.some((condition) => restricts(condition) && isSaid(condition))) return [];
    return [
      {
        ...common,
        message: `${holder.address} can be taken by anyone with an AWS account`,
        remedy: 'Name the accounts, roles or services that take it.',
        severity: 'critical',
      },
    ];
  }
  const account = statement.accounts.find((one) => ACCOUNT.test(one));
  if (account === undefined || statement.conditions.some((condition) => restrictsTrust(condition))) return [];
  return [
    {
      ...common,
      message: `${holder.address} can be taken by everyone in the account ${/\d{12}/.exec(account)?.[0] ?? ''}, which shows nothing but itself`,
      remedy:
        'Ask for an external id (sts:ExternalId) of other companies, for a second factor of people; or name their role.',
      severity: 'medium',
      confidence: 'medium',
      adjustments: ['severity and confidence lowered: the account may be one of your own'],
    },
  ];
}

/** Of all accounts that are constants: whose is not known here. */
const ACCOUNT = /^(?:arn:aws[\w-]{0,10}:iam::\d{12}:root|\d{12})$/;

/** A second factor that must be there, an external id that is not empty, an organisation, a role of it. */
function restrictsTrust(condition: Condition): boolean {
  if (condition.key === 'aws:multifactorauthpresent')
    return condition.values.some((value) => value === 'true' || value === null);
  return restricts(condition) && isSaid(condition);
}

function isSaid({ values }: Condition): boolean {
  return values.length === 0 || values.some((value) => value !== '');
}
