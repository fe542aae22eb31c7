/**
 * Which rules answer for a named risk of the sets about infrastructure, and which of the sets' checks ask for it. A check
 * that the reference does not list is counted apart.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Finding } from '#domain/finding.ts';

const reference = z.array(
  z.object({
    risk: z.string(),
    kics: z.array(z.object({ query: z.string() })),
    trivy: z.array(z.string()),
  }),
);

/** By the reference's name of the risk. */
const RULES_OF_RISK: Readonly<Record<string, readonly string[]>> = {
  'S3 public ACL': ['public-bucket', 'unlocked-bucket'],
  'S3 no public-access block': ['unlocked-bucket'],
  'S3 policy Principal *': ['public-bucket'],
  'S3/volume unencrypted': ['unencrypted-data'],
  'SG ingress 0.0.0.0/0 any': ['open-ingress', 'open-sensitive-port'],
  'SG SSH/RDP/sensitive port open': ['open-sensitive-port', 'open-ingress'],
  'Default SG open': ['open-default-group'],
  'NACL open': ['open-network-acl'],
  'IAM Action/Resource *': ['wildcard-policy'],
  'IAM role assumable by anyone': ['assumable-role'],
  'KMS key Principal *': ['public-resource'],
  'SQS/SNS public': ['public-resource', 'public-bucket'],
  'Lambda public / wildcard role': ['public-resource', 'privileged-function'],
  'RDS publicly accessible': ['public-database'],
  'RDS unencrypted': ['unencrypted-data'],
  'Redshift/MQ/DMS public': ['public-database'],
  'EC2 public IP': ['public-instance'],
  IMDSv1: ['instance-metadata-v1'],
  'EKS public endpoint': ['public-cluster'],
  'EKS secrets unencrypted': ['unencrypted-data'],
  'ECR public': ['public-resource'],
  'Secrets in user_data/lambda/ECS env': ['plaintext-secret'],
  'Plain HTTP listener / weak TLS': ['unencrypted-transport'],
  'GCS bucket public': ['public-bucket'],
  'Cloud SQL public / no SSL': ['public-database', 'unencrypted-transport'],
  'GCP firewall 0.0.0.0/0': ['open-sensitive-port', 'open-ingress'],
  'GKE public control plane': ['public-cluster'],
  'Azure storage public': ['public-bucket'],
  'Azure NSG open': ['open-sensitive-port', 'open-ingress'],
  'Azure SQL any IP / public': ['public-database'],
  'Privileged container': ['privileged-container'],
  'hostPath / sensitive mount': ['host-mount'],
  'docker.sock': ['container-socket'],
  'hostNetwork/PID/IPC': ['host-namespace'],
  'allowPrivilegeEscalation / caps': ['privilege-escalation', 'added-capability', 'kept-capabilities'],
  'Pod runs as root': ['root-container'],
  'K8s image latest/untagged': ['unpinned-image', 'image-without-digest'],
  'RBAC wildcard / cluster-admin': ['wildcard-role'],
  'Secrets as env': ['secret-in-environment', 'plaintext-secret'],
  'No/misconfigured NetworkPolicy': ['missing-network-policy'],
  'Token automount': ['mounted-token'],
  'Dockerfile root user': ['root-image'],
  'Dockerfile latest/untagged': ['unpinned-image'],
  'Dockerfile secrets, sudo, 777, SSH': ['careless-dockerfile', 'secret-in-image'],
};

