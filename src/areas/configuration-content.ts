/**
 * What changed lines of manifests and infrastructure say: which dependencies they ask for, and whether they are about
 * who may do what.
 */
import { entriesOf, itemsOf, textOf, valueOf } from '#analysis/configuration/lookup.ts';
import type { ConfigBlock, ConfigFacts, ConfigValue } from '#analysis/configuration-facts.ts';
import type { ManifestFacts } from '#analysis/manifest-facts.ts';
import type { AreaReason } from '#domain/area.ts';
import type { Side, Span } from '#domain/span.ts';
import { meets } from './changed-code.ts';
import type { Evidence } from './evidence.ts';

interface ChangedFile {
  readonly path: string;
  readonly side: Side;
  readonly lines: ReadonlySet<number>;
}

export function contentOfManifest(facts: ManifestFacts, file: ChangedFile): Evidence[] {
  const touched = facts.dependencies.filter(({ span }) => meets(file.lines, span));
  const asked = new Set(touched.map(({ name }) => name));
  const fixed = facts.packages.filter(({ name, span }) => !asked.has(name) && meets(file.lines, span));
  const registries = facts.registries.filter(({ span }) => meets(file.lines, span));
  return [
    ...touched.map(({ name, span }) => evidence('dependencies', `asks for ${name}`, file, span)),
    ...fixed.map(({ name, span }) => evidence('dependencies', `fixes ${name}`, file, span)),
    ...registries.map(({ span }) => evidence('dependencies', 'names a registry', file, span)),
  ];
}

/** Resource types and kinds of Terraform, CloudFormation and Kubernetes that say who may do what, or reach what. */
const PERMISSION_TYPE =
  /(?:^|[_:.])(?:iam|rbac|acl|acls|firewall|firewalls)(?:$|[_:.])|(?:^|_)(?:role|roles|policy|policy_attachment|policy_document|permission|permissions|security_group|security_group_rule|security_rule|access_policy|access_block|public_access_block|role_assignment|role_definition|network_acl|network_security_group|network_security_rule|resource_policy|grant|grants|member|binding)$|^AWS::(?:IAM|KMS|Organizations)::|SecurityGroup|BucketPolicy|(?:Queue|Topic|Resource)Policy|::Lambda::Permission|Role$|RoleBinding$|^(?:ServiceAccount|NetworkPolicy|PodSecurityPolicy)$/i;

/** Keys that give or take rights wherever they stand. */
const PERMISSION_KEYS =
  /^(?:securityContext|privileged|cap_add|cap_drop|capabilities|allowPrivilegeEscalation|runAsUser|runAsNonRoot|runAsRoot|hostNetwork|hostPID|hostIPC|serviceAccount|serviceAccountName|security_opt|iamRoleStatements|iam|managedPolicies|PolicyDocument|AssumeRolePolicyDocument|ManagedPolicyArns|Principal|assume_role_policy|userns_mode|network_mode|pid)$/;

/** Evidence that changed lines of infrastructure are about permissions. That the file is infrastructure its path says. */
export function permissionsIn(facts: ConfigFacts, file: ChangedFile): Evidence[] {
  const found: Evidence[] = [];
  const tell = (detail: string, span: Span): void => {
    found.push({ ...evidence('infrastructure', detail, file, span), permissions: true });
  };
  for (const block of facts.blocks) readBlock(block, file.lines, tell);
  for (const document of facts.documents) readDocument(document, file.lines, tell);
  return found;
}

type Tell = (detail: string, span: Span) => void;

/** Terraform: a block of such a type, or inside another one an inline policy or rule. */
function readBlock(block: ConfigBlock, lines: ReadonlySet<number>, tell: Tell): void {
  if (!meets(lines, block.span)) return;
  const type = block.type === 'resource' || block.type === 'data' ? (block.labels[0] ?? '') : block.type;
  if (PERMISSION_TYPE.test(type)) return tell(`changes ${[block.type, ...block.labels].join(' ')}`, block.headerSpan);
  for (const entry of block.attributes) {
    if (/policy|_role$|^role|^acl$|^principal/i.test(entry.key) && meets(lines, entry.value.span)) {
      tell(`changes ${entry.key} of ${block.labels.join('.')}`, entry.keySpan);
    }
  }
  for (const inner of block.blocks) readBlock(inner, lines, tell);
}

/** YAML and JSON: an object of such a kind, or a key that gives rights. Depth is bounded by who made the facts. */
function readDocument(value: ConfigValue, lines: ReadonlySet<number>, tell: Tell): void {
  if (!meets(lines, value.span)) return;
  const type = textOf(valueOf(value, 'kind')) ?? textOf(valueOf(value, 'Type'));
  if (type !== null && PERMISSION_TYPE.test(type)) return tell(`changes a ${type}`, value.span);
  for (const entry of entriesOf(value)) {
    const touched = meets(lines, entry.value.span) || meets(lines, entry.keySpan);
    if (touched && PERMISSION_KEYS.test(entry.key)) tell(`changes ${entry.key}`, entry.keySpan);
    else if (touched) readDocument(entry.value, lines, tell);
  }
  for (const item of itemsOf(value)) readDocument(item, lines, tell);
}

function evidence(area: Evidence['area'], detail: string, { path, side }: ChangedFile, span: Span): Evidence {
  const reason: AreaReason = { kind: 'content', detail, place: { path, side, span }, path };
  return { area, reason, strength: 'clear', topic: detail };
}
