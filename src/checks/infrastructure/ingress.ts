/**
 * Who may come in through which ports, of every provider's firewall rules, in one form. What is not a constant is left
 * out: an unknown source is not everyone.
 */
import type { ConfigEntry, ConfigValue } from '#analysis/configuration-facts.ts';
import {
  blocksOf,
  fieldOf,
  flagIn,
  itemsIn,
  mapsOf,
  numberIn,
  textIn,
  wordIn,
  wordsIn,
} from '#analysis/infrastructure/fields.ts';
import type { Resource } from '#analysis/infrastructure/resource.ts';
import type { Span } from '#domain/span.ts';
import { isEveryAddress, isEveryAzureSource } from './addresses.ts';

export interface Ingress {
  readonly resource: Resource;
  /** As written; those that are constants. */
  readonly sources: readonly ConfigValue[];
  /** The source that is everyone; null where none is. */
  readonly everyone: ConfigValue | null;
  readonly sourceEntry: ConfigEntry | null;
  /** Empty: not known. */
  readonly ports: readonly PortRange[];
  /** `tcp`, `udp`, `icmp`, `all`, … */
  readonly protocol: string;
  readonly span: Span;
}

export interface PortRange {
  readonly from: number;
  readonly to: number;
}

export const ALL_PORTS: PortRange = { from: 0, to: 65_535 };

export function ingressOf(resource: Resource): Ingress[] {
  const { kind, properties } = resource;
  switch (kind) {
    case 'aws_security_group':
    case 'aws_default_security_group':
      return blocksOf(properties, 'ingress', 'security_group_ingress').map((rule) => awsRule(resource, rule));
    case 'aws_security_group_rule':
      return textIn(fieldOf(properties, 'type')?.value) === 'egress' ? [] : [awsRule(resource, properties)];
    case 'aws_vpc_security_group_ingress_rule':
      return [awsRule(resource, properties)];
    case 'module/security-group':
      return moduleRules(resource);
    case 'google_compute_firewall':
      return googleRules(resource);
    case 'azurerm_network_security_rule':
      return azureRule(resource, properties);
    case 'azurerm_network_security_group':
      return blocksOf(properties, 'security_rule').flatMap((rule) => azureRule(resource, rule));
    default:
      return [];
  }
}

const PROTOCOLS: ReadonlyMap<string, string> = new Map([
  ['-1', 'all'],
  ['all', 'all'],
  ['*', 'all'],
  ['any', 'all'],
  ['1', 'icmp'],
  ['6', 'tcp'],
  ['17', 'udp'],
  ['58', 'icmpv6'],
]);

function protocolIn(value: ConfigValue | null | undefined): string {
  const word = wordIn(value)?.toLowerCase() ?? '';
  return PROTOCOLS.get(word) ?? word;
}

const AWS_SOURCES = ['cidr_blocks', 'ipv6_cidr_blocks', 'cidr_ipv4', 'cidr_ipv6', 'cidr_ip', 'cidr_blocks'];

function awsRule(resource: Resource, rule: ConfigValue): Ingress {
  const entries = rule.kind === 'map' ? AWS_SOURCES.flatMap((name) => fieldOf(rule, name) ?? []) : [];
  const sources = entries.flatMap(({ value }) => itemsIn(value));
  const everyone = sources.find((source) => isEveryAddress(textIn(source))) ?? null;
  const protocol = protocolIn(fieldOf(rule, 'protocol', 'ip_protocol')?.value);
  return {
    resource,
    sources,
    everyone,
    sourceEntry: entries.find(({ value }) => everyone !== null && itemsIn(value).includes(everyone)) ?? null,
    ports: protocol === 'all' ? [ALL_PORTS] : portsBetween(fieldOf(rule, 'from_port'), fieldOf(rule, 'to_port')),
    protocol,
    span: rule.span,
  };
}

/** Both ends 0 is how all ports are written by some; -1 is all kinds of ICMP. */
function portsBetween(from: ConfigEntry | null, to: ConfigEntry | null): PortRange[] {
  const [start, end] = [numberIn(from?.value), numberIn(to?.value)];
  if (start === null || end === null) return [];
  return start <= 0 && end <= 0 ? [ALL_PORTS] : [{ from: start, to: end }];
}

