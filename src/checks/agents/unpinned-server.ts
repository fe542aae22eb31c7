/** A server that is fetched anew each time it is started, in whatever version was published last. */
import { defineRule } from '../rule.ts';
import { packageOf, serversIn, shown, type TakenPackage } from './agent-settings.ts';

export const rule = defineRule({
  meta: {
    title: 'A server for agents is fetched without a version, or without encryption',
    area: 'agents',
    severity: 'medium',
    confidence: 'high',
    cwe: [829, 494, 1104],
    owasp: 'A08:2021',
  },
  needs: 'agent-settings',
  check({ side, path, facts }, report) {
    for (const server of serversIn(facts, path)) {
      const taken = packageOf(server.command);
      const problem = taken === null ? addressProblem(server.url) : packageProblem(taken);
      if (problem === null) continue;
      report({
        place: { path, side, span: server.span },
        message: `the server ${shown(server.name)} ${problem.message}`,
        remedy: problem.remedy,
        symbol: null,
        identity: `${server.name} ${taken?.name ?? server.url ?? ''}`,
      });
    }
  },
});

interface Problem {
  readonly message: string;
  readonly remedy: string;
}

/** An exact version or commit; a range, a tag and `latest` move. */
const EXACT = { package: /^v?\d+\.\d+[\w.+-]*$/, image: /^sha256:[0-9a-f]{64}$/, source: /^[0-9a-f]{40}$/ } as const;

function packageProblem({ runner, name, version, kind }: TakenPackage): Problem | null {
  if (version !== null && EXACT[kind].test(version) && !/[x*^~]/.test(version.replace(/[a-z]{2,}/gi, ''))) return null;
  const which =
    version === null
      ? 'in whatever version was published last'
      : `as ${shown(version)}, which can be another one tomorrow`;
  const remedy = {
    package: `Name a version: \`${shown(name)}@1.2.3\`, and raise it by a change that someone reads.`,
    image: `Name a digest: \`${shown(name)}@sha256:…\`.`,
    source: 'Name a full commit hash.',
  }[kind];
  return { message: `is fetched by ${runner} each time, ${which}`, remedy };
}

function addressProblem(url: string | null): Problem | null {
  if (url === null || !/^http:\/\//i.test(url)) return null;
  const host = /^http:\/\/(?:[^@/]*@)?(\[[^\]]*\]|[^:/?#]+)/i.exec(url)?.[1]?.toLowerCase() ?? '';
  if (
    /^(?:localhost|127(?:\.\d+){3}|0\.0\.0\.0|\[::1\]|host\.docker\.internal)$/.test(host) ||
    host.endsWith('.localhost')
  )
    return null;
  return {
    message: `is called without encryption (${shown(url)}): anyone on the way can read what agents send and change what they get`,
    remedy: 'Use https.',
  };
}
