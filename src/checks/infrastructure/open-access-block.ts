/** S3's own lock against public access, left open: flags that are false, or not set, which is the same. */
import type { ConfigBlock } from '#analysis/configuration-facts.ts';
import type { Exposure } from './exposure.ts';
import { addressOf, attribute, type TerraformScope } from './terraform-scope.ts';

const FLAGS = ['block_public_acls', 'block_public_policy', 'ignore_public_acls', 'restrict_public_buckets'] as const;

export function* openAccessBlocks(scope: TerraformScope): Generator<Exposure> {
  for (const block of scope.resources('aws_s3_bucket_public_access_block'))
    yield* flagsLeftOpen(block, scope, false, 'medium');
  for (const block of scope.resources('aws_s3_account_public_access_block'))
    yield* flagsLeftOpen(block, scope, false, 'high');
  // The module sets each of them unless it is told not to.
  for (const block of scope.modules()) {
    if (/s3-bucket/.test(scope.text(block, 'source') ?? '')) yield* flagsLeftOpen(block, scope, true, 'medium');
  }
}

function* flagsLeftOpen(
  block: ConfigBlock,
  scope: TerraformScope,
  setByDefault: boolean,
  severity: Exposure['severity'],
): Generator<Exposure> {
  const open = FLAGS.filter((flag) =>
    attribute(block, flag) === null ? !setByDefault : scope.flag(block, flag) === false,
  );
  const written = open.map((flag) => attribute(block, flag)).filter((entry) => entry !== null);
  if (open.length === 0) return;
  yield {
    symbol: addressOf(block),
    span: written[0]?.value.span ?? block.headerSpan,
    message: `${addressOf(block)} leaves ${open.join(', ')} off, so a list or policy can open the bucket to anyone`,
    remedy: 'Set all four to true; where a bucket is meant to be public, say so beside it.',
    severity,
    evidence: written.slice(1).map((entry) => ({ span: entry.value.span, message: `${entry.key} is off, too` })),
    identity: open.join(' '),
  };
}