/** https://registry.terraform.io/modules/terraform-aws-modules/security-group/aws */
function moduleRules(resource: Resource): Ingress[] {
  const { properties, span } = resource;
  const entries = ['ingress_cidr_blocks', 'ingress_ipv6_cidr_blocks'].flatMap(
    (name) => fieldOf(properties, name) ?? [],
  );
  const listed = blocksOf(properties, 'ingress_with_cidr_blocks').map((rule): Ingress => {
    const cidrs = fieldOf(rule, 'cidr_blocks');
    const words = (textIn(cidrs?.value) ?? '').split(',');
    const everyone = words.some(isEveryAddress) && cidrs !== null ? cidrs.value : null;
    const ports = portsBetween(fieldOf(rule, 'from_port'), fieldOf(rule, 'to_port'));
    const protocol = protocolIn(fieldOf(rule, 'protocol')?.value);
    return { resource, sources: itemsIn(cidrs?.value), everyone, sourceEntry: cidrs, ports, protocol, span: rule.span };
  });
  const general = entries.map((entry): Ingress => {
    const sources = itemsIn(entry.value);
    const everyone = sources.find((source) => isEveryAddress(textIn(source))) ?? null;
    return { resource, sources, everyone, sourceEntry: entry, ports: [], protocol: '', span };
  });
  return [...general, ...listed];
}

function googleRules(resource: Resource): Ingress[] {
  const { properties } = resource;
  if (textIn(fieldOf(properties, 'direction')?.value)?.toUpperCase() === 'EGRESS') return [];
  if (flagIn(fieldOf(properties, 'disabled')?.value) === true) return [];
  const sourceEntry = fieldOf(properties, 'source_ranges');
  const sources = itemsIn(sourceEntry?.value);
  const everyone = sources.find((source) => isEveryAddress(textIn(source))) ?? null;
  return blocksOf(properties, 'allow').map((allow) => {
    const ports = fieldOf(allow, 'ports');
    const protocol = protocolIn(fieldOf(allow, 'protocol')?.value);
    const isAll = ports === null && ['all', 'tcp', 'udp'].includes(protocol);
    const span = ports?.value.span ?? allow.span;
    return {
      resource,
      sources,
      everyone,
      sourceEntry,
      ports: isAll ? [ALL_PORTS] : rangesIn(ports?.value),
      protocol,
      span,
    };
  });
}

function rangesIn(value: ConfigValue | null | undefined): PortRange[] {
  return wordsIn(value)
    .flatMap((word) => word.split(','))
    .flatMap((word): PortRange[] => {
      if (word.trim() === '*') return [ALL_PORTS];
      const [, from, to] = /^\s*(\d{1,5})(?:\s*-\s*(\d{1,5}))?\s*$/.exec(word) ?? [];
      return from === undefined ? [] : [{ from: Number(from), to: Number(to ?? from) }];
    });
}

function azureRule(resource: Resource, rule: ConfigValue): Ingress[] {
  const is = (name: string, word: string): boolean =>
    textIn(fieldOf(rule, name)?.value)?.toLowerCase() === word.toLowerCase();
  if (!is('direction', 'Inbound') || !is('access', 'Allow')) return [];
  const sourceEntry = fieldOf(rule, 'source_address_prefix') ?? fieldOf(rule, 'source_address_prefixes');
  const sources = itemsIn(sourceEntry?.value);
  const everyone = sources.find((source) => isEveryAzureSource(textIn(source))) ?? null;
  const ports = ['destination_port_range', 'destination_port_ranges'].flatMap((name) =>
    rangesIn(fieldOf(rule, name)?.value),
  );
  const protocol = protocolIn(fieldOf(rule, 'protocol')?.value);
  const [first] = mapsOf(rule);
  return [{ resource, sources, everyone, sourceEntry, ports, protocol, span: first?.span ?? rule.span }];
}
