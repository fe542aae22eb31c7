/**
 * What stands around a bucket in the same file and keeps it closed whatever its list of permissions says, or says that
 * it is a website and so open on purpose.
 */
import type { ConfigBlock, ConfigValue } from '#analysis/configuration-facts.ts';
import { addressOf, attribute, blocksIn, referredAddress, type TerraformScope } from './terraform-scope.ts';

export interface StorageProtection {
  /** The bucket a block is about: its address where the file has it, its name where that is a constant. */
  bucketOf(block: ConfigBlock, name: string): string | null;
  blocksAcls(bucket: string | null): boolean;
  blocksPolicies(bucket: string | null): boolean;
  isWebsite(bucket: string | null): boolean;
}

export function protectionIn(scope: TerraformScope): StorageProtection {
  const names = new Map<string, string>();
  for (const bucket of scope.resources('aws_s3_bucket', 'google_storage_bucket')) {
    for (const name of ['bucket', 'name']) {
      const text = scope.text(bucket, name);
      if (text !== null) names.set(text, addressOf(bucket));
    }
  }
  const keyOf = (value: ConfigValue | null): string | null => {
    if (value === null) return null;
    const referred = referredAddress(value);
    if (referred !== null) return referred;
    const { value: found } = scope.resolve(value);
    const text = found.kind === 'scalar' && typeof found.value === 'string' ? found.value : null;
    return text === null ? null : (names.get(text) ?? `named ${text}`);
  };
  const bucketOf = (block: ConfigBlock, name: string): string | null => keyOf(attribute(block, name)?.value ?? null);

  const acls = new Set<string | null>();
  const policies = new Set<string | null>();
  const websites = new Set<string | null>();
  for (const block of scope.resources('aws_s3_bucket_public_access_block')) {
    const bucket = bucketOf(block, 'bucket');
    if (scope.flag(block, 'block_public_acls') === true || scope.flag(block, 'ignore_public_acls') === true)
      acls.add(bucket);
    if (scope.flag(block, 'block_public_policy') === true || scope.flag(block, 'restrict_public_buckets') === true) {
      policies.add(bucket);
    }
  }
  for (const block of scope.resources('aws_s3_bucket_ownership_controls')) {
    const owned = blocksIn(block, 'rule').some(
      (rule) => scope.text(rule, 'object_ownership') === 'BucketOwnerEnforced',
    );
    if (owned) acls.add(bucketOf(block, 'bucket'));
  }
  for (const block of scope.resources('google_storage_bucket')) {
    if (scope.text(block, 'public_access_prevention') === 'enforced') {
      acls.add(addressOf(block));
      policies.add(addressOf(block));
    }
    if (blocksIn(block, 'website').length > 0) websites.add(addressOf(block));
  }
  for (const block of scope.resources('azurerm_storage_account')) {
    const closed = ['allow_nested_items_to_be_public', 'allow_blob_public_access'].some(
      (name) => scope.flag(block, name) === false,
    );
    if (closed) acls.add(addressOf(block));
  }
  for (const block of scope.resources('aws_s3_bucket')) {
    if (blocksIn(block, 'website').length > 0) websites.add(addressOf(block));
  }
  for (const block of scope.resources('aws_s3_bucket_website_configuration')) websites.add(bucketOf(block, 'bucket'));

  const known = (set: ReadonlySet<string | null>) => (bucket: string | null) => bucket !== null && set.has(bucket);
  return { bucketOf, blocksAcls: known(acls), blocksPolicies: known(policies), isWebsite: known(websites) };
}
