/** Buckets opened by an AWS policy: a statement that allows everyone, and no condition that says who everyone is. */
import type { ConfigBlock } from '#analysis/configuration-facts.ts';
import { SEVERITY_OF_REACH, type Exposure } from './exposure.ts';
import { statementsOfDocument, statementsOfValue, type Condition, type Statement } from './policy-statements.ts';
import type { StorageProtection } from './storage-protection.ts';
import { addressOf, attribute, referredAddress, type TerraformScope } from './terraform-scope.ts';

export function* openPolicies(scope: TerraformScope, protection: StorageProtection): Generator<Exposure> {
  const usedBy = new Map<string, ConfigBlock[]>();
  for (const block of scope.resources('aws_s3_bucket_policy', 'aws_s3_bucket')) {
    const policy = attribute(block, 'policy')?.value;
    if (policy === undefined) continue;
    const document = referredAddress(policy);
    if (document?.startsWith('data.aws_iam_policy_document.') === true) {
      usedBy.set(document, [...(usedBy.get(document) ?? []), block]);
      continue;
    }
    const bucket = bucketOf(block, protection);
    if (protection.blocksPolicies(bucket)) continue;
    const statements = statementsOfValue(scope.resolve(policy).value, scope) ?? [];
    yield* openStatements(statements, block, protection.isWebsite(bucket));
  }
  for (const document of scope.dataBlocks('aws_iam_policy_document')) {
    const users = usedBy.get(addressOf(document)) ?? [];
    const buckets = users.map((user) => bucketOf(user, protection));
    const open = buckets.filter((bucket) => !protection.blocksPolicies(bucket));
    if (users.length > 0 && open.length === 0) continue;
    // Without a user in this file it may be any service's policy: only what speaks of S3 is told.
    const statements = statementsOfDocument(document, scope).filter(
      (statement) => users.length > 0 || statement.actions.some((action) => action.startsWith('s3:')),
    );
    const website = open.length > 0 && open.every((bucket) => protection.isWebsite(bucket));
    for (const exposure of openStatements(statements, document, website)) {
      yield {
        ...exposure,
        evidence: users.map((user) => ({ span: user.headerSpan, message: `used by ${addressOf(user)}` })),
      };
    }
  }
}

function bucketOf(block: ConfigBlock, protection: StorageProtection): string | null {
  return block.labels[0] === 'aws_s3_bucket' ? addressOf(block) : protection.bucketOf(block, 'bucket');
}

function* openStatements(statements: readonly Statement[], block: ConfigBlock, website: boolean): Generator<Exposure> {
  for (const [index, statement] of statements.entries()) {
    if (!statement.allows || !statement.everyone || statement.conditions.some(restricts)) continue;
    const writes = statement.actions.some(isWrite);
    const lowered = website && !writes;
    const conditioned = statement.conditions.length > 0;
    const what = statement.actions.length === 0 ? 'what it names' : statement.actions.slice(0, 5).join(', ');
    yield {
      symbol: addressOf(block),
      span: statement.span,
      message: `${addressOf(block)} allows ${what} to everyone${conditioned ? ', on no condition that says who' : ''}`,
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
}

const WRITE_ACTION = /^(?:s3:)?(?:\*|(?:put|delete|replicate|restore|bypass|abort|create|update)[a-z]{0,60}\*?)$/;

function isWrite(action: string): boolean {
  return WRITE_ACTION.test(action);
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

/** What cannot be read may restrict. */
function restricts({ key, values }: Condition): boolean {
  if (key === null) return true;
  if (key === 'aws:sourceip') return !values.some((value) => value === '0.0.0.0/0' || value === '::/0');
  return !NOT_ABOUT_WHO.has(key);
}
