/** Databases, brokers and caches that have an address on the internet, or let every address of it in. */
import type { AttributeRisk } from './attribute-risk.ts';
import { attributeFlaws } from './attribute-risk.ts';
import { blocksOf, fieldOf, textIn } from '#analysis/infrastructure/fields.ts';
import type { Resource } from '#analysis/infrastructure/resource.ts';
import { defineRule } from '../rule.ts';
import { isEveryAddress } from './addresses.ts';
import { reportFlaws, type Flaw } from './flaw.ts';

export const rule = defineRule({
  meta: {
    title: 'A database or broker can be reached from the internet',
    area: 'infrastructure',
    severity: 'high',
    confidence: 'high',
    cwe: [284, 668],
    owasp: 'A05:2021',
  },
  needs: 'infrastructure',
  check(input, report) {
    reportFlaws(input, report, attributeFlaws(RISKS, input.resources, input.scope));
    reportFlaws(input, report, input.resources.flatMap(openToAllAddresses));
  },
});

const REACHABLE = {
  says: 'has an address on the internet',
  remedy: 'Keep it inside the network, and reach it from there: a private subnet, a bastion, a tunnel.',
} as const;

const RISKS: readonly AttributeRisk[] = [
  {
    ...REACHABLE,
    kinds: [
      'aws_db_instance',
      'aws_rds_cluster_instance',
      'aws_docdb_cluster_instance',
      'aws_neptune_cluster_instance',
      'aws_dms_replication_instance',
      'aws_mq_broker',
      'aws_redshiftserverless_workgroup',
    ],
    path: ['publicly_accessible'],
    wrong: ['true'],
    absent: 'right',
    mend: false,
  },
  {
    // Public unless it says otherwise: the provider's default was true until version 6, as the service's own was until January 2025.
    ...REACHABLE,
    kinds: ['aws_redshift_cluster'],
    path: ['publicly_accessible'],
    wrong: ['true'],
    absent: 'wrong',
    mend: false,
    whenAbsent: {
      severity: 'medium',
      confidence: 'medium',
      because: 'severity and confidence lowered: newer clusters and providers are private unless told otherwise',
    },
  },
  {
    ...REACHABLE,
    kinds: [
      'azurerm_mssql_server',
      'azurerm_mysql_server',
      'azurerm_postgresql_server',
      'azurerm_mariadb_server',
      'azurerm_cosmosdb_account',
    ],
    path: ['public_network_access_enabled'],
    wrong: ['true'],
    absent: 'wrong',
    mend: false,
    severity: 'medium',
    whenAbsent: {
      because: 'what is not set is true: the server has a public endpoint, which its firewall rules may close',
    },
  },
  {
    ...REACHABLE,
    kinds: ['azurerm_redis_cache', 'azurerm_synapse_workspace', 'azurerm_data_factory'],
    path: ['public_network_access_enabled'],
    wrong: ['true'],
    absent: 'right',
    mend: false,
    severity: 'medium',
  },
];

const OPEN = {
  remedy: 'Name the addresses that need it, or leave public addresses off and go through a private network.',
} as const;

function openToAllAddresses(resource: Resource): Flaw[] {
  const { kind, properties, address, header } = resource;
  if (kind === 'google_sql_database_instance') return cloudSql(resource);
  if (!FIREWALL_RULE.test(kind)) return [];
  const start = fieldOf(properties, 'start_ip_address');
  const end = fieldOf(properties, 'end_ip_address');
  const [from, to] = [textIn(start?.value), textIn(end?.value)];
  if (from !== '0.0.0.0' && from !== '0.0.0.0/0') return [];
  // From 0.0.0.0 to 0.0.0.0 stands for the provider's own addresses, of all its customers.
  const isAzure = to === '0.0.0.0';
  if (!isAzure && to !== '255.255.255.255' && to !== '0.0.0.0/0') return [];
  return [
    {
      ...OPEN,
      resource,
      span: start?.value.span ?? header,
      message: isAzure
        ? `${address} lets in whatever runs in Azure, whoever it belongs to`
        : `${address} lets in every address of the internet`,
      severity: isAzure ? 'medium' : 'critical',
      identity: 'all addresses',
    },
  ];
}

const FIREWALL_RULE =
  /^azurerm_(?:sql|mssql|mysql|mysql_flexible_server|postgresql|postgresql_flexible_server|mariadb|redis|synapse)_firewall_rule$/;

/** https://cloud.google.com/sql/docs/mysql/configure-ip: without a private network an instance gets a public address. */
function cloudSql(resource: Resource): Flaw[] {
  const { properties, address } = resource;
  return blocksOf(properties, 'settings').flatMap((settings): Flaw[] => {
    const [configuration] = blocksOf(settings, 'ip_configuration');
    const networks = blocksOf(configuration, 'authorized_networks').flatMap((network): Flaw[] => {
      const value = fieldOf(network, 'value');
      if (value === null || !isEveryAddress(textIn(value.value))) return [];
      const message = `${address} lets in every address of the internet`;
      return [{ ...OPEN, resource, span: value.value.span, message, severity: 'critical', value: value.value }];
    });
    const enabled = fieldOf(configuration, 'ipv4_enabled');
    const isPrivate = fieldOf(configuration, 'private_network') !== null;
    const isPublic = enabled === null ? !isPrivate : textIn(enabled.value) === 'true' || isTrue(enabled.value);
    if (networks.length > 0 || !isPublic) return networks;
    const container =
      properties.kind === 'map' ? properties.entries.find(({ value }) => value === settings) : undefined;
    const within = settings.entries.find(({ value }) => value === configuration) ?? container;
    return [
      {
        ...OPEN,
        resource,
        span: enabled?.value.span ?? within?.keySpan ?? resource.header,
        message: `${address} has an address on the internet: ipv4_enabled is ${enabled === null ? 'not set' : 'true'}`,
        severity: 'medium',
        confidence: 'medium',
        adjustments: ['severity and confidence lowered: it names no network that is let in'],
      },
    ];
  });
}

function isTrue(value: Flaw['value']): boolean {
  return value?.kind === 'scalar' && value.value === true;
}
