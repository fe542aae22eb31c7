/** Machines that get an address on the internet: asked for, or by the default of the subnet. */
import { defineRule } from '../rule.ts';
import { checkAttributes } from './attribute-rule.ts';
import { fieldOf } from '#analysis/infrastructure/fields.ts';
import { blocksOf } from '#analysis/infrastructure/fields.ts';

const ADDRESS = {
  says: 'gets an address on the internet',
  remedy: 'Keep it in a private subnet, and put a load balancer or a bastion in front of what others need.',
} as const;

export const rule = defineRule({
  meta: {
    title: 'A machine gets an address on the internet',
    area: 'infrastructure',
    severity: 'medium',
    confidence: 'high',
    cwe: [284, 668],
    owasp: 'A05:2021',
  },
  needs: 'infrastructure',
  check: checkAttributes([
    {
      ...ADDRESS,
      kinds: ['aws_instance'],
      path: ['associate_public_ip_address'],
      wrong: ['true'],
      absent: 'wrong',
      mend: false,
      whenAbsent: {
        severity: 'low',
        confidence: 'low',
        because: 'severity and confidence lowered: the subnet decides, which is not known from here',
      },
      unless: ({ platform, properties }) =>
        platform === 'cloudformation' ||
        (fieldOf(properties, 'associate_public_ip_address') === null &&
          fieldOf(properties, 'network_interface', 'primary_network_interface') !== null),
    },
    {
      ...ADDRESS,
      kinds: ['aws_launch_configuration'],
      path: ['associate_public_ip_address'],
      wrong: ['true'],
      absent: 'right',
      mend: false,
    },
    {
      ...ADDRESS,
      kinds: ['aws_launch_template', 'aws_instance'],
      path: [['network_interfaces'], 'associate_public_ip_address'],
      wrong: ['true'],
      absent: 'right',
      mend: false,
    },
    {
      ...ADDRESS,
      kinds: ['aws_launch_template'],
      path: ['launch_template_data', 'network_interfaces', 'associate_public_ip_address'],
      wrong: ['true'],
      absent: 'right',
      mend: false,
    },
    {
      ...ADDRESS,
      says: 'gives every machine in it an address on the internet',
      remedy: 'Leave it off, and give an address to the few machines that need one.',
      kinds: ['aws_subnet', 'aws_default_subnet'],
      path: ['map_public_ip_on_launch'],
      wrong: ['true'],
      absent: 'right',
      mend: false,
      severity: 'low',
    },
    {
      ...ADDRESS,
      kinds: ['google_compute_instance', 'google_compute_instance_template'],
      path: ['network_interface', 'access_config', 'nat_ip'],
      wrong: [],
      absent: 'right',
      mend: null,
      unless: ({ properties }) =>
        blocksOf(properties, 'network_interface').every((one) => fieldOf(one, 'access_config') === null),
    },
  ]),
});
