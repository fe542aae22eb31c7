/** Control planes of Kubernetes that answer to the whole internet. */
import {
  blocksOf,
  fieldOf,
  findField,
  flagIn,
  itemsIn,
  startOf,
  textIn,
  wordsIn,
} from '#analysis/infrastructure/fields.ts';
import type { ConfigEntry, ConfigValue } from '#analysis/configuration-facts.ts';
import type { Resource } from '#analysis/infrastructure/resource.ts';
import { defineRule } from '../rule.ts';
import { isEveryAddress } from './addresses.ts';
import { reportFlaws, type Flaw } from './flaw.ts';
import { replaceValue } from './repair.ts';

export const rule = defineRule({
  meta: {
    title: "A cluster's control plane can be reached from the whole internet",
    area: 'infrastructure',
    severity: 'medium',
    confidence: 'high',
    cwe: [284, 668],
    owasp: 'A05:2021',
  },
  needs: 'infrastructure',
  check(input, report) {
    reportFlaws(input, report, input.resources.flatMap(flawsOf));
  },
});

const REMEDY = 'Make the endpoint private, or name the addresses from which it is reached.';

function flawsOf(resource: Resource): Flaw[] {
  switch (resource.kind) {
    case 'aws_eks_cluster':
      return eks(resource);
    case 'google_container_cluster':
      return gke(resource);
    case 'azurerm_kubernetes_cluster':
      return aks(resource);
    default:
      return [];
  }
}

/** Public for everyone unless it says otherwise: https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html */
function eks(resource: Resource): Flaw[] {
  const { properties, byModule } = resource;
  const holder = byModule === null ? (fieldOf(properties, 'vpc_config', 'resources_vpc_config') ?? null) : null;
  const settings = byModule === null ? blocksOf(properties, 'vpc_config', 'resources_vpc_config')[0] : properties;
  if (settings === undefined) return [];
  const access = findField(settings, [['endpoint_public_access', 'cluster_endpoint_public_access']]);
  const ranges = fieldOf(
    settings,
    'public_access_cidrs',
    'cluster_endpoint_public_access_cidrs',
    'endpoint_public_access_cidrs',
  );
  if (access.state === 'unknown' || (access.state === 'absent' && byModule !== null)) return [];
  if (access.state === 'present' && flagIn(access.value) !== true) return [];
  if (ranges !== null && !itemsIn(ranges.value).some((range) => isEveryAddress(textIn(range)))) return [];
  const entry: ConfigEntry | null = access.state === 'present' ? access.entry : null;
  return [
    {
      resource,
      span: ranges?.value.span ?? entry?.value.span ?? startOf(holder?.keySpan ?? resource.header),
      message: `${resource.address} answers to every address of the internet: ${saidBy(ranges, entry)}`,
      remedy: REMEDY,
      identity: 'control plane',
      repair: entry === null ? null : replaceValue(resource, entry, false),
    },
  ];
}

function saidBy(ranges: ConfigEntry | null, access: ConfigEntry | null): string {
  if (ranges !== null) return `${ranges.key} holds ${wordsIn(ranges.value).find(isEveryAddress) ?? 'everyone'}`;
  return access === null
    ? 'endpoint_public_access is not set, which means true'
    : `${access.key} is true, and no addresses are named`;
}

/** https://cloud.google.com/kubernetes-engine/docs/how-to/authorized-networks */
function gke(resource: Resource): Flaw[] {
  const { properties } = resource;
  const authorized = fieldOf(properties, 'master_authorized_networks_config');
  const endpoint = findField(properties, ['private_cluster_config', 'enable_private_endpoint']);
  if (endpoint.state === 'present' && flagIn(endpoint.value) === true) return [];
  if (endpoint.state === 'unknown') return [];
  if (authorized === null) {
    return [gkeFlaw(resource, resource.header, 'master_authorized_networks_config is not set')];
  }
  const open = openRange(authorized.value);
  return open === null ? [] : [gkeFlaw(resource, open.span, `it names ${textIn(open) ?? 'everyone'}`)];
}

function gkeFlaw(resource: Resource, span: Flaw['span'], why: string): Flaw {
  const message = `${resource.address} answers to every address of the internet: ${why}`;
  return { resource, span: startOf(span), message, remedy: REMEDY, identity: 'control plane' };
}

function openRange(value: ConfigValue): ConfigValue | null {
  const blocks = blocksOf(value, 'cidr_blocks');
  return (
    blocks.map((block) => fieldOf(block, 'cidr_block')?.value).find((range) => isEveryAddress(textIn(range))) ?? null
  );
}

function aks(resource: Resource): Flaw[] {
  const { properties } = resource;
  if (flagIn(fieldOf(properties, 'private_cluster_enabled')?.value) === true) return [];
  const [profile] = blocksOf(properties, 'api_server_access_profile');
  const ranges =
    fieldOf(profile, 'authorized_ip_ranges') ??
    fieldOf(properties, 'api_server_authorized_ip_ranges', 'private_cluster_enabled');
  if (ranges?.value.kind === 'expression') return [];
  const words = wordsIn(ranges?.key === 'private_cluster_enabled' ? null : ranges?.value);
  if (words.length > 0 && !words.some(isEveryAddress)) return [];
  const message = `${resource.address} answers to every address of the internet: no authorized_ip_ranges, and not private`;
  return [
    { resource, span: startOf(ranges?.keySpan ?? resource.header), message, remedy: REMEDY, identity: 'control plane' },
  ];
}
