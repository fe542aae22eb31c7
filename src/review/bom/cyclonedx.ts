/** An inventory as a bill of materials in CycloneDX 1.6 (https://cyclonedx.org/docs/1.6/json/). Pure: when and under which number it is made comes in. */
import type { Ecosystem } from '#domain/package-fact.ts';
import type { AiUse } from '#checks/agents/ai-use.ts';
import type { Inventory, PackageEntry } from './inventory.ts';

export interface BomInput {
  readonly inventory: Inventory;
  /** Of the repository, and the commit it was made of. */
  readonly subject: { readonly name: string; readonly sha: string };
  readonly engine: string;
  /** ISO 8601, UTC. */
  readonly madeAt: string;
  /** A UUID. */
  readonly serial: string;
  readonly purlOf: (ecosystem: Ecosystem, name: string, version: string) => string | null;
}

interface Property {
  readonly name: string;
  readonly value: string;
}

/** A tree that is ready to be written as JSON. */
export function cyclonedxBom(input: BomInput): object {
  const { inventory, subject, engine, madeAt, serial } = input;
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: `urn:uuid:${serial}`,
    version: 1,
    metadata: {
      timestamp: madeAt,
      tools: { components: [{ type: 'application', name: 'countersign', version: engine }] },
      component: { type: 'application', 'bom-ref': 'this', name: subject.name, version: subject.sha },
      properties: shareProperties(inventory),
    },
    components: [
      ...inventory.packages.map((one) => libraryOf(one, input)),
      ...grouped(inventory, 'model').map(([name, uses]) => modelOf(name, uses)),
      ...grouped(inventory, 'instructions').map(([name, uses]) => instructionsOf(name, uses)),
    ],
    services: grouped(inventory, 'server').map(([name, uses]) => serviceOf(name, uses)),
  };
}

function shareProperties({ share, notRead }: Inventory): Property[] {
  const percent = share.addedLines === 0 ? '' : ((100 * share.assistedLines) / share.addedLines).toFixed(1);
  return [
    property('history:commits', String(share.commits)),
    property('history:complete', String(!share.isCut)),
    property('history:lines-added', String(share.addedLines)),
    property('history:lines-added-ai-assisted', String(share.assistedLines)),
    ...(percent === '' ? [] : [property('history:ai-assisted-percent', percent)]),
    ...notRead.slice(0, 100).map((sentence) => property('not-read', sentence)),
  ];
}

function libraryOf(one: PackageEntry, { purlOf }: BomInput): object {
  const purl = purlOf(one.ecosystem, one.name, one.version ?? '');
  return {
    type: 'library',
    'bom-ref': `package:${one.ecosystem}:${one.name}@${one.version ?? ''}`,
    name: one.name,
    ...(one.version === null ? {} : { version: one.version }),
    ...(purl === null ? {} : { purl }),
    evidence: { occurrences: [{ location: one.path, line: one.line }] },
    properties: [
      property('ecosystem', one.ecosystem),
      ...(one.direct === null ? [] : [property('direct', String(one.direct))]),
      ...addedProperties(one),
    ],
  };
}

function addedProperties({ added }: PackageEntry): Property[] {
  if (added === null) return [property('added-by:provenance', 'unknown')];
  return [
    property('added-by:commit', added.commit.sha),
    property('added-by:at', added.commit.authoredAt),
    property('added-by:provenance', added.verdict),
    ...added.tools.map((tool) => property('added-by:tool', tool)),
  ];
}

type Uses = readonly { readonly path: string; readonly use: AiUse }[];

function grouped({ aiUses }: Inventory, kind: AiUse['kind']): [string, Uses][] {
  const groups = new Map<string, { path: string; use: AiUse }[]>();
  for (const one of aiUses) {
    if (one.use.kind !== kind) continue;
    const own = groups.get(one.use.name) ?? [];
    groups.set(one.use.name, [...own, one]);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
}

function modelOf(name: string, uses: Uses): object {
  const provider = uses[0]?.use.provider ?? null;
  return {
    type: 'machine-learning-model',
    'bom-ref': `model:${name}`,
    name,
    ...(provider === null ? {} : { publisher: provider }),
    evidence: occurrences(uses),
  };
}

function instructionsOf(path: string, uses: Uses): object {
  return {
    type: 'file',
    'bom-ref': `instructions:${path}`,
    name: path,
    evidence: occurrences(uses),
    properties: [property('role', 'instructions for agents')],
  };
}

function serviceOf(name: string, uses: Uses): object {
  const urls = [...new Set(uses.flatMap(({ use }) => withoutCredentials(use.url ?? '')))];
  return {
    'bom-ref': `server:${name}`,
    name,
    ...(urls.length === 0 ? {} : { endpoints: urls }),
    properties: [
      property('role', 'server for agents (Model Context Protocol)'),
      ...uses.map(({ path, use }) => property('named-in', `${path}:${use.span.startLine}`)),
    ],
  };
}

/** An address in a configuration may carry a key; neither user, nor query, nor what cannot be read as an address is repeated. */
function withoutCredentials(url: string): string[] {
  if (!URL.canParse(url)) return [];
  const { protocol, host, pathname } = new URL(url);
  return [`${protocol}//${host}${pathname}`];
}

function occurrences(uses: Uses): object {
  return { occurrences: uses.slice(0, 100).map(({ path, use }) => ({ location: path, line: use.span.startLine })) };
}

function property(name: string, value: string): Property {
  return { name: `countersign:${name}`, value };
}
