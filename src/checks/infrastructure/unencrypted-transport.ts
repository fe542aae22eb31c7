/** Load balancers and databases that speak without encryption, or with a version of it that is broken. */
import { blocksOf, fieldOf, findField, flagIn, numberIn, startOf, textIn } from '#analysis/infrastructure/fields.ts';
import type { Resource } from '#analysis/infrastructure/resource.ts';
import { defineRule } from '../rule.ts';
import { reportFlaws, type Flaw } from './flaw.ts';
import { replaceValue } from './repair.ts';
import { isWeakCipher, isWeakPolicy } from './tls-policies.ts';

export const rule = defineRule({
  meta: {
    title: 'A listener or database takes connections without encryption, or with a broken one',
    area: 'infrastructure',
    severity: 'medium',
    confidence: 'high',
    cwe: [319, 326, 327],
    owasp: 'A02:2021',
  },
  needs: 'infrastructure',
  check(input, report) {
    const flaws = input.resources.flatMap((resource) => [
      ...listener(resource, input.scope),
      ...classic(resource),
      ...ofModule(resource),
      ...weakPolicy(resource),
      ...weakCiphers(resource),
      ...database(resource),
    ]);
    reportFlaws(input, report, flaws);
  },
});

const PLAIN = 'Listen with HTTPS and a certificate, and redirect what comes to port 80.';

function listener(resource: Resource, scope: readonly Resource[]): Flaw[] {
  const { kind, properties, address } = resource;
  if (kind !== 'aws_lb_listener') return [];
  const protocol = fieldOf(properties, 'protocol');
  const actions = blocksOf(properties, 'default_action', 'default_actions');
  if (actions.some(redirectsToHttps)) return [];
  const isPlain = textIn(protocol?.value)?.toUpperCase() === 'HTTP';
  // Without a protocol, the port of plain HTTP tells.
  const isPlainByPort = protocol === null && numberIn(fieldOf(properties, 'port')?.value) === 80;
  if (!isPlain && !isPlainByPort) return [];
  const balancer = scope.find(
    ({ kind: one, properties: of }) => one === 'aws_lb' && flagIn(fieldOf(of, 'internal')?.value) === true,
  );
  const action = properties.kind === 'map' ? properties.entries.find(({ value }) => actions[0] === value) : undefined;
  return [
    {
      resource,
      span: protocol?.value.span ?? startOf(action?.keySpan ?? resource.header),
      message: `${address} takes plain HTTP and hands it on`,
      remedy: PLAIN,
      identity: 'plain HTTP',
      ...(balancer === undefined
        ? {}
        : { severity: 'low' as const, adjustments: ['severity lowered: the balancer is an internal one'] }),
    },
  ];
}

function redirectsToHttps(action: Flaw['value']): boolean {
  const type = textIn(fieldOf(action, 'type')?.value)?.toLowerCase();
  const [redirect] = blocksOf(action, 'redirect', 'redirect_config');
  if (type !== 'redirect' || redirect === undefined) return false;
  const protocol = fieldOf(redirect, 'protocol');
  return protocol?.value.kind === 'expression' || textIn(protocol?.value)?.toUpperCase() === 'HTTPS';
}

/** https://registry.terraform.io/modules/terraform-aws-modules/alb/aws: listeners as a list, in its older versions. */
function ofModule(resource: Resource): Flaw[] {
  if (resource.kind !== 'aws_lb' || resource.byModule === null) return [];
  return blocksOf(resource.properties, 'http_tcp_listeners').flatMap((one): Flaw[] => {
    const protocol = fieldOf(one, 'protocol');
    const isRedirect = textIn(fieldOf(one, 'action_type')?.value) === 'redirect' || fieldOf(one, 'redirect') !== null;
    if (protocol === null || isRedirect || textIn(protocol.value)?.toUpperCase() !== 'HTTP') return [];
    const message = `${resource.address} takes plain HTTP and hands it on`;
    return [{ resource, span: protocol.value.span, message, remedy: PLAIN, identity: 'plain HTTP' }];
  });
}

/** Classic balancers: the protocol towards the clients. */
function classic(resource: Resource): Flaw[] {
  if (resource.kind !== 'aws_elb') return [];
  return blocksOf(resource.properties, 'listener', 'listeners').flatMap((one): Flaw[] => {
    const protocol = fieldOf(one, 'lb_protocol', 'protocol');
    if (protocol === null || textIn(protocol.value)?.toUpperCase() !== 'HTTP') return [];
    const message = `${resource.address} takes plain HTTP and hands it on`;
    return [{ resource, span: protocol.value.span, message, remedy: PLAIN, identity: 'plain HTTP' }];
  });
}

const POLICY_NAMES: ReadonlyMap<string, readonly string[]> = new Map([
  ['aws_lb_listener', ['ssl_policy']],
  ['aws_api_gateway_domain_name', ['security_policy']],
  ['aws_cloudfront_distribution', ['minimum_protocol_version']],
  ['aws_elasticsearch_domain', ['tls_security_policy']],
  ['aws_opensearch_domain', ['tls_security_policy']],
  ['azurerm_storage_account', ['min_tls_version']],
  ['azurerm_mssql_server', ['minimum_tls_version']],
  ['azurerm_postgresql_server', ['ssl_minimal_tls_version_enforced']],
  ['azurerm_mysql_server', ['ssl_minimal_tls_version_enforced']],
  ['azurerm_redis_cache', ['minimum_tls_version']],
  ['google_compute_ssl_policy', ['min_tls_version']],
]);

