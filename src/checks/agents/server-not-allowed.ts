/** A server that the policy does not name. Silent where the policy names none: then every one is for people to decide. */
import { defineRule } from '../rule.ts';
import { identityOf, serversIn, shown } from './agent-settings.ts';

export const rule = defineRule({
  meta: {
    title: 'A server for agents is not among those that the policy allows',
    area: 'agents',
    severity: 'high',
    confidence: 'high',
    cwe: [829, 1357],
    owasp: 'A08:2021',
  },
  needs: 'agent-settings',
  check({ side, path, facts, allowsServer }, report) {
    if (allowsServer === null) return;
    for (const server of serversIn(facts, path)) {
      const identity = identityOf(server);
      if (allowsServer(identity)) continue;
      report({
        place: { path, side, span: server.span },
        message: `the server ${shown(server.name)} is ${shown(identity)}, which the policy does not allow`,
        remedy: 'Take one that it allows, or have it added to `agents.servers` on the target branch.',
        symbol: null,
        identity: `${server.name} ${identity}`,
      });
    }
  },
});