/** Where a check asks for a part of its risk alone, by the end of the set's name for it. */
/** Which of a rule's findings a check asks for, by what they say, where it asks for some of them alone. */
const SAYING: Readonly<Record<string, RegExp>> = {
  s3_bucket_acl_allows_read_or_write_to_all_users: /on the internet/,
  s3_bucket_allows_public_acl: /block_?public_?acls/i,
  s3_bucket_without_ignore_public_acl: /no lock|ignore_?public_?acls/i,
  s3_bucket_without_restriction_of_public_bucket: /no lock|restrict_?public_?buckets/i,
  'AWS-0086': /no lock|block_?public_?acls/i,
  'AWS-0087': /no lock|block_?public_?policy/i,
  'AWS-0093': /no lock|restrict_?public_?buckets/i,
  s3_bucket_object_not_encrypted: /server_side_encryption/,
  rdp_is_exposed_to_the_internet: /RDP|all ports/,
  remote_desktop_port_open_to_internet: /RDP|all ports|3389/,
};

const RULES_OF_CHECK: Readonly<Record<string, readonly string[]>> = {
  s3_bucket_acl_allows_read_or_write_to_all_users: ['public-bucket'],
  s3_bucket_allows_public_acl: ['unlocked-bucket'],
  'AWS-0092': ['public-bucket'],
  rdp_access_is_not_restricted: ['open-sensitive-port'],
  ssh_access_is_not_restricted: ['open-sensitive-port'],
  rdp_is_exposed_to_the_internet: ['open-sensitive-port'],
  remote_desktop_port_open_to_internet: ['open-sensitive-port'],
  'GCP-0070': ['open-sensitive-port'],
  'AZU-0012': ['open-ingress', 'public-bucket'],
  'AZU-0048': ['open-sensitive-port'],
  'AZU-0050': ['open-sensitive-port'],
  sql_db_instance_is_publicly_accessible: ['public-database'],
  sql_db_instance_with_ssl_disabled: ['unencrypted-transport'],
  'GCP-0015': ['unencrypted-transport'],
  'GCP-0017': ['public-database'],
  privilege_escalation_allowed: ['privilege-escalation'],
  containers_with_sys_admin_capabilities: ['added-capability'],
  no_drop_capabilities_for_containers: ['kept-capabilities'],
  'KSV-0001': ['privilege-escalation'],
  'KSV-0005': ['added-capability'],
  'KSV-0022': ['added-capability'],
  invalid_image: ['unpinned-image'],
  image_without_digest: ['image-without-digest', 'unpinned-image'],
  'KSV-0013': ['unpinned-image'],
  'KSV-0109': ['plaintext-secret'],
  secrets_as_environment_variables: ['secret-in-environment'],
  lambda_function_with_privileged_role: ['privileged-function'],
  lambda_function_publicly_accessible: ['public-resource'],
  run_using_sudo: ['careless-dockerfile'],
  avoid_chmod_777: ['careless-dockerfile'],
  exposing_port_22: ['careless-dockerfile'],
  'DS-0010': ['careless-dockerfile'],
  'DS-0004': ['careless-dockerfile'],
  'DS-0031': ['secret-in-image'],
};

export interface Asked {
  readonly risk: string;
  readonly rules: ReadonlySet<string>;
  readonly saying: RegExp | null;
}

/** Whether a finding is of those that a check asks for. */
export function isAsked({ rules, saying }: Asked, { ruleId, message }: Finding): boolean {
  return rules.has(ruleId) && saying?.test(message) !== false;
}

/** What a check of a set asks for, by its name there; of KICS `platform/query`. Empty where the reference is not at hand. */
export function askedBy(folder: string): ReadonlyMap<string, Asked> {
  const file = join(folder, '..', 'reference', 'iac-risks.json');
  if (!existsSync(file)) return new Map();
  const risks = reference.parse(JSON.parse(readFileSync(file, 'utf8')));
  return new Map(
    risks.flatMap(({ risk, kics, trivy }) =>
      [...kics.map(({ query }) => query), ...trivy].map((check): [string, Asked] => {
        const name = check.slice(check.lastIndexOf('/') + 1);
        const rules = RULES_OF_CHECK[name] ?? RULES_OF_RISK[risk] ?? [];
        const saying = SAYING[name] ?? null;
        return [check, { risk, rules: new Set(rules.map((rule) => `infrastructure/${rule}`)), saying }];
      }),
    ),
  );
}
