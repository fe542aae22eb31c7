/** S3's own lock against public access, left open: flags that are false, or not set, which is the same. */
import { fieldOf, findField, flagIn, startOf, textIn } from '#analysis/infrastructure/fields.ts';
import type { ConfigValue } from '#analysis/configuration-facts.ts';
import type { Resource } from '#analysis/infrastructure/resource.ts';
import { defineRule } from '../rule.ts';
import { reportFlaws, type Flaw } from './flaw.ts';
import { addProperty, replaceValue, spell } from './repair.ts';
import { protectionIn } from './storage-protection.ts';

export const rule = defineRule({
  meta: {
    title: "A bucket's lock against public access is left open",
    area: 'infrastructure',
    severity: 'medium',
    confidence: 'high',
    cwe: [732, 284],
    owasp: 'A01:2021',
  },
  needs: 'infrastructure',
  check(input, report) {
    const { resources, scope } = input;
    const protection = protectionIn(scope);
    const locks = scope.filter(({ kind }) => kind === 'aws_s3_bucket_public_access_block');
    const locked = new Set(locks.map((lock) => protection.bucketOf(lock, 'bucket')));
    reportFlaws(
      input,
      report,
      resources.flatMap((resource) => openFlags(resource, locked)),
    );
  },
});

const FLAGS = ['block_public_acls', 'block_public_policy', 'ignore_public_acls', 'restrict_public_buckets'] as const;

function openFlags(resource: Resource, locked: ReadonlySet<string | null>): Flaw[] {
  const { kind, platform, properties, byModule } = resource;
  if (kind === 'aws_s3_bucket_public_access_block') return flagsLeftOpen(resource, properties, true, 'medium');
  if (kind === 'aws_s3_account_public_access_block') return flagsLeftOpen(resource, properties, true, 'high');
  if (kind !== 'aws_s3_bucket') return [];
  if (byModule !== null) return flagsLeftOpen(resource, properties, isOpenByDefault(resource), 'medium');
  if (platform === 'terraform') return locked.has(resource.address) ? [] : withoutLock(resource);
  const settings = findField(properties, ['public_access_block_configuration']);
  if (settings.state === 'absent') return withoutLock(resource);
  return settings.state === 'present' ? flagsLeftOpen(resource, settings.value, true, 'medium') : [];
}

/** New buckets are locked by S3 since April 2023; a lock of one's own says so, and survives who unlocks by hand. */
function withoutLock(resource: Resource): Flaw[] {
  return [
    {
      resource,
      span: startOf(resource.header),
      message: `${resource.address} has no lock against public access of its own`,
      remedy: 'Add one with all four settings on. S3 locks new buckets by itself, which nothing here keeps so.',
      severity: 'low',
      confidence: 'low',
      adjustments: ['severity and confidence lowered: S3 locks new buckets by itself since April 2023'],
      identity: 'no lock',
    },
  ];
}

function flagsLeftOpen(
  resource: Resource,
  settings: ConfigValue,
  absentIsOpen: boolean,
  severity: Flaw['severity'],
): Flaw[] {
  return FLAGS.flatMap((flag): Flaw[] => {
    const found = findField(settings, [flag]);
    if (found.state === 'unknown') return [];
    const isOpen = found.state === 'absent' ? absentIsOpen : flagIn(found.value) === false;
    if (!isOpen) return [];
    const name = spell(flag, resource);
    const entry = fieldOf(settings, flag);
    const container = resource.properties === settings ? null : containerOf(resource, settings);
    return [
      {
        resource,
        span: entry?.value.span ?? startOf(container?.keySpan ?? resource.header),
        message: `${resource.address} leaves ${name} ${entry === null ? 'unset' : 'off'}, ${CONSEQUENCE[flag]}`,
        remedy: 'Set all four to true; where a bucket is meant to be public, say so beside it.',
        ...(severity === undefined ? {} : { severity }),
        identity: flag,
        ...(entry === null ? {} : { value: entry.value }),
        repair: entry === null ? addProperty(resource, container, [flag], true) : replaceValue(resource, entry, true),
      },
    ];
  });
}

const CONSEQUENCE: Readonly<Record<(typeof FLAGS)[number], string>> = {
  block_public_acls: 'so an access list can open the bucket to anyone',
  block_public_policy: 'so a policy can open the bucket to anyone',
  ignore_public_acls: 'so access lists that are already public keep their effect',
  restrict_public_buckets: 'so a policy that is already public keeps its effect',
};

function containerOf({ properties }: Resource, settings: ConfigValue) {
  const entry = fieldOf(properties, 'public_access_block_configuration');
  return entry?.value === settings ? entry : null;
}

/** terraform-aws-modules/s3-bucket sets all four from version 4 on. */
function isOpenByDefault({ byModule, properties }: Resource): boolean {
  const version = byModule?.version ?? textIn(fieldOf(properties, 'version')?.value);
  const major = /^[~>=\s]*([0-9]+)/.exec(version ?? '')?.[1];
  return major !== undefined && Number(major) < 4;
}
