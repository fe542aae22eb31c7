/** Network access lists that allow everyone in to administration, or to everything. */
import type { ConfigValue } from '#analysis/configuration-facts.ts';
import { blocksOf, fieldOf, flagIn, numberIn, textIn, wordIn } from '#analysis/infrastructure/fields.ts';
import type { Resource } from '#analysis/infrastructure/resource.ts';
import { defineRule } from '../rule.ts';
import { isEveryAddress } from './addresses.ts';
import { reportFlaws, type Flaw } from './flaw.ts';
import { ALL_PORTS, type PortRange } from './ingress.ts';
import { serviceBehind, tellPorts } from './sensitive-ports.ts';

export const rule = defineRule({
  meta: {
    title: 'A network access list allows everyone in to administration or to everything',
    area: 'infrastructure',
    severity: 'high',
    confidence: 'high',
    cwe: [284, 668],
    owasp: 'A05:2021',
  },
  needs: 'infrastructure',
  check(input, report) {
    reportFlaws(
      input,
      report,
      input.resources.flatMap((resource) => rulesOf(resource).flatMap((one) => flawOf(resource, one))),
    );
  },
});

function rulesOf({ kind, properties }: Resource): readonly ConfigValue[] {
  if (kind === 'aws_network_acl_rule') return flagIn(fieldOf(properties, 'egress')?.value) === true ? [] : [properties];
  if (kind === 'aws_network_acl' || kind === 'aws_default_network_acl') return blocksOf(properties, 'ingress');
  return kind === 'module/vpc' ? blocksOf(properties, 'default_network_acl_ingress', 'public_inbound_acl_rules') : [];
}

function flawOf(resource: Resource, rule: ConfigValue): Flaw[] {
  const action = textIn(fieldOf(rule, 'action', 'rule_action')?.value)?.toLowerCase();
  const source = fieldOf(rule, 'cidr_block', 'ipv6_cidr_block');
  const protocol = wordIn(fieldOf(rule, 'protocol')?.value)?.toLowerCase() ?? '';
  const isAll = protocol === '-1' || protocol === 'all';
  if (action !== 'allow') return [];
  // An entry of a template may leave the source to an import; all protocols are everything even so.
  if (source === null ? !(isAll && resource.platform === 'cloudformation') : !isEveryAddress(textIn(source.value)))
    return [];
  const ports = isAll ? [ALL_PORTS] : portsOf(rule);
  const service = serviceBehind(ports, protocol);
  const isEverything = ports.some(({ from, to }) => from <= 1 && to >= 65_535);
  // That web servers are reached is what the list is for; SSH is the group's to narrow, and is told there.
  if (!isEverything && service !== 'RDP' && !ports.some(({ from, to }) => from <= 3389 && to >= 3389)) return [];
  return [
    {
      resource,
      span: source?.value.span ?? rule.span,
      message: `${resource.address} allows everyone in through ${tellPorts(ports)}`,
      remedy: 'Allow the ranges and ports that are needed, and leave the rest to the rule at the end, which denies.',
      severity: isEverything && resource.kind !== 'module/vpc' ? 'medium' : 'high',
      identity: `${protocol} ${ports.map(({ from, to }) => `${from}-${to}`).join(',')}`,
      ...(source === null ? {} : { value: source.value }),
    },
  ];
}

function portsOf(rule: ConfigValue): PortRange[] {
  const [range] = blocksOf(rule, 'port_range');
  const from = numberIn(fieldOf(rule, 'from_port')?.value ?? fieldOf(range, 'from')?.value);
  const to = numberIn(fieldOf(rule, 'to_port')?.value ?? fieldOf(range, 'to')?.value);
  if (from === null || to === null) return [];
  return from <= 0 && to <= 0 ? [ALL_PORTS] : [{ from, to }];
}
