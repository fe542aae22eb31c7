/** Default security groups with rules in them: whatever names no group of its own is in this one. */
import { blocksOf, fieldOf, itemsIn, textIn } from '#analysis/infrastructure/fields.ts';
import type { ConfigValue } from '#analysis/configuration-facts.ts';
import type { Resource } from '#analysis/infrastructure/resource.ts';
import { defineRule } from '../rule.ts';
import { isEveryAddress } from './addresses.ts';
import { reportFlaws, type Flaw } from './flaw.ts';

export const rule = defineRule({
  meta: {
    title: 'The default security group lets everyone in or out',
    area: 'infrastructure',
    severity: 'high',
    confidence: 'high',
    cwe: [284, 668],
    owasp: 'A05:2021',
  },
  needs: 'infrastructure',
  check(input, report) {
    reportFlaws(input, report, input.resources.filter(isDefault).flatMap(flawsOf));
  },
});

function isDefault({ kind, platform, properties }: Resource): boolean {
  if (kind === 'aws_default_security_group' || kind === 'module/vpc') return true;
  return (
    kind === 'aws_security_group' &&
    textIn(fieldOf(properties, platform === 'cloudformation' ? 'group_name' : 'name')?.value) === 'default'
  );
}

const SOURCES = ['cidr_blocks', 'ipv6_cidr_blocks', 'cidr_ip', 'cidr_ipv6'];

function flawsOf(resource: Resource): Flaw[] {
  const directions = [
    { names: ['ingress', 'security_group_ingress', 'default_security_group_ingress'], says: 'in', severity: 'high' },
    { names: ['egress', 'security_group_egress', 'default_security_group_egress'], says: 'out', severity: 'medium' },
  ] as const;
  return directions.flatMap(({ names, says, severity }) =>
    blocksOf(resource.properties, ...names).flatMap((rule): Flaw[] => {
      const source = everyoneIn(rule);
      if (source === null) return [];
      return [
        {
          resource,
          span: source.span,
          message: `${resource.address} lets everyone ${says}, and so does all that names no group of its own`,
          remedy: 'Leave the default group without rules, and give what needs some a group of its own.',
          severity,
          identity: says,
          value: source,
        },
      ];
    }),
  );
}

function everyoneIn(rule: ConfigValue): ConfigValue | null {
  const values = SOURCES.flatMap((name) => itemsIn(fieldOf(rule, name)?.value));
  // Modules take ranges as one text with commas.
  return values.find((value) => (textIn(value) ?? '').split(',').some(isEveryAddress)) ?? null;
}
