/** What a value refers to in its own scope, in Terraform and in templates. */
import type { ConfigValue } from '#analysis/configuration-facts.ts';
import { referredName } from '#analysis/infrastructure/cloudformation/functions.ts';

/**
 * The address of a resource: `aws_s3_bucket.logs.id`, `aws_s3_bucket.logs[0].arn` and `"${aws_s3_bucket.logs.arn}"` are
 * `aws_s3_bucket.logs`; `!Ref Logs` is `Logs`. Null where it is none, or not known.
 */
export function referenceOf(value: ConfigValue | null | undefined): string | null {
  if (value?.kind !== 'expression') return null;
  const name = referredName(value);
  if (name !== null) return name;
  return (
    /^((?:data\.|module\.)?[A-Za-z][A-Za-z0-9_]{0,80}(?:\.[A-Za-z_][\w-]{0,100})?)(?:\[[^\]]{0,100}\])?(?:\.|$)/.exec(
      value.text.trim(),
    )?.[1] ?? null
  );
}
