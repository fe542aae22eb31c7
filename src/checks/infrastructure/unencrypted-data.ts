/** Disks, buckets, databases and secrets of clusters that keep what is in them as it is, or with a key of the provider alone. */
import { blocksOf, fieldOf, flagIn, startOf, textIn } from '#analysis/infrastructure/fields.ts';
import type { Resource } from '#analysis/infrastructure/resource.ts';
import { defineRule } from '../rule.ts';
import { attributeFlaws, type AttributeRisk } from './attribute-risk.ts';
import { reportFlaws, type Flaw } from './flaw.ts';
import { replaceValue } from './repair.ts';
import { protectionIn } from './storage-protection.ts';

export const rule = defineRule({
  meta: {
    title: 'Data is kept without encryption',
    area: 'infrastructure',
    severity: 'high',
    confidence: 'high',
    cwe: [311, 312],
    owasp: 'A02:2021',
  },
  needs: 'infrastructure',
  check(input, report) {
    const { resources, scope } = input;
    reportFlaws(input, report, attributeFlaws(RISKS, resources, scope));
    reportFlaws(input, report, resources.flatMap(clusterSecrets));
    reportFlaws(input, report, resources.flatMap(machineDisks));
    reportFlaws(input, report, bucketsOfProvider(resources, scope));
  },
});

const AT_REST = {
  says: 'keeps what is on it unencrypted',
  remedy: 'Turn encryption on. It can seldom be turned on later: a copy is made, and takes its place.',
  mend: true,
} as const;

const RISKS: readonly AttributeRisk[] = [
  {
    ...AT_REST,
    kinds: ['aws_ebs_volume', 'aws_ebs_snapshot_copy', 'aws_ami_copy'],
    path: ['encrypted'],
    wrong: ['false'],
    absent: 'wrong',
    whenAbsent: {
      confidence: 'medium',
      because: "confidence lowered: the account's own setting may encrypt by default",
    },
  },
  {
    ...AT_REST,
    kinds: ['aws_db_instance', 'aws_rds_cluster', 'aws_rds_global_cluster', 'aws_docdb_cluster', 'aws_neptune_cluster'],
    path: ['storage_encrypted'],
    wrong: ['false'],
    absent: 'wrong',
    absentInModule: 'right',
    // A replica, and what is restored, is as its source is; serverless clusters are always encrypted.
    unless: ({ properties }) =>
      ['replicate_source_db', 'snapshot_identifier', 'replication_source_identifier', 'global_cluster_identifier'].some(
        (name) => fieldOf(properties, name) !== null,
      ) || textIn(fieldOf(properties, 'engine_mode')?.value) === 'serverless',
  },
  {
    ...AT_REST,
    kinds: ['aws_efs_file_system', 'aws_redshift_cluster'],
    path: ['encrypted'],
    wrong: ['false'],
    absent: 'wrong',
    absentInModule: 'right',
  },
  {
    ...AT_REST,
    kinds: ['aws_elasticache_replication_group'],
    path: ['at_rest_encryption_enabled'],
    wrong: ['false'],
    absent: 'wrong',
  },
  {
    ...AT_REST,
    kinds: ['aws_elasticsearch_domain', 'aws_opensearch_domain'],
    path: [['encrypt_at_rest', 'encryption_at_rest_options'], 'enabled'],
    wrong: ['false'],
    absent: 'wrong',
    mend: null,
  },
  {
    ...AT_REST,
    kinds: ['aws_kinesis_stream'],
    path: [['encryption_type', 'stream_encryption']],
    wrong: ['NONE'],
    absent: 'wrong',
    mend: null,
    severity: 'medium',
  },
  {
    ...AT_REST,
    kinds: ['aws_sns_topic'],
    path: ['kms_master_key_id'],
    wrong: [''],
    absent: 'wrong',
    says: 'keeps its messages unencrypted',
    remedy: 'Name a key: alias/aws/sns, or one of your own where others publish to it.',
    mend: null,
    severity: 'low',
  },
  {
    ...AT_REST,
    kinds: ['aws_dax_cluster'],
    path: [
      ['server_side_encryption', 'sse_specification'],
      ['enabled', 'sse_enabled'],
    ],
    wrong: ['false'],
    absent: 'wrong',
    mend: null,
  },
  {
    ...AT_REST,
    kinds: ['aws_workspaces_workspace'],
    path: ['root_volume_encryption_enabled'],
    wrong: ['false'],
    absent: 'wrong',
    severity: 'medium',
  },
  {
    ...AT_REST,
    kinds: ['aws_s3_object'],
    path: ['server_side_encryption'],
    right: ['AES256', 'aws:kms', 'aws:kms:dsse'],
    absent: 'wrong',
    absentInModule: 'wrong',
    mend: 'AES256',
    says: 'asks for no encryption of its own',
    remedy: 'Set server_side_encryption, with a key of your own (kms_key_id) where it matters who can read it.',
    severity: 'low',
    confidence: 'low',
    whenAbsent: {
      because: 'severity and confidence lowered: S3 encrypts new objects with its own key since January 2023',
    },
    unless: ({ properties }) => fieldOf(properties, 'kms_key_id') !== null,
  },
];

