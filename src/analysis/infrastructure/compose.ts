/** Compose files as resources: one a service, and one for the volumes that the file defines. https://docs.docker.com/reference/compose-file/ */
import type { ConfigValue } from '../configuration-facts.ts';
import { entriesOf } from '../configuration/lookup.ts';
import { fieldOf } from './fields.ts';
import type { Resource } from './resource.ts';

const FILE_NAME = /(?:^|\/)(?:docker-)?compose[^/]{0,100}\.ya?ml$/;

/** By its name, or because its services are built or have images; a file of volumes alone is one by its name, or its version. */
export function isComposeFile(document: ConfigValue, path: string): boolean {
  if (document.kind !== 'map' || fieldOf(document, 'apiVersion') !== null) return false;
  const services = document.entries.find(({ key }) => key === 'services')?.value;
  if (entriesOf(services).some(({ value }) => fieldOf(value, 'image', 'build') !== null)) return true;
  const hasParts = document.entries.some(({ key }) => key === 'services' || key === 'volumes');
  return hasParts && (FILE_NAME.test(path) || (services === undefined && hasOnlyComposeKeys(document)));
}

const KEYS: ReadonlySet<string> = new Set(['version', 'name', 'volumes', 'networks', 'configs', 'secrets', 'services']);

function hasOnlyComposeKeys(document: ConfigValue): boolean {
  const keys = entriesOf(document).map(({ key }) => key);
  return keys.includes('version') && keys.every((key) => KEYS.has(key) || key.startsWith('x-'));
}

export function resourcesOfCompose(document: ConfigValue, path: string): Resource[] {
  const sections = [
    ['services', 'service'],
    ['volumes', 'volume'],
  ] as const;
  return sections.flatMap(([section, kind]) =>
    entriesOf(document)
      .filter(({ key }) => key === section)
      .flatMap(({ value }) => entriesOf(value))
      .flatMap(({ key, keySpan, value }): Resource[] => {
        if (value.kind !== 'map') return [];
        const { endLine, endColumn } = value.span;
        const address = `${kind} ${key}`;
        const common = { platform: 'compose', path, syntax: 'yaml', header: keySpan, byModule: null } as const;
        const span = { ...keySpan, endLine, endColumn };
        return [{ ...common, kind: `compose/${kind}`, name: key, address, properties: value, span }];
      }),
  );
}
