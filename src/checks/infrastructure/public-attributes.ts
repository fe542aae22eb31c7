/** Storage opened by one attribute: canned access lists and switches of several clouds, as a table. */
import type { ConfigEntry } from '#analysis/configuration-facts.ts';
import { fieldOf, flagIn, wordIn } from '#analysis/infrastructure/fields.ts';
import type { Resource } from '#analysis/infrastructure/resource.ts';
import type { Flaw } from './flaw.ts';
import { SEVERITY_OF_REACH, type Reach } from './reach.ts';
import { replaceValue } from './repair.ts';
import type { StorageProtection } from './storage-protection.ts';

interface OpenValue {
  readonly reach: Reach;
  /** Continues "… lets". */
  readonly lets: string;
}

interface OpenAttribute {
  readonly resources: readonly string[];
  readonly attribute: string;
  readonly otherNames?: readonly string[];
  /** Attributes that may name the bucket; none where the resource is the bucket. */
  readonly bucket: readonly string[];
  readonly values: ReadonlyMap<string, OpenValue>;
  readonly closed: string;
}

const READ: OpenValue = { reach: 'read', lets: 'anyone on the internet read what is in it' };
const LIST: OpenValue = { reach: 'read', lets: 'anyone on the internet list and read what is in it' };
const WRITE: OpenValue = { reach: 'write', lets: 'anyone on the internet read, overwrite and delete what is in it' };
const ANY_ACCOUNT: OpenValue = { reach: 'read', lets: 'anyone with an account at the provider read what is in it' };
const BELOW: OpenValue = { reach: 'allowed-below', lets: 'its containers be opened to anyone on the internet' };

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#canned-acl, which others have copied. */
const S3_ACLS: ReadonlyMap<string, OpenValue> = new Map([
  ['public-read', READ],
  ['public-read-write', WRITE],
  ['authenticated-read', ANY_ACCOUNT],
  ['PublicRead', READ],
  ['PublicReadWrite', WRITE],
  ['AuthenticatedRead', ANY_ACCOUNT],
]);
/** https://cloud.google.com/storage/docs/access-control/lists#predefined-acl */
const GOOGLE_ACLS: ReadonlyMap<string, OpenValue> = new Map([
  ['publicRead', READ],
  ['publicread', READ],
  ['publicReadWrite', WRITE],
  ['publicreadwrite', WRITE],
  ['authenticatedRead', ANY_ACCOUNT],
  ['authenticatedread', ANY_ACCOUNT],
]);

const OPEN_ATTRIBUTES: readonly OpenAttribute[] = [
  {
    resources: ['aws_s3_bucket'],
    attribute: 'acl',
    otherNames: ['access_control'],
    bucket: [],
    values: S3_ACLS,
    closed: 'private',
  },
  {
    resources: ['aws_s3_bucket_acl', 'aws_s3_object', 'aws_s3_object_copy'],
    attribute: 'acl',
    bucket: ['bucket'],
    values: S3_ACLS,
    closed: 'private',
  },
  {
    resources: [
      'alicloud_oss_bucket',
      'alicloud_oss_bucket_acl',
      'digitalocean_spaces_bucket',
      'linode_object_storage_bucket',
      'scaleway_object_bucket',
      'scaleway_object_bucket_acl',
    ],
    attribute: 'acl',
    bucket: [],
    values: S3_ACLS,
    closed: 'private',
  },
  {
    resources: ['google_storage_bucket_acl', 'google_storage_default_object_acl', 'google_storage_object_acl'],
    attribute: 'predefined_acl',
    bucket: ['bucket'],
    values: GOOGLE_ACLS,
    closed: 'private',
  },
  {
    resources: ['google_storage_bucket_acl'],
    attribute: 'default_acl',
    bucket: ['bucket'],
    values: GOOGLE_ACLS,
    closed: 'private',
  },
  {
    resources: ['azurerm_storage_container'],
    attribute: 'container_access_type',
    bucket: ['storage_account_id', 'storage_account_name'],
    values: new Map([
      ['blob', READ],
      ['container', LIST],
    ]),
    closed: 'private',
  },
  {
    resources: ['azurerm_storage_account'],
    attribute: 'allow_nested_items_to_be_public',
    bucket: [],
    values: new Map([['true', BELOW]]),
    closed: 'false',
  },
  {
    resources: ['azurerm_storage_account'],
    attribute: 'allow_blob_public_access',
    bucket: [],
    values: new Map([['true', BELOW]]),
    closed: 'false',
  },
  {
    resources: ['oci_objectstorage_bucket'],
    attribute: 'access_type',
    bucket: [],
    values: new Map([
      ['ObjectRead', LIST],
      ['ObjectReadWithoutList', READ],
    ]),
    closed: 'NoPublicAccess',
  },
];

export function* openAttributes(resources: readonly Resource[], protection: StorageProtection): Generator<Flaw> {
  for (const kind of OPEN_ATTRIBUTES) {
    for (const resource of resources) {
      if (!kind.resources.includes(resource.kind) || keepsListsClosed(resource)) continue;
      const entry = fieldOf(resource.properties, kind.attribute, ...(kind.otherNames ?? []));
      const isBucket = kind.bucket.length === 0 || fieldOf(resource.properties, ...kind.bucket) === null;
      const bucket = isBucket ? resource.address : protection.bucketOf(resource, ...kind.bucket);
      if (entry === null || protection.blocksAcls(bucket)) continue;
      const flaw = flawOf(kind, resource, entry, bucket, protection);
      if (flaw !== null) yield flaw;
    }
  }
}

function flawOf(
  kind: OpenAttribute,
  resource: Resource,
  entry: ConfigEntry,
  bucket: string | null,
  protection: StorageProtection,
): Flaw | null {
  const constant = wordIn(entry.value);
  const open = constant === null ? undefined : kind.values.get(constant);
  if (constant === null || open === undefined) return null;
  const website = open.reach === 'read' && protection.isWebsite(bucket);
  const closed = resource.platform === 'cloudformation' ? 'Private' : kind.closed;
  return {
    resource,
    span: entry.value.span,
    message: `${resource.address} lets ${open.lets}: ${entry.key} is ${constant}`,
    remedy: `Set ${entry.key} to ${closed}, and give the ones who need it access by name or by signed links.`,
    severity: website ? 'medium' : SEVERITY_OF_REACH[open.reach],
    adjustments: website ? ['severity lowered: the bucket serves a website'] : [],
    value: entry.value,
    // Closing the account closes its containers with it, which is for people to decide.
    repair: open.reach === 'allowed-below' ? null : replaceValue(resource, entry, closed),
  };
}

/** terraform-aws-modules/s3-bucket: from version 4 on it keeps lists without effect unless `block_public_acls` is false. */
function keepsListsClosed({ byModule, properties }: Resource): boolean {
  if (byModule === null) return false;
  const asked = fieldOf(properties, 'block_public_acls');
  if (asked !== null) return flagIn(asked.value) !== false;
  const major = /^[~>=\s]*([0-9]+)/.exec(byModule.version ?? '')?.[1];
  return major === undefined || Number(major) >= 4;
}
