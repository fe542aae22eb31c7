/** Firewall rules that let the whole internet in to where administrators and databases listen. */
import { defineRule } from '../rule.ts';
import { reportFlaws, type Flaw } from './flaw.ts';
import { ingressOf } from './ingress.ts';
import { openFlaw } from './open-flaw.ts';
import { serviceBehind } from './sensitive-ports.ts';

export const rule = defineRule({
  meta: {
    title: 'A port of administration or of a database is open to the whole internet',
    area: 'infrastructure',
    severity: 'high',
    confidence: 'high',
    cwe: [284, 668],
    owasp: 'A05:2021',
  },
  needs: 'infrastructure',
  check(input, report) {
    const flaws = input.resources.flatMap(ingressOf).flatMap((ingress): Flaw[] => {
      const service = serviceBehind(ingress.ports, ingress.protocol);
      if (ingress.everyone === null || service === null || ['icmp', 'icmpv6'].includes(ingress.protocol)) return [];
      return [openFlaw(ingress, service, 'high')];
    });
    reportFlaws(input, report, flaws);
  },
});
