/** A server whose tools an agent will use, that is new or is not the one it was: whoever reads the change decides whether it may run. */
import type { ConfigEntry } from '#analysis/configuration-facts.ts';
import { defineRule } from '../rule.ts';
import { serversIn, shown, type Server } from './agent-settings.ts';

export const rule = defineRule({
  meta: {
    title: 'An agent gets the tools of a server that is new, or is started in another way',
    area: 'agents',
    severity: 'medium',
    confidence: 'high',
    cwe: [829, 1427],
    owasp: 'A08:2021',
  },
  needs: 'agent-servers',
  check({ path, base, head }, report) {
    if (head === null) return;
    const before = new Map(
      base === null ? [] : serversIn(base.facts, base.path).map((server) => [server.name, server]),
    );
    for (const server of serversIn(head, path)) {
      const old = before.get(server.name);
      const changes = old === undefined ? null : changesOf(old, server);
      if (changes !== null && changes.length === 0) continue;
      const what = changes === null ? 'is new' : `has another ${changes.join(' and another ')}`;
      report({
        place: { path, side: 'head', span: server.span },
        message: `the server ${shown(server.name)} ${what}: ${started(server)}`,
        remedy:
          'Someone who knows where it comes from should look at what is started, with which rights and whose credentials, before agents use it.',
        symbol: null,
        identity: `${server.name} ${changes?.join(' ') ?? 'new'} ${server.command.join(' ')} ${server.url ?? ''}`,
      });
    }
  },
});

function started({ command, url }: Server): string {
  return url === null
    ? `it runs \`${shown(command.join(' '))}\` on every machine that opens this repository`
    : `it sends what agents ask and get to ${shown(url)}`;
}

/** What differs, in words. Values of the environment are compared and never shown: they may be secrets. */
function changesOf(before: Server, after: Server): string[] {
  const changes: string[] = [];
  if (before.command[0] !== after.command[0]) changes.push('command');
  if (JSON.stringify(before.command.slice(1)) !== JSON.stringify(after.command.slice(1)))
    changes.push('list of arguments');
  if (before.url !== after.url) changes.push('address');
  if (said(before.environment) !== said(after.environment)) changes.push('environment');
  if (said(before.headers) !== said(after.headers)) changes.push('set of headers');
  return changes;
}

function said(entries: readonly ConfigEntry[]): string {
  return JSON.stringify(
    entries
      .map(({ key, value }) => [
        key,
        value.kind === 'scalar' ? value.value : value.kind === 'expression' ? value.text : null,
      ])
      .sort(),
  );
}
