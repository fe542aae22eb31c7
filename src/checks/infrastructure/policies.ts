/** Every AWS policy of a file: whose it is, what it is for, and the resource that its text stands in. */
import type { ConfigEntry, ConfigValue } from '#analysis/configuration-facts.ts';
import { blocksOf, fieldOf, itemsIn } from '#analysis/infrastructure/fields.ts';
import type { Resource } from '#analysis/infrastructure/resource.ts';
import { statementsIn, statementsOfDocument, type Condition, type Statement } from './policy-statements.ts';
import { referenceOf } from './references.ts';

/** `identity`: what someone may do. `trust`: who may take a role. `resource`: who may use a thing. */
export type PolicyRole = 'identity' | 'trust' | 'resource';

export interface Policy {
  readonly role: PolicyRole;
  /** Whose policy it is. */
  readonly owner: Resource;
  /** Where its text stands: the owner, or a document that the owner refers to. */
  readonly holder: Resource;
  readonly statements: readonly Statement[];
}

/** Properties that hold a policy, in either platform's name, by kind. */
const RESOURCE_POLICIES: ReadonlyMap<string, readonly string[]> = new Map([
  ['aws_s3_bucket', ['policy']],
  ['aws_s3_bucket_policy', ['policy', 'policy_document']],
  ['aws_s3_access_point', ['policy']],
  ['aws_kms_key', ['policy', 'key_policy']],
  ['aws_kms_key_policy', ['policy']],
  ['aws_sqs_queue', ['policy']],
  ['aws_sqs_queue_policy', ['policy', 'policy_document']],
  ['aws_sns_topic', ['policy']],
  ['aws_sns_topic_policy', ['policy', 'policy_document']],
  ['aws_ecr_repository', ['repository_policy_text']],
  ['aws_ecr_repository_policy', ['policy']],
  ['aws_ecr_registry_policy', ['policy']],
  ['aws_secretsmanager_secret', ['policy']],
  ['aws_secretsmanager_secret_policy', ['policy', 'resource_policy']],
  ['aws_elasticsearch_domain', ['access_policies']],
  ['aws_elasticsearch_domain_policy', ['access_policies']],
  ['aws_opensearch_domain', ['access_policies']],
  ['aws_opensearch_domain_policy', ['access_policies']],
  ['aws_efs_file_system_policy', ['policy']],
  ['aws_glacier_vault', ['access_policy']],
  ['aws_backup_vault_policy', ['policy']],
  ['aws_cloudwatch_event_bus_policy', ['policy']],
  ['aws_media_store_container_policy', ['policy']],
]);

const IDENTITY_POLICIES: ReadonlyMap<string, readonly string[]> = new Map(
  ['aws_iam_policy', 'aws_iam_role_policy', 'aws_iam_user_policy', 'aws_iam_group_policy'].map((kind) => [
    kind,
    ['policy', 'policy_document'],
  ]),
);

/** Those with policies inside of them: Terraform's `inline_policy`, CloudFormation's and SAM's `Policies`. */
const WITH_INLINE_POLICIES: ReadonlySet<string> = new Set([
  'aws_iam_role',
  'aws_iam_user',
  'aws_iam_group',
  'aws_lambda_function',
]);

/** A document that nothing in the scope refers to is taken for what someone may do. */
export function policiesIn(resources: readonly Resource[], scope: readonly Resource[]): Policy[] {
  const documents = new Map(scope.filter(({ kind }) => kind === DOCUMENT).map((one) => [one.address, one]));
  const used = new Set<string>();
  const policies = scope.flatMap((owner) =>
    policyValues(owner).flatMap(({ role, value }): Policy[] => {
      const referred = documentOf(value, documents);
      if (referred !== null) used.add(referred.address);
      const statements = referred === null ? statementsIn(value, owner.syntax) : statementsOfDocument(referred);
      return statements === null ? [] : [{ role, owner, holder: referred ?? owner, statements }];
    }),
  );
  for (const document of documents.values()) {
    if (used.has(document.address)) continue;
    policies.push({ role: 'identity', owner: document, holder: document, statements: statementsOfDocument(document) });
  }
  const paths = new Set(resources.map(({ path }) => path));
  return policies.filter(({ holder }) => paths.has(holder.path));
}

const DOCUMENT = 'data.aws_iam_policy_document';

function documentOf(value: ConfigValue, documents: ReadonlyMap<string, Resource>): Resource | null {
  const address = referenceOf(value);
  return address === null ? null : (documents.get(address) ?? null);
}

interface PolicyValue {
  readonly role: PolicyRole;
  readonly value: ConfigValue;
}

function policyValues(owner: Resource): PolicyValue[] {
  const { kind, properties } = owner;
  const of = (role: PolicyRole, entry: ConfigEntry | null): PolicyValue[] =>
    entry === null ? [] : [{ role, value: entry.value }];
  const values = [
    ...of('resource', fieldOf(properties, ...(RESOURCE_POLICIES.get(kind) ?? []))),
    ...of('identity', fieldOf(properties, ...(IDENTITY_POLICIES.get(kind) ?? []))),
  ];
  if (kind === 'aws_iam_role') {
    values.push(...of('trust', fieldOf(properties, 'assume_role_policy', 'assume_role_policy_document')));
  }
  if (WITH_INLINE_POLICIES.has(kind)) values.push(...inlinePolicies(properties));
  return values;
}

function inlinePolicies(properties: ConfigValue): PolicyValue[] {
  const inline = [
    ...blocksOf(properties, 'inline_policy'),
    ...itemsIn(fieldOf(properties, 'policies')?.value).filter((one) => one.kind === 'map'),
  ];
  return inline.map((one) => ({ role: 'identity', value: fieldOf(one, 'policy', 'policy_document')?.value ?? one }));
}

/** Keys that say how or when someone asks, or repeat what the caller says of itself; not who it is. */
const NOT_ABOUT_WHO: ReadonlySet<string> = new Set([
  'aws:currenttime',
  'aws:epochtime',
  'aws:multifactorauthpresent',
  'aws:referer',
  'aws:securetransport',
  'aws:useragent',
  's3:delimiter',
  's3:max-keys',
  's3:prefix',
  's3:signatureversion',
  's3:tlsversion',
  's3:x-amz-acl',
  's3:x-amz-server-side-encryption',
]);

/** Whether a condition narrows who may ask. What cannot be read may do so. */
export function restricts({ key, values }: Condition): boolean {
  if (key === null) return true;
  if (key === 'aws:sourceip') return !values.some((value) => value === '0.0.0.0/0' || value === '::/0');
  return !NOT_ABOUT_WHO.has(key);
}
