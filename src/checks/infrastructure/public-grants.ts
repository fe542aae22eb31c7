/** Storage opened to a group that is everyone: S3's grants by URI, Google's entities and members. */
import type { ConfigBlock, ConfigValue } from '#analysis/configuration-facts.ts';
import { itemsOf, textOf } from '#analysis/configuration/lookup.ts';
import { SEVERITY_OF_REACH, type Exposure, type Reach } from './exposure.ts';
import type { StorageProtection } from './storage-protection.ts';
import { addressOf, attribute, blocksIn, referredAddress, type TerraformScope } from './terraform-scope.ts';

export function* openGrants(scope: TerraformScope, protection: StorageProtection): Generator<Exposure> {
  yield* s3Grants(scope, protection);
  yield* googleEntities(scope, protection);
  yield* googleMembers(scope, protection);
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#specifying-grantee-predefined-groups */
const S3_GROUPS: Readonly<Record<string, string>> = {
  'http://acs.amazonaws.com/groups/global/AllUsers': 'anyone on the internet',
  'http://acs.amazonaws.com/groups/global/AuthenticatedUsers': 'anyone with an AWS account',
};

function* s3Grants(scope: TerraformScope, protection: StorageProtection): Generator<Exposure> {
  for (const block of scope.resources('aws_s3_bucket', 'aws_s3_bucket_acl')) {
    const isBucket = block.labels[0] === 'aws_s3_bucket';
    const bucket = isBucket ? addressOf(block) : protection.bucketOf(block, 'bucket');
    if (protection.blocksAcls(bucket)) continue;
    const grants = isBucket
      ? blocksIn(block, 'grant').map((grant) => ({ grant, grantee: grant }))
      : blocksIn(block, 'access_control_policy')
          .flatMap((policy) => blocksIn(policy, 'grant'))
          .flatMap((grant) => blocksIn(grant, 'grantee').map((grantee) => ({ grant, grantee })));
    for (const { grant, grantee } of grants) {
      const who = S3_GROUPS[scope.text(grantee, 'uri') ?? ''];
      if (who === undefined) continue;
      const permissions = permissionsOf(grant, scope);
      const reach: Reach = permissions.some((one) => one !== 'READ' && one !== 'READ_ACP') ? 'write' : 'read';
      yield told(block, attribute(grantee, 'uri')?.value.span ?? grantee.headerSpan, {
        message: `${addressOf(block)} grants ${permissions.join(' and ') || 'access'} to ${who}`,
        remedy: 'Grant to accounts by their id, or leave access to policies.',
        reach,
        website: protection.isWebsite(bucket),
      });
    }
  }
}

function permissionsOf(grant: ConfigBlock, scope: TerraformScope): string[] {
  const listed = itemsOf(attribute(grant, 'permissions')?.value).flatMap(
    (item) => textOf(scope.resolve(item).value) ?? [],
  );
  return [...listed, ...[scope.text(grant, 'permission')].filter((one) => one !== null)];
}

/** https://cloud.google.com/iam/docs/principal-identifiers: who these two are. */
const GOOGLE_GROUPS: Readonly<Record<string, string>> = {
  allUsers: 'anyone on the internet',
  allAuthenticatedUsers: 'anyone with a Google account',
};

function* googleEntities(scope: TerraformScope, protection: StorageProtection): Generator<Exposure> {
  const controls = scope.resources(
    'google_storage_bucket_access_control',
    'google_storage_default_object_access_control',
    'google_storage_object_access_control',
  );
  for (const block of controls) {
    const who = GOOGLE_GROUPS[scope.text(block, 'entity') ?? ''];
    const bucket = protection.bucketOf(block, 'bucket');
    if (who === undefined || protection.blocksAcls(bucket)) continue;
    const role = scope.text(block, 'role') ?? 'access';
    yield told(block, attribute(block, 'entity')?.value.span ?? block.headerSpan, {
      message: `${addressOf(block)} gives ${role} to ${who}`,
      remedy: 'Name the users or groups who need it.',
      reach: role === 'READER' ? 'read' : 'write',
      website: protection.isWebsite(bucket),
    });
  }
  const lists = scope.resources(
    'google_storage_bucket_acl',
    'google_storage_default_object_acl',
    'google_storage_object_acl',
  );
  for (const block of lists) {
    const bucket = protection.bucketOf(block, 'bucket');
    if (protection.blocksAcls(bucket)) continue;
    for (const item of itemsOf(attribute(block, 'role_entity')?.value)) {
      const [role = '', entity = ''] = (textOf(scope.resolve(item).value) ?? '').split(':');
      const who = GOOGLE_GROUPS[entity];
      if (who === undefined) continue;
      yield told(block, item.span, {
        message: `${addressOf(block)} gives ${role} to ${who}`,
        remedy: 'Name the users or groups who need it.',
        reach: role === 'READER' ? 'read' : 'write',
        website: protection.isWebsite(bucket),
      });
    }
  }
}

function* googleMembers(scope: TerraformScope, protection: StorageProtection): Generator<Exposure> {
  for (const block of scope.resources('google_storage_bucket_iam_member', 'google_storage_managed_folder_iam_member')) {
    yield* membersOf(block, block, [attribute(block, 'member')?.value], scope, protection);
  }
  for (const block of scope.resources(
    'google_storage_bucket_iam_binding',
    'google_storage_managed_folder_iam_binding',
  )) {
    yield* membersOf(block, block, memberList(block, scope), scope, protection);
  }
  for (const block of scope.resources('google_storage_bucket_iam_policy')) {
    const referred = referredAddress(
      attribute(block, 'policy_data')?.value ?? { kind: 'map', entries: [], span: block.span },
    );
    const name = /^data\.google_iam_policy\.(.+)$/.exec(referred ?? '')?.[1];
    const policy = name === undefined ? null : scope.data('google_iam_policy', name);
    if (policy === null) continue;
    for (const binding of blocksIn(policy, 'binding')) {
      yield* membersOf(block, binding, memberList(binding, scope), scope, protection);
    }
  }
}

function memberList(block: ConfigBlock, scope: TerraformScope): readonly ConfigValue[] {
  const members = attribute(block, 'members')?.value;
  return members === undefined ? [] : itemsOf(scope.resolve(members).value);
}

function* membersOf(
  resource: ConfigBlock,
  binding: ConfigBlock,
  members: readonly (ConfigValue | undefined)[],
  scope: TerraformScope,
  protection: StorageProtection,
): Generator<Exposure> {
  const bucket = protection.bucketOf(resource, 'bucket');
  if (protection.blocksPolicies(bucket) || blocksIn(binding, 'condition').length > 0) return;
  for (const member of members) {
    const who = member === undefined ? undefined : GOOGLE_GROUPS[textOf(scope.resolve(member).value) ?? ''];
    if (member === undefined || who === undefined) continue;
    const role = scope.text(binding, 'role') ?? 'a role';
    yield told(resource, member.span, {
      message: `${addressOf(resource)} gives ${role} to ${who}`,
      remedy: 'Name the users, groups or service accounts who need it.',
      reach: /viewer|reader/i.test(role) ? 'read' : 'write',
      website: protection.isWebsite(bucket),
    });
  }
}

interface Telling {
  readonly message: string;
  readonly remedy: string;
  readonly reach: Reach;
  readonly website: boolean;
}

function told(block: ConfigBlock, span: Exposure['span'], { message, remedy, reach, website }: Telling): Exposure {
  const lowered = website && reach === 'read';
  return {
    symbol: addressOf(block),
    span,
    message,
    remedy,
    severity: lowered ? 'medium' : SEVERITY_OF_REACH[reach],
    ...(lowered ? { adjustments: ['severity lowered: the bucket serves a website'] } : {}),
  };
}