/** Disks that come with a machine, block by block: what is not said is as the image or the account has it. */
function machineDisks(resource: Resource): Flaw[] {
  if (!['aws_instance', 'aws_launch_configuration', 'aws_launch_template'].includes(resource.kind)) return [];
  const disks = blocksOf(resource.properties, 'root_block_device', 'ebs_block_device', 'block_device_mappings');
  return disks.flatMap((disk): Flaw[] => {
    const entry = fieldOf(blocksOf(disk, 'ebs')[0] ?? disk, 'encrypted');
    if (entry === null || flagIn(entry.value) !== false) return [];
    return [
      {
        resource,
        span: entry.value.span,
        message: `${resource.address} keeps a disk unencrypted: ${entry.key} is false`,
        remedy: AT_REST.remedy,
        identity: 'disk',
        value: entry.value,
        repair: replaceValue(resource, entry, true),
      },
    ];
  });
}

/** What secrets of a cluster are kept with: https://docs.aws.amazon.com/eks/latest/userguide/envelope-encryption.html */
function clusterSecrets(resource: Resource): Flaw[] {
  const { kind, properties, byModule } = resource;
  if (kind !== 'aws_eks_cluster') return [];
  const names = ['encryption_config', 'cluster_encryption_config'];
  const entry = fieldOf(properties, ...names);
  if (entry?.value.kind === 'expression') return [];
  const configs = blocksOf(properties, ...names);
  const isKeyed = configs.some(
    (config) =>
      fieldOf(config, 'provider_key_arn') !== null ||
      blocksOf(config, 'provider').some((provider) => fieldOf(provider, 'key_arn') !== null),
  );
  if (isKeyed) return [];
  const isNamed = byModule !== null && entry !== null;
  if (isNamed) return [];
  return [
    {
      resource,
      span: entry?.keySpan ?? startOf(resource.header),
      message: `${resource.address} keeps its secrets without a key of yours: ${
        entry === null ? 'encryption_config is not set' : 'encryption_config names no key'
      }`,
      remedy:
        'Give it a key of your own for secrets: encryption_config with provider.key_arn and resources ["secrets"].',
      severity: 'medium',
      confidence: 'medium',
      adjustments: ['severity and confidence lowered: from Kubernetes 1.28 EKS encrypts with a key of AWS by itself'],
      identity: 'cluster secrets',
    },
  ];
}

function* bucketsOfProvider(resources: readonly Resource[], scope: readonly Resource[]): Generator<Flaw> {
  const protection = protectionIn(scope);
  const configurations = scope.filter(({ kind }) => kind === 'aws_s3_bucket_server_side_encryption_configuration');
  const configured = new Set(configurations.filter(hasAlgorithm).map((one) => protection.bucketOf(one, 'bucket')));
  for (const resource of resources) {
    if (resource.kind !== 'aws_s3_bucket' || resource.byModule !== null || configured.has(resource.address)) continue;
    const entry = fieldOf(resource.properties, 'server_side_encryption_configuration', 'bucket_encryption');
    if (entry !== null) continue;
    yield {
      resource,
      span: startOf(resource.header),
      message: `${resource.address} asks for no encryption of its own`,
      remedy: 'Say which: SSE-S3 is the least, a key of your own (aws:kms) where it matters who can read it.',
      severity: 'low',
      confidence: 'low',
      adjustments: ['severity and confidence lowered: S3 encrypts new objects with its own key since January 2023'],
      identity: 'bucket encryption',
    };
  }
}

function hasAlgorithm({ properties }: Resource): boolean {
  return blocksOf(properties, 'rule').some((rule) => fieldOf(rule, 'apply_server_side_encryption_by_default') !== null);
}
