/** What is said of a rule that lets everyone in. */
import { itemsIn, textIn } from '#analysis/infrastructure/fields.ts';
import type { Severity } from '#domain/finding.ts';
import { isEveryAddress } from './addresses.ts';
import type { Flaw, Repair } from './flaw.ts';
import type { Ingress } from './ingress.ts';
import { replaceList } from './repair.ts';
import { tellPorts } from './sensitive-ports.ts';

export function openFlaw(
  ingress: Ingress,
  what: string | null,
  severity: Severity,
  adjustments: readonly string[] = [],
): Flaw {
  const { resource, everyone, protocol, ports } = ingress;
  const through = ['icmp', 'icmpv6'].includes(protocol) ? protocol.toUpperCase() : tellPorts(ports);
  const behind = what === null || through === 'all ports' ? '' : ` (${what})`;
  return {
    resource,
    span: everyone?.span ?? ingress.span,
    message: `${resource.address} lets everyone in through ${through}${behind}: ${textIn(everyone) ?? '*'}`,
    remedy:
      'Name the addresses or groups that need it; for people, go through a bastion, a tunnel or a session manager.',
    severity,
    adjustments,
    identity: `${protocol} ${ports.map(({ from, to }) => `${from}-${to}`).join(',')}`,
    ...(everyone === null ? {} : { value: everyone }),
    repair: repairOf(ingress),
  };
}

/** The others stay: where everyone was the only one, nobody is left, which is for people to fill. */
function repairOf({ resource, sourceEntry, everyone }: Ingress): Repair | null {
  if (sourceEntry?.value.kind !== 'list' || everyone === null || resource.syntax !== 'hcl') return null;
  const items = itemsIn(sourceEntry.value);
  if (items.some((item) => textIn(item) === null)) return null;
  const others = items.flatMap((item) => textIn(item) ?? []).filter((item) => !isEveryAddress(item));
  return replaceList(resource, sourceEntry, others);
}
