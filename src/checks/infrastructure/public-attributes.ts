/** Storage opened by one attribute: canned access lists and switches of several clouds, as a table. */
import type { ConfigBlock, ConfigEntry } from '#analysis/configuration-facts.ts';
import { SEVERITY_OF_REACH, type Exposure, type Reach } from './exposure.ts';
import type { StorageProtection } from './storage-protection.ts';
import { addressOf, attribute, type TerraformScope } from './terraform-scope.ts';

interface OpenValue {
  readonly reach: Reach;
  /** Continues "… lets". */
  readonly lets: string;
}

interface OpenAttribute {
  readonly resources: readonly string[];
  readonly attribute: string;
  /** Attributes that may name the bucket; none where the resource is the bucket. */
  readonly bucket: readonly string[];
  readonly values: Readonly<Record<string, OpenValue>>;
  readonly closed: string;
  /** Modules that stand for the resource and hand the attribute on. */
  readonly asModule?: (module: ConfigBlock, scope: TerraformScope) => boolean;
}

const READ: OpenValue = { reach: 'read', lets: 'anyone on the internet read what is in it' };
const LIST: OpenValue = { reach: 'read', lets: 'anyone on the internet list and read what is in it' };
const WRITE: OpenValue = { reach: 'write', lets: 'anyone on the internet read, overwrite and delete what is in it' };
const ANY_ACCOUNT: OpenValue = { reach: 'read', lets: 'anyone with an account at the provider read what is in it' };
const BELOW: OpenValue = { reach: 'allowed-below', lets: 'its containers be opened to anyone on the internet' };

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#canned-acl, which others have copied. */
const S3_ACLS = { 'public-read': READ, 'public-read-write': WRITE, 'authenticated-read': ANY_ACCOUNT };
/** https://cloud.google.com/storage/docs/access-control/lists#predefined-acl */
const GOOGLE_ACLS = {
  publicRead: READ,
  publicread: READ,
  publicReadWrite: WRITE,
  publicreadwrite: WRITE,
  authenticatedRead: ANY_ACCOUNT,
  authenticatedread: ANY_ACCOUNT,
};

const OPEN_ATTRIBUTES: readonly OpenAttribute[] = [
  {
    resources: ['aws_s3_bucket'],
    attribute: 'acl',
    bucket: [],
    values: S3_ACLS,
    closed: 'private',
    asModule: isOpenS3Module,
  },
  {
    resources: ['aws_s3_bucket_acl', 'aws_s3_object', 'aws_s3_bucket_object', 'aws_s3_object_copy'],
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
    values: { blob: READ, container: LIST },
    closed: 'private',
  },
  {
    resources: ['azurerm_storage_account'],
    attribute: 'allow_nested_items_to_be_public',
    bucket: [],
    values: { true: BELOW },
    closed: 'false',
  },
  {
    resources: ['azurerm_storage_account'],
    attribute: 'allow_blob_public_access',
    bucket: [],
    values: { true: BELOW },
    closed: 'false',
  },
  {
    resources: ['oci_objectstorage_bucket'],
    attribute: 'access_type',
    bucket: [],
    values: { ObjectRead: LIST, ObjectReadWithoutList: READ },
    closed: 'NoPublicAccess',
  },
];

export function* openAttributes(scope: TerraformScope, protection: StorageProtection): Generator<Exposure> {
  for (const kind of OPEN_ATTRIBUTES) {
    const modules = scope.modules().filter((module) => kind.asModule?.(module, scope) === true);
    for (const block of [...scope.resources(...kind.resources), ...modules]) {
      const entry = attribute(block, kind.attribute);
      const naming = kind.bucket.find((name) => attribute(block, name) !== null);
      const bucket = naming === undefined ? addressOf(block) : protection.bucketOf(block, naming);
      if (entry === null || protection.blocksAcls(bucket)) continue;
      const exposure = exposureOf(kind, block, entry, bucket, scope, protection);
      if (exposure !== null) yield exposure;
    }
  }
}

function exposureOf(
  kind: OpenAttribute,
  block: ConfigBlock,
  entry: ConfigEntry,
  bucket: string | null,
  scope: TerraformScope,
  protection: StorageProtection,
): Exposure | null {
  const { value, through } = scope.resolve(entry.value);
  const constant = value.kind === 'scalar' ? String(value.value) : null;
  if (constant === null || !Object.hasOwn(kind.values, constant)) return null;
  const open = kind.values[constant];
  if (open === undefined) return null;
  const website = open.reach === 'read' && protection.isWebsite(bucket);
  const byDefault = through.some((step) => step.isDefault);
  return {
    symbol: addressOf(block),
    span: entry.value.span,
    message: `${addressOf(block)} lets ${open.lets}: ${kind.attribute} is ${constant}`,
    remedy: `Set ${kind.attribute} to ${kind.closed}, and give the ones who need it access by name or by signed links.`,
    severity: website ? 'medium' : SEVERITY_OF_REACH[open.reach],
    ...(byDefault ? { confidence: 'medium' } : {}),
    adjustments: [
      ...(website ? ['severity lowered: the bucket serves a website'] : []),
      ...(byDefault ? ['confidence lowered: the value is the default of a variable, which a caller may set'] : []),
    ],
    evidence: through.map((step) => ({ span: step.span, message: `${step.name} is ${constant}` })),
  };
}

/** terraform-aws-modules/s3-bucket: from version 4 on it keeps lists without effect unless `block_public_acls` is false. */
function isOpenS3Module(module: ConfigBlock, scope: TerraformScope): boolean {
  if (!/s3-bucket/.test(scope.text(module, 'source') ?? '')) return false;
  const asked = scope.flag(module, 'block_public_acls');
  if (attribute(module, 'block_public_acls') !== null) return asked === false;
  const major = /^[~>=\s]*([0-9]+)/.exec(scope.text(module, 'version') ?? '')?.[1];
  return major !== undefined && Number(major) < 4;
}