function weakPolicy(resource: Resource): Flaw[] {
  const names = POLICY_NAMES.get(resource.kind);
  if (names === undefined) return [];
  const nested = ['viewer_certificate', 'domain_endpoint_options', 'distribution_config'].flatMap((name) =>
    blocksOf(resource.properties, name),
  );
  const deeper = nested.flatMap((one) => blocksOf(one, 'viewer_certificate'));
  return [resource.properties, ...nested, ...deeper].flatMap((holder): Flaw[] => {
    const entry = fieldOf(holder, ...names);
    const policy = textIn(entry?.value);
    if (entry === null || policy === null || !isWeakPolicy(policy)) return [];
    return [
      {
        resource,
        span: entry.value.span,
        message: `${resource.address} takes versions of TLS that are broken: ${entry.key} is ${policy}`,
        remedy: 'Take a policy that begins with TLS 1.2.',
        severity: 'high',
        identity: 'TLS version',
        value: entry.value,
        repair:
          resource.kind === 'aws_lb_listener'
            ? replaceValue(resource, entry, 'ELBSecurityPolicy-TLS13-1-2-2021-06')
            : null,
      },
    ];
  });
}

/** Policies of classic balancers name ciphers and protocols one by one. */
function weakCiphers(resource: Resource): Flaw[] {
  const attributes =
    resource.kind === 'aws_load_balancer_policy'
      ? blocksOf(resource.properties, 'policy_attribute')
      : resource.kind === 'aws_elb'
        ? blocksOf(resource.properties, 'policies').flatMap((policy) => blocksOf(policy, 'attributes'))
        : [];
  return attributes.flatMap((attribute): Flaw[] => {
    const name = fieldOf(attribute, 'name');
    const value = fieldOf(attribute, 'value');
    const word = textIn(name?.value) ?? '';
    const setting = textIn(value?.value) ?? String(flagIn(value?.value) ?? '');
    const isPolicy = word === 'Reference-Security-Policy' && isWeakPolicy(setting);
    if (!isPolicy && !(isWeakCipher(word) && setting.toLowerCase() !== 'false')) return [];
    return [
      {
        resource,
        span: name?.value.span ?? attribute.span,
        message: `${resource.address} takes ${isPolicy ? setting : word}, which is broken`,
        remedy: 'Take a predefined policy that begins with TLS 1.2.',
        severity: 'high',
        identity: isPolicy ? setting : word,
      },
    ];
  });
}

function database(resource: Resource): Flaw[] {
  const { kind, properties, address } = resource;
  if (/^azurerm_(?:mysql|postgresql|mariadb)_server$/.test(kind)) {
    const entry = fieldOf(properties, 'ssl_enforcement_enabled');
    if (entry === null || flagIn(entry.value) !== false) return [];
    const repair = replaceValue(resource, entry, true);
    const message = `${address} takes connections without encryption: ssl_enforcement_enabled is false`;
    return [
      { resource, span: entry.value.span, message, remedy: 'Turn it on.', severity: 'high', identity: 'ssl', repair },
    ];
  }
  return kind === 'google_sql_database_instance' ? cloudSql(resource) : [];
}

/** https://cloud.google.com/sql/docs/postgres/configure-ssl-instance: without a setting, both kinds of connections are taken. */
function cloudSql(resource: Resource): Flaw[] {
  const { properties, address } = resource;
  const [settings] = blocksOf(properties, 'settings');
  if (settings === undefined) return [];
  const mode = findField(properties, ['settings', 'ip_configuration', 'ssl_mode']);
  const required = findField(properties, ['settings', 'ip_configuration', 'require_ssl']);
  if (mode.state === 'unknown' || required.state === 'unknown') return [];
  if (required.state === 'present' && flagIn(required.value) !== false) return [];
  if (mode.state === 'present' && textIn(mode.value) !== 'ALLOW_UNENCRYPTED_AND_ENCRYPTED') return [];
  const found = mode.state === 'present' ? mode : required;
  const remedy = 'Set ssl_mode to ENCRYPTED_ONLY, or ask clients for certificates as well.';
  const common = { resource, remedy, severity: 'high', identity: 'ssl' } as const;
  if (found.state === 'present') {
    const message = `${address} takes connections without encryption: ${found.entry.key} is ${textIn(found.value) ?? 'false'}`;
    const repair =
      found.entry.key === 'ssl_mode'
        ? replaceValue(resource, found.entry, 'ENCRYPTED_ONLY')
        : replaceValue(resource, found.entry, true);
    return [{ ...common, span: found.entry.value.span, message, repair }];
  }
  const at = found.within?.keySpan;
  const message = `${address} takes connections without encryption: ssl_mode is not set`;
  return [
    {
      ...common,
      span: startOf(at ?? resource.header),
      message,
      severity: 'medium',
      adjustments: ['severity lowered: it is not set, and clients may encrypt by themselves'],
    },
  ];
}
