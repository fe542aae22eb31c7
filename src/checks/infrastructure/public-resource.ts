/** Keys, queues, topics, images, functions and secrets whose own policy lets everyone use them. */
import { fieldOf, flagIn, textIn } from '#analysis/infrastructure/fields.ts';
import type { Resource } from '#analysis/infrastructure/resource.ts';
import { defineRule } from '../rule.ts';
import { reportFlaws, type Flaw } from './flaw.ts';
import { policiesIn, restricts, type Policy } from './policies.ts';
import type { Statement } from './policy-statements.ts';
import { GOOGLE_GROUPS } from './public-grants.ts';
import { itemsIn } from '#analysis/infrastructure/fields.ts';
import { replaceValue } from './repair.ts';

export const rule = defineRule({
  meta: {
    title: 'A key, queue, image or function can be used by everyone',
    area: 'infrastructure',
    severity: 'high',
    confidence: 'high',
    cwe: [284, 732],
    owasp: 'A01:2021',
  },
  needs: 'infrastructure',
  check(input, report) {
    const policies = policiesIn(input.resources, input.scope).filter(({ role }) => role === 'resource');
    reportFlaws(
      input,
      report,
      policies
        .filter(({ owner }) => !owner.kind.startsWith('aws_s3_'))
        .flatMap((policy) => policy.statements.flatMap((statement, index) => ofStatement(policy, statement, index))),
    );
    reportFlaws(input, report, input.resources.flatMap(ofFunction));
    reportFlaws(input, report, input.resources.flatMap(ofMembers));
  },
});

function ofStatement({ owner, holder }: Policy, statement: Statement, index: number): Flaw[] {
  if (!statement.allows || !statement.everyone || statement.conditions.some(restricts)) return [];
  const conditioned = statement.conditions.length > 0;
  const what = statement.actions.slice(0, 5).join(', ') || 'what it names';
  return [
    {
      resource: holder,
      span: statement.principalSpan,
      message: `${holder.address} allows ${what} to everyone${conditioned ? ', on no condition that says who' : ''}`,
      remedy:
        'Name the principals, or add a condition on who asks: aws:PrincipalOrgID, aws:SourceArn, aws:SourceAccount.',
      severity: owner.kind.startsWith('aws_kms') || statement.actions.some(isAll) ? 'critical' : 'high',
      ...(conditioned ? { confidence: 'medium' as const } : {}),
      adjustments: conditioned ? ['confidence lowered: it has conditions, though none that says who'] : [],
      identity: `statement ${statement.sid ?? index}`,
      evidence: holder === owner ? [] : [{ path: owner.path, span: owner.header, message: `used by ${owner.address}` }],
    },
  ];
}

function isAll(action: string): boolean {
  return action === '*' || action.endsWith(':*');
}

/** https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html, and addresses of functions without sign-in. */
function ofFunction(resource: Resource): Flaw[] {
  const { kind, properties, address, platform } = resource;
  if (kind === 'aws_lambda_permission' || kind === 'aws_lambda_layer_version_permission') {
    const principal = fieldOf(properties, 'principal');
    const isNarrowed = ['source_arn', 'source_account', 'principal_org_id', 'organization_id'].some(
      (name) => fieldOf(properties, name) !== null,
    );
    if (textIn(principal?.value) !== '*' || isNarrowed || principal === null) return [];
    const remedy = 'Name the service or account that calls it, with source_arn.';
    return [
      {
        resource,
        span: principal.value.span,
        message: `${address} lets everyone call the function`,
        remedy,
        value: principal.value,
      },
    ];
  }
  const auth =
    kind === 'aws_lambda_function_url'
      ? fieldOf(properties, 'authorization_type', 'auth_type')
      : kind === 'aws_lambda_function'
        ? fieldOf(fieldOf(properties, 'function_url_config')?.value, 'auth_type')
        : null;
  const isOpenUrl = platform === 'serverless' && flagIn(fieldOf(properties, 'url')?.value) === true;
  const entry = isOpenUrl ? fieldOf(properties, 'url') : auth;
  if (entry === null || (!isOpenUrl && textIn(entry.value)?.toUpperCase() !== 'NONE')) return [];
  return [
    {
      resource,
      span: entry.value.span,
      message: `${address} answers everyone at an address of its own, without sign-in`,
      remedy: 'Ask for a signature (AWS_IAM), or let a gateway with an authoriser stand in front of it.',
      severity: 'medium',
      confidence: 'medium',
      adjustments: ['severity and confidence lowered: it may be meant for everyone, and check who asks by itself'],
      value: entry.value,
      repair: isOpenUrl ? null : replaceValue(resource, entry, 'AWS_IAM'),
    },
  ];
}

const GOOGLE_MEMBERS = /^google_(?!storage_)[a-z0-9_]{1,80}_iam_(?:member|binding)$/;

/** Everyone as a member of anything but a bucket, which has a rule of its own. */
function ofMembers(resource: Resource): Flaw[] {
  if (!GOOGLE_MEMBERS.test(resource.kind)) return [];
  const role = textIn(fieldOf(resource.properties, 'role')?.value) ?? 'a role';
  return itemsIn(fieldOf(resource.properties, 'member', 'members')?.value).flatMap((member): Flaw[] => {
    const who = GOOGLE_GROUPS.get(textIn(member) ?? '');
    if (who === undefined) return [];
    const isWeb = role === 'roles/run.invoker' || role === 'roles/cloudfunctions.invoker';
    return [
      {
        resource,
        span: member.span,
        message: `${resource.address} gives ${role} to ${who}`,
        remedy: 'Name the users, groups or service accounts who need it.',
        severity: isWeb ? 'medium' : 'high',
        adjustments: isWeb ? ['severity lowered: a service that is meant for everyone is opened like this'] : [],
      },
    ];
  });
}
