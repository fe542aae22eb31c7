/** Storage opened to a group that is everyone: S3's grants by URI, Google's entities and members. */
import type { ConfigValue } from '#analysis/configuration-facts.ts';
import { blocksOf, fieldOf, itemsIn, textIn, wordsIn } from '#analysis/infrastructure/fields.ts';
import type { Resource } from '#analysis/infrastructure/resource.ts';
import type { Flaw } from './flaw.ts';
import { SEVERITY_OF_REACH, type Reach } from './reach.ts';
import { referenceOf } from './references.ts';
import type { StorageProtection } from './storage-protection.ts';

export function* openGrants(
  resources: readonly Resource[],
  scope: readonly Resource[],
  protection: StorageProtection,
): Generator<Flaw> {
  for (const resource of resources) {
    yield* s3Grants(resource, protection);
    yield* googleEntities(resource, protection);
    yield* googleMembers(resource, scope, protection);
  }
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#specifying-grantee-predefined-groups */
const S3_GROUPS: ReadonlyMap<string, string> = new Map([
  ['http://acs.amazonaws.com/groups/global/AllUsers', 'anyone on the internet'],
  ['http://acs.amazonaws.com/groups/global/AuthenticatedUsers', 'anyone with an AWS account'],
]);

function* s3Grants(resource: Resource, protection: StorageProtection): Generator<Flaw> {
  const { kind, properties } = resource;
  if (kind !== 'aws_s3_bucket' && kind !== 'aws_s3_bucket_acl') return;
  const bucket = kind === 'aws_s3_bucket' ? resource.address : protection.bucketOf(resource, 'bucket');
  if (protection.blocksAcls(bucket)) return;
  const grants =
    kind === 'aws_s3_bucket'
      ? blocksOf(properties, 'grant').map((grant) => ({ grant, grantee: grant }))
      : blocksOf(properties, 'access_control_policy')
          .flatMap((policy) => blocksOf(policy, 'grant'))
          .flatMap((grant) => blocksOf(grant, 'grantee').map((grantee) => ({ grant, grantee })));
  for (const { grant, grantee } of grants) {
    const uri = fieldOf(grantee, 'uri');
    const who = S3_GROUPS.get(textIn(uri?.value) ?? '');
    if (who === undefined) continue;
    const permissions = wordsIn(fieldOf(grant, 'permissions', 'permission')?.value);
    const reach: Reach = permissions.some((one) => one !== 'READ' && one !== 'READ_ACP') ? 'write' : 'read';
    yield told(resource, uri?.value.span ?? grantee.span, {
      message: `${resource.address} grants ${permissions.join(' and ') || 'access'} to ${who}`,
      remedy: 'Grant to accounts by their id, or leave access to policies.',
      reach,
      website: protection.isWebsite(bucket),
    });
  }
}

/** https://cloud.google.com/iam/docs/principal-identifiers: who these two are. */
export const GOOGLE_GROUPS: ReadonlyMap<string, string> = new Map([
  ['allUsers', 'anyone on the internet'],
  ['allAuthenticatedUsers', 'anyone with a Google account'],
]);

const GOOGLE_CONTROLS: ReadonlySet<string> = new Set([
  'google_storage_bucket_access_control',
  'google_storage_default_object_access_control',
  'google_storage_object_access_control',
]);

const GOOGLE_LISTS: ReadonlySet<string> = new Set([
  'google_storage_bucket_acl',
  'google_storage_default_object_acl',
  'google_storage_object_acl',
]);

function* googleEntities(resource: Resource, protection: StorageProtection): Generator<Flaw> {
  const { kind, properties } = resource;
  if (!GOOGLE_CONTROLS.has(kind) && !GOOGLE_LISTS.has(kind)) return;
  const bucket = protection.bucketOf(resource, 'bucket');
  if (protection.blocksAcls(bucket)) return;
  const given = GOOGLE_CONTROLS.has(kind)
    ? [fieldOf(properties, 'entity')].flatMap((entity) => {
        const role = textIn(fieldOf(properties, 'role')?.value) ?? 'access';
        return entity === null ? [] : [{ role, entity: textIn(entity.value) ?? '', span: entity.value.span }];
      })
    : itemsIn(fieldOf(properties, 'role_entity')?.value).map((item) => {
        const [role = '', entity = ''] = (textIn(item) ?? '').split(':');
        return { role, entity, span: item.span };
      });
  for (const { role, entity, span } of given) {
    const who = GOOGLE_GROUPS.get(entity);
    if (who === undefined) continue;
    yield told(resource, span, {
      message: `${resource.address} gives ${role} to ${who}`,
      remedy: 'Name the users or groups who need it.',
      reach: role === 'READER' ? 'read' : 'write',
      website: protection.isWebsite(bucket),
    });
  }
}

function* googleMembers(
  resource: Resource,
  scope: readonly Resource[],
  protection: StorageProtection,
): Generator<Flaw> {
  const form = /^google_storage_(?:bucket|managed_folder)_iam_(member|binding|policy)$/.exec(resource.kind)?.[1];
  if (form === 'policy') {
    const referred = referenceOf(fieldOf(resource.properties, 'policy_data')?.value);
    const policy = scope.find(({ kind, address }) => kind === 'data.google_iam_policy' && address === referred);
    for (const binding of blocksOf(policy?.properties, 'binding')) {
      if (policy?.path === resource.path) yield* membersOf(resource, binding, protection);
    }
  } else if (form !== undefined) {
    yield* membersOf(resource, resource.properties, protection);
  }
}

function* membersOf(resource: Resource, binding: ConfigValue, protection: StorageProtection): Generator<Flaw> {
  const bucket = protection.bucketOf(resource, 'bucket');
  if (protection.blocksPolicies(bucket) || blocksOf(binding, 'condition').length > 0) return;
  for (const member of itemsIn(fieldOf(binding, 'member', 'members')?.value)) {
    const who = GOOGLE_GROUPS.get(textIn(member) ?? '');
    if (who === undefined) continue;
    const role = textIn(fieldOf(binding, 'role')?.value) ?? 'a role';
    yield told(resource, member.span, {
      message: `${resource.address} gives ${role} to ${who}`,
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

function told(resource: Resource, span: Flaw['span'], { message, remedy, reach, website }: Telling): Flaw {
  const lowered = website && reach === 'read';
  return {
    resource,
    span,
    message,
    remedy,
    severity: lowered ? 'medium' : SEVERITY_OF_REACH[reach],
    ...(lowered ? { adjustments: ['severity lowered: the bucket serves a website'] } : {}),
  };
}
