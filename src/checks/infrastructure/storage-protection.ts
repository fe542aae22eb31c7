/**
 * What stands around a bucket in the same scope and keeps it closed whatever its list of permissions says, or says that
 * it is a website and so open on purpose.
 */
import type { ConfigValue } from '#analysis/configuration-facts.ts';
import { blocksOf, fieldOf, flagIn, textIn } from '#analysis/infrastructure/fields.ts';
import type { Resource } from '#analysis/infrastructure/resource.ts';
import { referenceOf } from './references.ts';

export interface StorageProtection {
  /** The bucket a resource is about: its address where the scope has it, its name where that is a constant. */
  bucketOf(resource: Resource, ...names: readonly string[]): string | null;
  blocksAcls(bucket: string | null): boolean;
  blocksPolicies(bucket: string | null): boolean;
  isWebsite(bucket: string | null): boolean;
}

export function protectionIn(scope: readonly Resource[]): StorageProtection {
  const names = new Map<string, string>();
  const of = (...kinds: readonly string[]): Resource[] => scope.filter(({ kind }) => kinds.includes(kind));
  for (const { address, properties } of of('aws_s3_bucket', 'google_storage_bucket', 'azurerm_storage_account')) {
    const name = textIn(fieldOf(properties, 'bucket', 'name', 'bucket_name')?.value);
    if (name !== null) names.set(name, address);
  }
  const keyOf = (value: ConfigValue | null | undefined): string | null => {
    const referred = referenceOf(value);
    if (referred !== null) return referred;
    const text = textIn(value);
    return text === null ? null : (names.get(text) ?? `named ${text}`);
  };
  const bucketOf: StorageProtection['bucketOf'] = ({ properties }, ...fields) =>
    keyOf(fieldOf(properties, ...fields)?.value);

  const acls = new Set<string | null>();
  const policies = new Set<string | null>();
  const websites = new Set<string | null>();
  const lock = (bucket: string | null, settings: ConfigValue): void => {
    const isSet = (name: string): boolean => flagIn(fieldOf(settings, name)?.value) === true;
    if (isSet('block_public_acls') || isSet('ignore_public_acls')) acls.add(bucket);
    if (isSet('block_public_policy') || isSet('restrict_public_buckets')) policies.add(bucket);
  };
  for (const one of of('aws_s3_bucket_public_access_block')) lock(bucketOf(one, 'bucket'), one.properties);
  for (const one of of('aws_s3_bucket_ownership_controls')) {
    const rules = blocksOf(one.properties, 'rule');
    if (rules.some((rule) => textIn(fieldOf(rule, 'object_ownership')?.value) === 'BucketOwnerEnforced')) {
      acls.add(bucketOf(one, 'bucket'));
    }
  }
  for (const { address, properties } of of('google_storage_bucket')) {
    if (textIn(fieldOf(properties, 'public_access_prevention')?.value) === 'enforced') {
      acls.add(address);
      policies.add(address);
    }
    if (blocksOf(properties, 'website').length > 0) websites.add(address);
  }
  for (const { address, properties } of of('azurerm_storage_account')) {
    const closed = ['allow_nested_items_to_be_public', 'allow_blob_public_access'].some(
      (name) => flagIn(fieldOf(properties, name)?.value) === false,
    );
    if (closed) acls.add(address);
  }
  for (const { address, properties } of of('aws_s3_bucket')) {
    if (blocksOf(properties, 'website', 'website_configuration').length > 0) websites.add(address);
    for (const settings of blocksOf(properties, 'public_access_block_configuration')) lock(address, settings);
  }
  for (const one of of('aws_s3_bucket_website_configuration')) websites.add(bucketOf(one, 'bucket'));

  const known = (set: ReadonlySet<string | null>) => (bucket: string | null) => bucket !== null && set.has(bucket);
  return { bucketOf, blocksAcls: known(acls), blocksPolicies: known(policies), isWebsite: known(websites) };
}
