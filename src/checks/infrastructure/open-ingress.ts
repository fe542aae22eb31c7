/** Firewall rules that let the whole internet in, through ports behind which nothing special is known. */
import { defineRule } from '../rule.ts';
import { reportFlaws, type Flaw } from './flaw.ts';
import { ingressOf } from './ingress.ts';
import { openFlaw } from './open-flaw.ts';
import { openByDefault } from './storage-networks.ts';
import { isWeb, serviceBehind } from './sensitive-ports.ts';

export const rule = defineRule({
  meta: {
    title: 'A firewall rule lets the whole internet in',
    area: 'infrastructure',
    severity: 'medium',
    confidence: 'high',
    cwe: [284, 668],
    owasp: 'A05:2021',
  },
  needs: 'infrastructure',
  check(input, report) {
    const flaws = input.resources.flatMap(ingressOf).flatMap((ingress): Flaw[] => {
      if (ingress.everyone === null || serviceBehind(ingress.ports, ingress.protocol) !== null) return [];
      if (!isWeb(ingress.ports)) return [openFlaw(ingress, null, 'medium')];
      return [
        openFlaw(ingress, null, 'low', ['severity lowered: a port of the web, which is mostly meant for everyone']),
      ];
    });
    reportFlaws(input, report, [...flaws, ...input.resources.flatMap(openByDefault)]);
  },
});
