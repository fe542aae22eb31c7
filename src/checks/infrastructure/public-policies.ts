/** Buckets opened by an AWS policy: a statement that allows everyone, and no condition that says who everyone is. */
import type { Resource } from '#analysis/infrastructure/resource.ts';
import type { Flaw } from './flaw.ts';
import { policiesIn, restricts, type Policy } from './policies.ts';
import type { Statement } from './policy-statements.ts';
import { SEVERITY_OF_REACH } from './reach.ts';
import type { StorageProtection } from './storage-protection.ts';

const KINDS: ReadonlySet<string> = new Set(['aws_s3_bucket', 'aws_s3_bucket_policy', 'aws_s3_access_point']);

export function* openBucketPolicies(
  resources: readonly Resource[],
  scope: readonly Resource[],
  protection: StorageProtection,
): Generator<Flaw> {
  const users = new Map<Resource, Policy[]>();
  for (const policy of policiesIn(resources, scope)) {
    users.set(policy.holder, [...(users.get(policy.holder) ?? []), policy]);
  }
  for (const [holder, policies] of users) {
    const ofBuckets = policies.filter(({ owner }) => KINDS.has(owner.kind));
    const isDocument = holder.kind.startsWith('data.');
    // Without a user in the scope it may be any service's policy: only what speaks of S3 is told.
    const isUnused = isDocument && policies.every(({ owner }) => owner === holder);
    if (ofBuckets.length === 0 && !isUnused) continue;
    const buckets = ofBuckets.map(({ owner }) => bucketOf(owner, protection));
    const open = buckets.filter((bucket) => !protection.blocksPolicies(bucket));
    if (!isUnused && open.length === 0) continue;
    const website = open.length > 0 && open.every((bucket) => protection.isWebsite(bucket));
    const evidence = isDocument
      ? ofBuckets.map(({ owner }) => ({ path: owner.path, span: owner.header, message: `used by ${owner.address}` }))
      : [];
    for (const [index, statement] of (policies[0]?.statements ?? []).entries()) {
      if (isUnused && !statement.actions.some((action) => action.startsWith('s3:'))) continue;
      const flaw = flawOf(statement, index, holder, website);
      if (flaw !== null) yield { ...flaw, evidence };
    }
  }
}

function bucketOf(owner: Resource, protection: StorageProtection): string | null {
  return owner.kind === 'aws_s3_bucket' ? owner.address : protection.bucketOf(owner, 'bucket');
}

function flawOf(statement: Statement, index: number, resource: Resource, website: boolean): Flaw | null {
  if (!statement.allows || !statement.everyone || statement.conditions.some(restricts)) return null;
  const writes = statement.actions.some(isWrite);
  const lowered = website && !writes;
  const conditioned = statement.conditions.length > 0;
  const what = statement.actions.length === 0 ? 'what it names' : statement.actions.slice(0, 5).join(', ');
  return {
    resource,
    span: statement.principalSpan,
    message: `${resource.address} allows ${what} to everyone${conditioned ? ', on no condition that says who' : ''}`,
    remedy: 'Name the principals, or add a condition on who asks: aws:PrincipalOrgID, aws:SourceVpce, aws:SourceArn.',
    severity: lowered ? 'medium' : SEVERITY_OF_REACH[writes ? 'write' : 'read'],
    ...(conditioned ? { confidence: 'medium' } : {}),
    adjustments: [
      ...(lowered ? ['severity lowered: the bucket serves a website'] : []),
      ...(conditioned ? ['confidence lowered: it has conditions, though none that says who'] : []),
    ],
    identity: `statement ${statement.sid ?? index}`,
  };
}

const WRITE_ACTION = /^(?:s3:)?(?:\*|(?:put|delete|replicate|restore|bypass|abort|create|update)[a-z]{0,60}\*?)$/;

function isWrite(action: string): boolean {
  return WRITE_ACTION.test(action);
}
