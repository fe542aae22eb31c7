/** Functions whose role may do everything: whoever makes the function do something may do it, too. */
import { fieldOf, textIn, wordsIn } from '#analysis/infrastructure/fields.ts';
import type { Resource } from '#analysis/infrastructure/resource.ts';
import { defineRule } from '../rule.ts';
import { reportFlaws, type Flaw } from './flaw.ts';
import { policiesIn, type Policy } from './policies.ts';
import type { Statement } from './policy-statements.ts';
import { referenceOf } from './references.ts';

export const rule = defineRule({
  meta: {
    title: 'A function runs with a role that may do almost everything',
    area: 'infrastructure',
    severity: 'high',
    confidence: 'high',
    cwe: [250, 269],
    owasp: 'A01:2021',
  },
  needs: 'infrastructure',
  check(input, report) {
    const { resources, scope } = input;
    const functions = resources.filter(({ kind }) => kind === 'aws_lambda_function');
    if (functions.length === 0) return;
    const policies = policiesIn(scope, scope).filter(({ role }) => role === 'identity');
    reportFlaws(
      input,
      report,
      functions.flatMap((one) => flawOf(one, scope, policies)),
    );
  },
});

/** AWS's own policies that allow all of a service, or all. */
const MANAGED =
  /^arn:aws[\w-]{0,10}:iam::(?:aws:)?policy\/(?:[\w-]{1,40}\/)?(?:AdministratorAccess|PowerUserAccess|\w{1,80}_?FullAccess)$/;
const MANAGED_NAMES = /^(?:AdministratorAccess|PowerUserAccess|IAMFullAccess)$/;

function flawOf(lambda: Resource, scope: readonly Resource[], policies: readonly Policy[]): Flaw[] {
  const own = wordsIn(fieldOf(lambda.properties, 'policies')?.value).find(
    (name) => MANAGED.test(name) || MANAGED_NAMES.test(name),
  );
  const entry = own === undefined ? fieldOf(lambda.properties, 'role') : fieldOf(lambda.properties, 'policies');
  if (entry === null) return [];
  const role = referenceOf(entry.value);
  const why = own === undefined ? privilegeOf(role, scope, policies) : { says: `it has ${own}`, evidence: [] };
  if (why === null) return [];
  return [
    {
      resource: lambda,
      span: entry.value.span,
      message: `${lambda.address} runs with a role that may do almost everything: ${why.says}`,
      remedy: 'Give the function a role of its own with the actions that it needs, on the resources that it uses.',
      evidence: why.evidence,
      identity: 'role',
    },
  ];
}

function privilegeOf(role: string | null, scope: readonly Resource[], policies: readonly Policy[]) {
  if (role === null) return null;
  const attached = scope.filter(
    ({ kind, properties }) =>
      /^aws_iam_(?:role_)?policy_attachment$/.test(kind) &&
      [fieldOf(properties, 'role', 'roles')?.value].flatMap(listOf).some((one) => referenceOf(one) === role),
  );
  for (const attachment of attached) {
    const arn = fieldOf(attachment.properties, 'policy_arn');
    if (MANAGED.test(textIn(arn?.value) ?? '')) return toldBy(attachment, `it has ${textIn(arn?.value) ?? ''}`);
  }
  const roleResource = scope.find(({ address }) => address === role);
  const managed = wordsIn(fieldOf(roleResource?.properties, 'managed_policy_arns')?.value).find((arn) =>
    MANAGED.test(arn),
  );
  if (roleResource !== undefined && managed !== undefined) return toldBy(roleResource, `it has ${managed}`);
  const names = new Set(
    attached.flatMap(({ properties }) => referenceOf(fieldOf(properties, 'policy_arn')?.value) ?? []),
  );
  for (const { owner, statements } of policies) {
    const isOfRole =
      owner.address === role ||
      names.has(owner.address) ||
      [fieldOf(owner.properties, 'role', 'roles')?.value].flatMap(listOf).some((one) => referenceOf(one) === role);
    if (isOfRole && statements.some(isPrivileged)) return toldBy(owner, `${owner.address} allows it`);
  }
  return null;
}

function listOf(value: Resource['properties'] | undefined) {
  if (value === undefined) return [];
  return value.kind === 'list' ? value.items : [value];
}

function toldBy({ path, header, address }: Resource, says: string) {
  return { says, evidence: [{ path, span: header, message: `${address} gives it` }] };
}

/** Everything, everything of a service on everything, or what leads to everything. */
function isPrivileged({ allows, actions, resources }: Statement): boolean {
  if (!allows || !resources.some((one) => one === '*' || one.endsWith(':*'))) return false;
  return actions.some((action) =>
    /^(?:\*|[a-z0-9-]{1,60}:\*|iam:(?:passrole|put\w*policy|attach\w*policy|create\w*))$/.test(action),
  );
}
