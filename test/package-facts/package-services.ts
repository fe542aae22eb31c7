/**
 * Stands in for the services that know packages, over HTTP: deps.dev, OSV and a registry of npm, with answers in the
 * form of theirs about packages that are invented. What was asked is kept, so that tests see what was told to whom.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface KnownPackage {
  /** In deps.dev's words: `npm`, `pypi`, … */
  readonly system: string;
  readonly name: string;
  readonly versions: readonly KnownVersion[];
  /** Of the source repository. */
  readonly archived?: boolean;
}

export interface KnownVersion {
  readonly version: string;
  readonly publishedAt: string;
  readonly licences?: readonly string[];
  readonly deprecated?: string;
  readonly attested?: boolean;
  readonly installScript?: boolean;
  readonly advisories?: readonly string[];
}

export interface PackageServices {
  readonly depsDevUrl: string;
  readonly osvUrl: string;
  readonly registryUrl: string;
  /** `GET /depsdev/…`, in order; of OSV the package URLs that were asked about. */
  readonly asked: string[];
  readonly authorizations: (string | undefined)[];
  /** Answers with this status from now on, or hangs. */
  fail(service: 'depsdev' | 'osv' | 'registry', how: number | 'hang' | 'garbage' | null): void;
  close(): Promise<void>;
}

export async function startPackageServices(
  packages: readonly KnownPackage[],
  advisories: Readonly<Record<string, unknown>> = {},
): Promise<PackageServices> {
  const asked: string[] = [];
  const authorizations: (string | undefined)[] = [];
  const failures = new Map<string, number | 'hang' | 'garbage'>();
  const byName = new Map(packages.map((one) => [`${one.system}/${one.name}`, one]));

  const server = createServer((request, response) => {
    const [, service = '', ...rest] = (request.url ?? '').split('/');
    const how = failures.get(service);
    if (how === 'hang') return;
    if (how === 'garbage') return void response.end('<html>');
    if (how !== undefined) return void response.writeHead(how).end();
    if (service === 'osv') return void answerOsv(request, response, rest);
    asked.push(`${service}/${rest.join('/')}`);
    if (service === 'registry') authorizations.push(request.headers.authorization);
    const answer = service === 'depsdev' ? depsDev(rest) : registry(rest);
    if (answer === null) response.writeHead(404).end('{}');
    else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  });

  function depsDev([, kind, system = '', , name = '', , version]: readonly string[]): unknown {
    if (kind === 'projects') return { scorecard: { checks: [{ name: 'Maintained', reason: 'project is archived' }] } };
    const known = byName.get(`${system}/${decodeURIComponent(name)}`);
    if (known === undefined) return null;
    const latest = known.versions.at(-1)?.version;
    if (version === undefined) {
      return {
        versions: known.versions.map((one) => ({
          versionKey: { system: system.toUpperCase(), name: known.name, version: one.version },
          publishedAt: one.publishedAt,
          isDefault: one.version === latest,
          isDeprecated: one.deprecated !== undefined,
          ...(one.deprecated === undefined ? {} : { deprecatedReason: one.deprecated }),
        })),
      };
    }
    const one = known.versions.find((each) => each.version === decodeURIComponent(version));
    return one === undefined
      ? null
      : {
          publishedAt: one.publishedAt,
          licenses: one.licences ?? [],
          attestations: one.attested === true ? [{ type: 'provenance' }] : [],
          relatedProjects:
            known.archived === true
              ? [{ projectKey: { id: 'git.example.com/acme/source' }, relationType: 'SOURCE_REPO' }]
              : [],
        };
  }

  function registry(rest: readonly string[]): unknown {
    const known = byName.get(`npm/${decodeURIComponent(rest.join('/'))}`);
    if (known === undefined) return null;
    return {
      'dist-tags': { latest: known.versions.at(-1)?.version },
      time: Object.fromEntries(known.versions.map((one) => [one.version, one.publishedAt])),
      versions: Object.fromEntries(
        known.versions.map((one) => [
          one.version,
          {
            license: one.licences?.[0],
            ...(one.deprecated === undefined ? {} : { deprecated: one.deprecated }),
            ...(one.installScript === true ? { hasInstallScript: true } : {}),
            dist: one.attested === true ? { attestations: { url: 'https://packages.example.com/a' } } : {},
          },
        ]),
      ),
    };
  }

  async function answerOsv(request: IncomingMessage, response: ServerResponse, rest: readonly string[]): Promise<void> {
    if (rest[1] === 'vulns') {
      const found = advisories[decodeURIComponent(rest[2] ?? '')];
      response.writeHead(found === undefined ? 404 : 200).end(JSON.stringify(found ?? {}));
      return;
    }
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const { queries } = JSON.parse(Buffer.concat(parts).toString()) as { queries: { package: { purl: string } }[] };
    const results = queries.map(({ package: { purl } }) => {
      asked.push(purl);
      const [, name = '', version = ''] = /^pkg:[a-z]+\/(.+)@([^@]+)$/.exec(purl) ?? [];
      const plain = decodeURIComponent(name);
      const own = packages.find((one) => one.name === plain)?.versions.find((one) => one.version === version);
      return { vulns: (own?.advisories ?? []).map((id) => ({ id })) };
    });
    response.writeHead(200).end(JSON.stringify({ results }));
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  return {
    ...{ depsDevUrl: `${url}/depsdev/`, osvUrl: `${url}/osv/`, registryUrl: `${url}/registry/`, asked, authorizations },
    fail(service, how) {
      if (how === null) failures.delete(service);
      else failures.set(service, how);
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
